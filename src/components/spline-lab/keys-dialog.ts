import { html, type TemplateResult } from 'lit';
import { english } from '../language.js';
import { icon } from '../style/icons.js';

/** The list of keys; opened with showModal(), closed with Escape by the browser. */
export const keysDialog = (language = english): TemplateResult => html`
  <dialog class="keys" aria-labelledby="keys-title">
    <form method="dialog">
      <h2 id="keys-title">${language.common.keys.title}</h2>
      <button class="button icon" aria-label=${language.common.keys.close}>${icon('close')}</button>
    </form>
    <dl>
      ${language.common.keys.rows.map(([key, meaning]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${meaning}</dd></div>`)}
    </dl>
  </dialog>
`;
