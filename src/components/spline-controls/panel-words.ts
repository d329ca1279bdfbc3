import type { Language } from '../language.js';
import { choiceStrings } from './choice-strings.js';
import { controlStrings } from './control-strings.js';

/** All that the panels say. */
export const panelWords = (language: Language) => ({
  ...language.of('choices', choiceStrings),
  ...language.of('controls', controlStrings),
});

export type PanelWords = ReturnType<typeof panelWords>;
