/**
 * How high demonstrations are: their rows wrap, so that there is no formula for it. Measured in a wide font at every width,
 * with all that they will say, and a line to spare.
 */

/** From these widths on, in em: where panels, controls or sentences stand otherwise. */
const widths = [0, 15, 18, 22, 27.5, 34, 44, 56] as const;

/** At each of them: per cent of the width, and em. */
const heights = {
  'spline-fold-angle': [
    [5, 63],
    [113, 45.1],
    [173, 33.3],
    [117, 45.9],
    [0, 38.3],
    [50, 20.8],
    [27, 27.5],
    [50, 14.6],
  ],
  'spline-initialization-race': [
    [130, 111.6],
    [0, 82.8],
    [0, 75.9],
    [67, 57.9],
    [0, 58.4],
    [21, 48.2],
    [0, 37.9],
    [15, 27],
  ],
  'spline-jitter': [
    [0, 75.4],
    [112, 56.6],
    [134, 51.5],
    [169, 43.9],
    [50, 27.4],
    [50, 24.7],
    [50, 20.6],
    [50, 19.3],
  ],
  'spline-limits': [
    [0, 96.3],
    [106, 69.3],
    [144, 56.4],
    [100, 65.9],
    [122, 60],
    [0, 36],
    [0, 35.5],
    [21, 21.1],
  ],
  'spline-one-unit': [
    [0, 75.1],
    [121, 54.5],
    [128, 53.4],
    [158, 47.2],
    [32, 30.8],
    [50, 23.5],
    [39, 28.4],
    [5, 47.5],
  ],
  'spline-same-weights': [
    [252, 42.6],
    [300, 34.6],
    [155, 58.7],
    [271, 33.6],
    [300, 24.2],
    [20, 20.7],
    [33, 15],
    [33, 15],
  ],
  'spline-scale-shift': [
    [0, 70.4],
    [25, 68.5],
    [109, 51.1],
    [160, 39.3],
    [7, 35.6],
    [35, 26.4],
    [35, 26.9],
    [50, 18.5],
  ],
} as const satisfies Readonly<Record<string, readonly (readonly [share: number, em: number])[]>>;

export const demonstrationTags = Object.keys(heights) as (keyof typeof heights)[];

/** CSS that keeps their height free. @param selector of what is to be as high, within an element of that tag */
export function reservedHeights(selector: (tag: string) => string): string {
  return widths
    .map((width, at) => {
      const rules = Object.entries(heights).map(([tag, ofTag]) => {
        const [share, em] = ofTag[at]!;
        const height = share === 0 ? `${em}em` : `calc(${share}cqi + ${em}em)`;
        return `${selector(tag)} { min-block-size: ${height}; }`;
      });
      return width === 0
        ? rules.join('\n')
        : `@container demonstration (min-width: ${width}em) {\n${rules.join('\n')}\n}`;
    })
    .join('\n');
}
