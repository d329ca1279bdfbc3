import { html, type TemplateResult } from 'lit';

/** A short piece of a line as it looks in a picture, for its key. @param kind class of the line */
export const lineSample = (kind: string): TemplateResult =>
  html`<svg viewBox="0 0 28 12" aria-hidden="true"><path class=${kind} d="M1 6h26" /></svg>`;
