import { html, type TemplateResult } from 'lit';
import { strings } from '../strings.js';
import { icon } from '../style/icons.js';

/** The list of keys; opened with showModal(), closed with Escape by the browser. */
export const keysDialog = (): TemplateResult => html`
  <dialog class="keys" aria-labelledby="keys-title">
    <form method="dialog">
      <h2 id="keys-title">${strings.keys.title}</h2>
      <button class="button icon" aria-label=${strings.keys.close}>${icon('close')}</button>
    </form>
    <dl>
      ${strings.keys.rows.map(([key, meaning]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${meaning}</dd></div>`)}
    </dl>
  </dialog>
`;
