import { html, nothing, type TemplateResult } from 'lit';
import { english } from './language.js';
import type { ShiftKey } from './spline-view/picture-keys.js';
import { icon, type IconName } from './style/icons.js';
import { padStrings } from './spline-view/picture-strings.js';

export interface ShiftPad {
  /** What its arrows move. */
  readonly label: string;
  /** Whether it turns and scales, too: what arrow keys do with Shift. */
  readonly turns: boolean;
  /** As if an arrow key had been pressed. */
  readonly shift: (key: ShiftKey) => void;
}

/** Buttons behind a small one that do what a drag does, for who cannot drag. They stand within `.tools`. */
export function shiftPad({ label, turns, shift }: ShiftPad, language = english): TemplateResult {
  const words = language.of('pad', padStrings);
  const button = (name: string, image: IconName, dx: ShiftKey['dx'], dy: ShiftKey['dy'], modified = false) => html`
    <button
      type="button"
      aria-label=${name}
      title=${name}
      @click=${() => shift({ act: 'shift', dx, dy, modified })}
    >
      ${icon(image)}
    </button>
  `;
  return html`
    <details class="pad">
      <summary aria-label=${label} title=${label}>${icon('pan')}</summary>
      <div class="arrows" role="group" aria-label=${label}>
        ${button(words.left, 'back', -1, 0)} ${button(words.up, 'up', 0, 1)} ${button(words.down, 'down', 0, -1)}
        ${button(words.right, 'chevron', 1, 0)}
        ${
          turns
            ? html`
              ${button(words.turnLeft, 'turn-left', -1, 0, true)} ${button(words.larger, 'plus', 0, 1, true)}
              ${button(words.smaller, 'minus', 0, -1, true)} ${button(words.turnRight, 'turn', 1, 0, true)}
            `
            : nothing
        }
      </div>
    </details>
  `;
}
