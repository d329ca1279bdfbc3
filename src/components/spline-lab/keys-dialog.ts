import { html, type TemplateResult } from 'lit';
import { english } from '../language.js';
import { icon } from '../style/icons.js';

/** Kinds of keys, in the order of the list. */
const groups = ['run', 'picture', 'undo', 'edit', 'others', 'end'] as const;
export type KeyGroup = (typeof groups)[number];

/**
 * The list of keys; opened with showModal(), closed with Escape by the browser.
 *
 * @param without keys that do not act where it is shown
 */
export const keysDialog = (language = english, without: readonly KeyGroup[] = []): TemplateResult => html`
  <dialog class="keys" aria-labelledby="keys-title">
    <form method="dialog">
      <h2 id="keys-title">${language.common.keys.title}</h2>
      <button class="button icon" aria-label=${language.common.keys.close}>${icon('close')}</button>
    </form>
    <dl>
      ${groups
        .filter((group) => !without.includes(group))
        .flatMap((group) => language.common.keys[group])
        .map(([key, meaning]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${meaning}</dd></div>`)}
    </dl>
  </dialog>
`;
