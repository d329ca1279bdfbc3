import { css, html, type TemplateResult } from 'lit';
import { divergenceSentences } from '../training/divergence-strings.js';
import type { SessionSnapshot } from '../training/session.js';
import { formatCount } from './format.js';
import { english } from './language.js';
import { icon } from './style/icons.js';

/** The two ways on after numbers have failed. */
export interface DivergenceActions {
  goBack(): void;
  startAgain(): void;
}

/** Over a picture whose network's numbers have failed: what has happened, and the ways on. */
export function divergenceTemplate(
  snapshot: SessionSnapshot,
  actions: DivergenceActions,
  language = english,
): TemplateResult {
  const { divergence } = snapshot;
  const words = language.common.divergence;
  return html`
    <div class="divergence" slot="message" role="alert">
      <p class="failure">${icon('warning')}${words.title(formatCount(divergence?.step ?? 0, language))}</p>
      <p>${divergence && divergenceSentences(divergence, words, language.locale)}</p>
      <div class="ways">
        <button type="button" class="button primary" @click=${() => actions.goBack()}>
          ${words.back}
        </button>
        <button type="button" class="button" @click=${() => actions.startAgain()}>${words.restart}</button>
      </div>
    </div>
  `;
}

export const divergenceStyles = css`
  .divergence {
    padding: 16px 20px 20px;
    background: var(--spline-warning-paper);
    border-top: 2px solid var(--spline-warning);
  }
  .divergence p {
    margin: 6px 0 12px;
    font: 0.9375rem/1.45 var(--spline-serif);
  }
  .divergence .failure {
    display: flex;
    align-items: center;
    gap: 8px;
    margin: 0;
    color: var(--spline-warning);
    font: 600 1.125rem/1.3 var(--spline-serif);
  }
  .ways {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .ways .button {
    white-space: normal;
  }
`;
