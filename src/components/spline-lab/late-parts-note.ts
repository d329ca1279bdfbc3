import { css, html, nothing, type TemplateResult } from 'lit';
import type { LatePartsState } from '../controllers/late-parts-controller.js';

/** Said of parts that are on their way, or have not come. */
export interface LatePartsWords {
  readonly loading: string;
  readonly failed: string;
  readonly retry: string;
}

/** What stands where parts of the page are to be, until they are there. */
export function latePartsNote(
  state: LatePartsState,
  retry: () => void,
  parts: LatePartsWords,
): TemplateResult | typeof nothing {
  switch (state) {
    case 'waiting':
    case 'loading':
      return html`<p class="late">${parts.loading}</p>`;
    case 'failed':
      return html`
        <p class="late" role="alert">
          ${parts.failed} <button type="button" class="button" @click=${retry}>${parts.retry}</button>
        </p>
      `;
    case 'loaded':
      return nothing;
    default:
      return state satisfies never;
  }
}

/** Keeps the places of the parts as large as they will be, as far as something stands below them. */
export const latePartsStyles = css`
  spline-chart:not(:defined) {
    display: grid;
    place-content: center;
    height: 274px;
  }
  .panels:has(:not(:defined)) {
    min-height: 475px;
  }
  .late {
    margin: 0;
    text-align: center;
    color: var(--spline-ink-soft);
  }
  .late .button {
    margin: 8px;
  }
`;
