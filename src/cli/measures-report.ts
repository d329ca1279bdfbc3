import type { Measures } from '../analysis/measures.js';

/** What every single point has in a measure: together longer than all else. */
const ofSinglePoints: ReadonlySet<string> = new Set([
  'notebook.isRight',
  'notebook.changedShifts',
  'notebook.gradientNorms',
  'wallDistances.data.anyWall.distances',
  'wallDistances.uniform.anyWall.distances',
  'nearbyUnits.data.counts',
  'nearbyUnits.uniform.counts',
]);

/** Measures as they are printed: without the numbers of single points. */
export const measuresReport = (measures: Measures): object => withoutPoints(measures, '') as object;

function withoutPoints(value: unknown, path: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || ArrayBuffer.isView(value)) return value;
  const entries = Object.entries(value).map(([key, inner]: [string, unknown]) => {
    const place = path === '' ? key : `${path}.${key}`;
    return ofSinglePoints.has(place) ? [] : [[key, withoutPoints(inner, place)]];
  });
  return Object.fromEntries(entries.flat()) as object;
}
