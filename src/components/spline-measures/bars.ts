import { html, svg, type TemplateResult } from 'lit';

export interface Bar {
  readonly label: string;
  /** Network, whose colour it has. */
  readonly model: number;
  /** Lengths that follow each other, 0 or more: the first solid where there is but one, else hollow, then solid. */
  readonly parts: readonly number[];
  readonly isHollow?: boolean;
  readonly text: string;
}

const WIDTH = 100;

/** Horizontal bars on one scale, each with its name and its number. */
export function barsTemplate(title: string, bars: readonly Bar[]): TemplateResult {
  const longest = Math.max(...bars.map(({ parts }) => parts.reduce((a, b) => a + b, 0)), Number.MIN_VALUE);
  return html`
    <figure class="bars">
      <figcaption>${title}</figcaption>
      <ul>
        ${bars.map(
          ({ label, model, parts, isHollow, text }) => html`
            <li class=${model === 0 ? 'first' : 'second'}>
              <span class="name">${label}</span>
              <svg viewBox="0 0 ${WIDTH} 10" preserveAspectRatio="none" aria-hidden="true">
                ${parts.map((part, index) => {
                  const before = parts.slice(0, index).reduce((a, b) => a + b, 0);
                  const isLight = isHollow ?? index < parts.length - 1;
                  return svg`<rect x=${(WIDTH * before) / longest} y="1" height="8"
                    width=${(WIDTH * part) / longest} class=${isLight ? 'light' : 'solid'} />`;
                })}
              </svg>
              <span class="value">${text}</span>
            </li>
          `,
        )}
      </ul>
    </figure>
  `;
}
