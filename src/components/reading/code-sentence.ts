import { english } from '../language.js';
import { activeUnits } from './reading.js';
import { readingStrings } from './reading-strings.js';

/** The activation code of a layer: how many units are on, and which, or which are off where those are fewer. @param layer from 0 */
export function codeSentence(code: Uint8Array, layer: number, language = english): string {
  const words = language.of('reading', readingStrings);
  const active = activeUnits(code);
  const count = words.layer(layer + 1, active, code.length);
  const namesActive = active <= code.length / 2;
  const units = unitRanges(code, namesActive ? 1 : 0, words.unitRange);
  if (!units) return count;
  return namesActive ? words.layerOn(count, units) : words.layerOff(count, units);
}

/** Numbers from 1 of the units with a bit: "1, 4, 7–9". */
function unitRanges(code: Uint8Array, bit: 0 | 1, rangeWords: (first: number, last: number) => string): string {
  const ranges: [first: number, last: number][] = [];
  code.forEach((value, unit) => {
    if (value !== bit) return;
    const range = ranges.at(-1);
    if (range?.[1] === unit) range[1] = unit + 1;
    else ranges.push([unit + 1, unit + 1]);
  });
  return ranges.map(([first, last]) => (first === last ? String(first) : rangeWords(first, last))).join(', ');
}
