import { formatCount, formatList } from '../format.js';
import { english, type Language } from '../language.js';
import { activeUnits } from './reading.js';
import { readingStrings } from './reading-strings.js';

/** The activation code of a layer: how many units are on, and which, or which are off where those are fewer. @param layer from 0 */
export function codeSentence(code: Uint8Array, layer: number, language = english): string {
  const words = language.of('reading', readingStrings);
  const active = activeUnits(code);
  const count = words.layer(
    formatCount(layer + 1, language),
    formatCount(active, language),
    formatCount(code.length, language),
  );
  const namesActive = active <= code.length / 2;
  const units = unitRanges(code, namesActive ? 1 : 0, language);
  if (!units) return count;
  return namesActive ? words.layerOn(count, units) : words.layerOff(count, units);
}

/** Numbers from 1 of the units with a bit: "1, 4, 7–9". */
function unitRanges(code: Uint8Array, bit: 0 | 1, language: Language): string {
  const { unitRange } = language.of('reading', readingStrings);
  const ranges: [first: number, last: number][] = [];
  code.forEach((value, unit) => {
    if (value !== bit) return;
    const range = ranges.at(-1);
    if (range?.[1] === unit) range[1] = unit + 1;
    else ranges.push([unit + 1, unit + 1]);
  });
  const names = ranges
    .map((range) => range.map((unit) => formatCount(unit, language)) as [string, string])
    .map(([first, last]) => (first === last ? first : unitRange(first, last)));
  return formatList(names, language);
}
