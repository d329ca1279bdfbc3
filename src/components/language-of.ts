import type { ReactiveElement } from 'lit';
import { Language, type Strings } from './language.js';

/**
 * What an element is to be read in. Words that were given are in the language of its place in the page, and go its way, and so
 * do its numbers then; without them both are English.
 *
 * @param element is asked for an update when more is known of what is wrong with the words
 * @param former is kept where nothing is different
 */
export function languageOf(element: ReactiveElement, given: Strings | null, former: Language): Language {
  const lang = given ? langOf(element) : 'en';
  const dir = given && element.matches(':dir(rtl)') ? 'rtl' : 'ltr';
  if (former.lang === lang && former.dir === dir && former.isOf(given)) return former;
  return new Language(supported(lang), given, lang, dir, () => element.requestUpdate());
}

/** What the page says an element is in: the `lang` of the nearest element that has one, out of shadow trees, too; empty: none has. */
export function langOf(element: Element): string {
  for (let at: Element | null = element; at; at = hostOf(at)) {
    const lang = at.closest('[lang]')?.getAttribute('lang');
    if (lang != null) return lang;
  }
  return '';
}

function hostOf(element: Element): Element | null {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

/** English where the tag is none, or one of a language whose numbers the browser does not know. */
function supported(tag: string): string {
  try {
    return Intl.NumberFormat.supportedLocalesOf(tag)[0] ?? 'en';
  } catch {
    return 'en';
  }
}
