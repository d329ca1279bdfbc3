import {
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  filterGrayscale,
  parseHex,
  type Rgb as RgbColor,
} from 'culori';
import { describe, expect, test } from 'vitest';
import { tokens } from '../../src/components/style/tokens.js';
import { DARKER_BELOW, SWING } from '../../src/training/flash-guard.js';
import { networkLimits } from '../../src/training/network-spec.js';
import { palettes, type Palette, type Rgb } from '../../src/training/palette.js';

/** Relative luminance, WCAG 2.2. */
function luminance(color: Rgb): number {
  const [red, green, blue] = color.map((channel) => {
    const value = channel / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: Rgb, b: Rgb): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const difference = differenceCiede2000();
const colorOf = ([r, g, b]: Rgb): RgbColor => ({ mode: 'rgb', r: r / 255, g: g / 255, b: b / 255 });

/** Machado, Oliveira and Fernandes (2009), at full severity. */
const colourBlindness: Readonly<Record<string, (color: RgbColor) => RgbColor>> = {
  'all colours seen': (color: RgbColor) => color,
  protanopia: filterDeficiencyProt(1),
  deuteranopia: filterDeficiencyDeuter(1),
  tritanopia: filterDeficiencyTrit(1),
};
const deficiencies: typeof colourBlindness = {
  ...colourBlindness,
  'print in grey': (color: RgbColor) => filterGrayscale(1)<'rgb'>(color),
};

/** Colours whose difference says something, where nothing else beside them need be read. */
function tellingPairs(
  palette: Palette,
  accents: readonly [RgbColor, RgbColor],
): readonly (readonly [string, RgbColor, RgbColor])[] {
  const { classMarks, sequentialFills } = palette;
  const of = (colors: readonly Rgb[], index: number): RgbColor => colorOf(colors.at(index)!);
  return [
    ['marks of the first two classes', of(classMarks, 0), of(classMarks, 1)],
    ['ends of the sequential fills', of(sequentialFills, 0), of(sequentialFills, -1)],
    ['accents of the first and the second network', ...accents],
  ];
}

/** `--spline-first` and `--spline-second` as the style sheet has them, the light theme's first. */
function accentsOf(theme: string): [RgbColor, RgbColor] {
  const valueOf = (name: string): string =>
    [...tokens.cssText.matchAll(new RegExp(`${name}: (#[0-9a-f]{6})`, 'g'))][theme === 'light' ? 0 : 1]![1]!;
  const [first, second] = ['--spline-first', '--spline-second'].map((name) => parseHex(valueOf(name)));
  return [first!, second!];
}

const allFills = (palette: Palette): readonly Rgb[] => [
  palette.paper,
  palette.neutral,
  ...palette.classFills,
  ...palette.regionFills,
  ...palette.sequentialFills,
];

describe.each(Object.entries(palettes))('palette %s', (theme, palette) => {
  test('has a colour for every class and every layer that a network may have', () => {
    expect(palette.classFills).toHaveLength(networkLimits.classCount[1]);
    expect(palette.classMarks).toHaveLength(networkLimits.classCount[1]);
    expect(palette.walls).toHaveLength(networkLimits.depth[1]);
  });

  test('keeps walls and the decision boundary at 3:1 or more on every fill (WCAG 1.4.11)', () => {
    for (const fill of allFills(palette)) {
      for (const line of [...palette.walls, palette.decisionBoundary]) {
        expect(contrast(line, fill), `${line.join()} on ${fill.join()}`).toBeGreaterThanOrEqual(3);
      }
    }
  });

  test('keeps marks at 3:1 or more on the paper, on the fill of their class and on their casing', () => {
    palette.classMarks.forEach((mark, index) => {
      for (const under of [palette.paper, palette.classFills[index]!, palette.casing]) {
        expect(contrast(mark, under), `${mark.join()} on ${under.join()}`).toBeGreaterThanOrEqual(3);
      }
    });
  });

  test.each(Object.entries(deficiencies))('is told apart by a difference of 15 or more: %s', (_name, seen) => {
    for (const [name, a, b] of tellingPairs(palette, accentsOf(theme)))
      expect(difference(seen(a), seen(b)), name).toBeGreaterThanOrEqual(15);
  });

  test('tells fills of the first two classes apart by a difference of 15 or more, in the dark in grey, too', () => {
    // In the light theme two fills that grey tells apart would flash.
    for (const seen of Object.values(theme === 'dark' ? deficiencies : colourBlindness)) {
      const [a, b] = [colorOf(palette.classFills[0]!), colorOf(palette.classFills[1]!)];
      expect(difference(seen(a), seen(b))).toBeGreaterThanOrEqual(15);
    }
  });

  test('flashes by no fill of a class that takes the place of another (WCAG 2.3.1)', () => {
    const luminances = palette.classFills.map(luminance);
    for (const darker of luminances.filter((value) => value < DARKER_BELOW))
      for (const other of luminances) expect(other - darker).toBeLessThan(SWING);
  });

  test('keeps lines a difference of 15 or more from every fill without any colour', () => {
    const grey = filterGrayscale(1);
    for (const fill of allFills(palette))
      for (const line of [...palette.walls, palette.decisionBoundary])
        expect(difference(grey(colorOf(line)), grey(colorOf(fill)))).toBeGreaterThanOrEqual(15);
  });

  test('goes one way in luminance along the sequential fills, in steps that are alike', () => {
    const steps = palette.sequentialFills.map(luminance).map((value) => Math.log(value + 0.05));
    const differences = steps.slice(1).map((value, i) => value - steps[i]!);
    const mean = (steps.at(-1)! - steps[0]!) / differences.length;
    for (const difference of differences) {
      expect(difference / mean).toBeGreaterThan(0.6);
      expect(difference / mean).toBeLessThan(1.4);
    }
  });

  test('repeats no colour of a class or a layer', () => {
    for (const colors of [palette.classFills, palette.classMarks, palette.walls]) {
      expect(new Set(colors.map((color) => color.join())).size).toBe(colors.length);
    }
  });
});
