/** SVG of exact partitions: parsed as XML, polygons added up again. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commonScale } from '../../src/geometry/common-scale.js';
import { fillCells, windowScale } from '../../src/geometry/fill-cells.js';
import { partitionOf } from '../../src/geometry/partition.js';
import { cellsByPixel } from '../../src/geometry/raster-cells.js';
import type { ValueScale } from '../../src/geometry/value-scale.js';
import { englishPicture, type PictureLanguage } from '../../src/io/partition-svg-strings.js';
import { writePartitionSvg } from '../../src/io/partition-svg.js';
import type { PartitionPicture, PictureOptions } from '../../src/io/picture-layout.js';
import { palettes } from '../../src/training/palette.js';
import { recordedNet } from '../support/recorded-nets.js';
import { fixtureData } from '../support/traces.js';
import { readXml, type XmlElement } from '../support/xml.js';

const options: PictureOptions = {
  title: 'Cells & walls',
  theme: 'light',
  fill: 'confidence',
  caption: [],
  language: englishPicture,
};

function pictureOf(name: string, change: Partial<PartitionPicture> = {}): PartitionPicture {
  const { folded, data } = recordedNet(name);
  const { box } = JSON.parse(readFileSync(`tests/fixtures/partitions/${name}.json`, 'utf8')) as { box: number[] };
  const [x0, x1, y0, y1] = box as [number, number, number, number];
  return {
    name: 'With BN',
    partition: partitionOf(folded, { x0, x1, y0, y1 }),
    lines: { walls: [], decisionBoundary: true },
    points: fixtureData(data).train,
    ...change,
  };
}

const named = (root: XmlElement, tag: string): XmlElement[] =>
  root.children.flatMap((child) => [...(child.tag === tag ? [child] : []), ...named(child, tag)]);
const byId = (root: XmlElement, id: string): XmlElement => {
  const find = (element: XmlElement): XmlElement | undefined =>
    element.attributes['id'] === id ? element : element.children.map(find).find((found) => found);
  const found = find(root);
  if (!found) throw new Error(`There is no element ${id}.`);
  return found;
};

const cornersOf = (polygon: XmlElement): number[][] =>
  polygon.attributes['points']!.split(' ').map((pair) => pair.split(',').map(Number));

/** Clockwise on the screen, where y is downwards, is counter-clockwise in the plane. */
function areaOf(corners: number[][]): number {
  return corners.reduce((sum, [x = 0, y = 0], index) => {
    const [nextX = 0, nextY = 0] = corners[(index + 1) % corners.length]!;
    return sum + (y * nextX - x * nextY) / 2;
  }, 0);
}

const wallLength = (root: XmlElement, id: string): number =>
  named(byId(root, id), 'path')
    .flatMap((path) => [...path.attributes['d']!.matchAll(/M([-\d.]+) ([-\d.]+)L([-\d.]+) ([-\d.]+)/g)])
    .reduce((sum, [, x0, y0, x1, y1]) => sum + Math.hypot(Number(x1) - Number(x0), Number(y1) - Number(y0)), 0);

describe.each([
  'circles42-64x64-bn-relu-sgdm-doublestats.step350',
  'circles42-32x32x32-bn-relu-sgdm.step350',
  'blobs42-16x16-none-relu-sgdm.step351',
])('the picture of %s', (name) => {
  const picture = pictureOf(name);
  const { partition } = picture;
  const { x0, x1, y0, y1 } = partition.window;
  const text = writePartitionSvg([picture], options);
  const root = readXml(text);
  const unit = 1000 / (x1 - x0);

  it('has a polygon for every cell, which together are the window', () => {
    const areas = named(byId(root, 'cells'), 'polygon').map((polygon) => areaOf(cornersOf(polygon)));
    expect(areas).toHaveLength(partition.cellCount);
    const windowArea = 1000 * 1000 * ((y1 - y0) / (x1 - x0));
    const total = areas.reduce((sum, area) => sum + area, 0);
    expect(Math.abs(total / windowArea - 1)).toBeLessThan(1e-6);
    // A corner is rounded by at most 5e-5 of 1,000 units on each axis, along a perimeter of at most 4,000 units.
    areas.forEach((area, cell) => expect(Math.abs(area - partition.areas[cell]! * unit ** 2)).toBeLessThan(0.3));
  });

  it('has upwards what is upwards in the plane', () => {
    const polygon = named(byId(root, 'cells'), 'polygon')[0]!;
    const [x = 0, y = 0] = cornersOf(polygon)[0]!;
    expect(x).toBeCloseTo((partition.corners[0]! - x0) * unit, 3);
    expect(y).toBeCloseTo((y1 - partition.corners[1]!) * unit, 3);
  });

  it('has a group of walls per layer, of the recorded length, a path per unit', () => {
    const recorded = JSON.parse(readFileSync(`tests/fixtures/partitions/${name}.json`, 'utf8')) as {
      per_layer: { wall_length: number }[];
      decision_boundary_length: number;
    };
    recorded.per_layer.forEach(({ wall_length: length }, layer) => {
      // Both ends of up to 10,000 segments are rounded by 7e-5 of 1,000 units at most, at random.
      expect(Math.abs(wallLength(root, `walls-layer-${layer + 1}`) / unit / length - 1)).toBeLessThan(1e-5);
      const units = named(byId(root, `walls-layer-${layer + 1}-lines`), 'path').map(
        ({ attributes }) => attributes['id'],
      );
      expect(new Set(units).size).toBe(units.length);
      expect(units.length).toBeLessThanOrEqual(partition.hiddenWidths[layer]!);
    });
    const length = wallLength(root, 'decision-boundary') / unit;
    expect(Math.abs(length / recorded.decision_boundary_length - 1)).toBeLessThan(1e-5);
  });

  it('says what it is, in a few classes and at most 10 MB for 15,000 cells', () => {
    expect(root.attributes['role']).toBe('img');
    expect(named(root, 'title')[0]!.text).toBe('Cells & walls');
    expect(named(root, 'desc')[0]!.text).toContain(`${partition.cellCount.toLocaleString('en')} cells`);
    expect(named(root, 'style')).toHaveLength(1);
    expect(text).not.toContain('style="');
    expect(text.length / partition.cellCount).toBeLessThan(10e6 / 15_000);
  });

  it('shows every data point in its class', () => {
    const marks = named(byId(root, 'points'), 'use').map(({ attributes }) => attributes['class']);
    expect(marks).toEqual([...picture.points!.labels].map((label) => `mark-${label}`));
  });
});

/** Colours of the cells, by the classes of their polygons. */
function coloursOf(svg: string): Map<string, string> {
  const colours = new Map(
    [...svg.matchAll(/\.(fill-\w+)\{fill:(#\w+|none)/g)].map(([, style, colour]) => [style!, colour!]),
  );
  return new Map(
    named(readXml(svg), 'polygon').map(({ attributes }) => [attributes['class']!, colours.get(attributes['class']!)!]),
  );
}

describe('a picture', () => {
  const name = 'circles42-8-bn-relu-sgdm.step350';

  it('has the colours of its theme and fill', () => {
    const light = writePartitionSvg([pictureOf(name)], options);
    const dark = writePartitionSvg([pictureOf(name)], { ...options, theme: 'dark' });
    expect(light).toContain('.paper{fill:#fbfaf7}');
    expect(dark).not.toContain('#fbfaf7');
    const lines = { walls: [], decisionBoundary: false };
    const regions = writePartitionSvg([pictureOf(name, { lines })], { ...options, fill: 'region' });
    expect(coloursOf(regions).size).toBeGreaterThan(palettes.light.regionFills.length / 3);
    expect(regions).not.toContain('id="decision-boundary"');
  });

  it('leaves out walls and points that are not shown, and points outside the window', () => {
    const lines = { walls: [false], decisionBoundary: true };
    const svg = writePartitionSvg([pictureOf(name, { lines, points: null })], { ...options, fill: 'plain' });
    expect(svg).not.toContain('walls-layer-1"');
    expect(svg).not.toContain('id="points"');
    const points = { positions: Float32Array.of(0, 0, 9, 9), labels: Uint8Array.of(0, 1), count: 2 };
    expect(
      named(byId(readXml(writePartitionSvg([pictureOf(name, { points })], options)), 'points'), 'use'),
    ).toHaveLength(1);
  });

  it('stands beside another, with its name, a caption and ids of its own', () => {
    const caption = ['Step 350 <of 350>', 'SGD, rate 0.01'];
    const svg = writePartitionSvg([pictureOf(name, { name: 'Plain' }), pictureOf(name)], { ...options, caption });
    const root = readXml(svg);
    expect(Number(root.attributes['width'])).toBe(2040);
    const ids = [...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const texts = named(root, 'text').map(({ text }) => text);
    expect(texts).toEqual(['Plain', 'With BN', ...caption]);
    expect(wallLength(root, 'network-2-walls-layer-1')).toBeGreaterThan(0);
  });

  it('has no characters that XML does not have, wherever its words are from', () => {
    const svg = writePartitionSvg([pictureOf(name)], { ...options, title: 'a\u0007b\u0000\ud800 \u{1f600} <' });
    expect(svg).toContain('<title id="title">a\ufffdb\ufffd\ufffd \u{1f600} &lt;</title>');
  });

  it('says so where the cells do not fill the window', () => {
    const { folded } = recordedNet(name);
    const partition = partitionOf(folded, { x0: -1, x1: 1, y0: -1, y1: 1 }, { mostCells: 5 });
    expect(writePartitionSvg([pictureOf(name, { partition })], options)).toContain('the first 5 cells');
  });
});

describe('a picture in another language', () => {
  const pictures = [
    pictureOf('circles42-16x16-bn-relu-sgdm.step350'),
    pictureOf('circles42-16x16-none-relu-sgdm.step350', { name: 'Plain' }),
  ];
  const farsi: PictureLanguage = {
    words: {
      range: (...ends) => ends.join('…'),
      allCells: (network, count, x, y) => `[${network}|${count}|${x}|${y}]`,
      firstCells: (network) => network,
      fills: { ...englishPicture.words.fills, slope: 'شیب' },
      scale: (fill, range) => `${fill} ${range}`,
      filled: (fill) => `(${fill})`,
    },
    locale: 'fa',
    lang: 'fa-"IR"',
    dir: 'rtl',
  };
  const scale: ValueScale = { low: 0.125, high: 20, isLogarithmic: true };
  const draw = (language: PictureLanguage): XmlElement =>
    readXml(writePartitionSvg(pictures, { ...options, fill: 'slope', scale, caption: ['یک'], language }));

  it('says all in its words and numbers, and in which language that is', () => {
    const root = draw(farsi);
    expect(root.attributes['lang']).toBe('fa-"IR"');
    const count = pictures[0]!.partition.cellCount.toLocaleString('fa');
    const description = named(root, 'desc')[0]!.text;
    expect(description).toContain(`[With BN|${count}|`);
    expect(description).toMatch(/\(شیب ۰٫۱۲۵…۲۰\)$/);
    expect(description.replaceAll(/With BN|Plain/g, '')).not.toMatch(/[A-Za-z0-9]/);
    expect(named(root, 'text').map(({ text }) => text)).toEqual(['With BN', 'Plain', 'شیب ۰٫۱۲۵…۲۰', 'یک']);
    expect(draw({ ...farsi, lang: '' }).attributes['lang']).toBeUndefined();
  });

  it('is mirrored where its words go to the left, but for the pictures themselves', () => {
    const width = 2040;
    const [toRight, toLeft] = [draw({ ...farsi, dir: 'ltr' }), draw(farsi)];
    expect([toRight, toLeft].map((root) => root.attributes['direction'])).toEqual([undefined, 'rtl']);
    const startsOf = (root: XmlElement) => named(root, 'text').map(({ attributes }) => Number(attributes['x']));
    expect(startsOf(toLeft)).toEqual(startsOf(toRight).map((x) => width - x));
    const leftOf = (root: XmlElement, id: string) =>
      Number(/translate\((\d+) /.exec(byId(root, id).attributes['transform']!)![1]);
    for (const id of ['network-1-picture', 'network-2-picture'])
      expect(leftOf(toLeft, id)).toBe(width - 1000 - leftOf(toRight, id));
    const bars = [toRight, toLeft].map((root) => byId(root, 'scale').attributes);
    expect(bars.map(({ x, width: length }) => [x, length])).toEqual([
      ['0', '240'],
      ['1800', '240'],
    ]);
    const [one, other] = [toRight, toLeft].map((root) => byId(root, 'scale-colours').attributes['x1'] ?? '0');
    expect([one, other]).toEqual(['0', '1']);
    expect(byId(toLeft, 'network-1-cells').children).toEqual(byId(toRight, 'network-1-cells').children);
  });
});

describe('a fill by a number', () => {
  const name = 'circles42-16x16-bn-relu-sgdm.step350';
  const pictures = [pictureOf(name), pictureOf('circles42-16x16-none-relu-sgdm.step350', { name: 'Plain' })];
  const textsOf = (svg: string): string[] => named(readXml(svg), 'text').map(({ text }) => text);

  it.each(['slope', 'area'] as const)('%s: every cell has the colour that its pixels have on the page', (fill) => {
    const scale: ValueScale = { low: 0.01, high: 200, isLogarithmic: true };
    const svg = writePartitionSvg([pictures[0]!], { ...options, fill, scale });
    const colours = coloursOf(svg);
    const polygons = named(byId(readXml(svg), 'cells'), 'polygon');
    const { partition } = pictures[0]!;
    const view = { view: partition.window, width: 90, height: 90 };
    const { pixels } = fillCells(partition, { ...view, fill, theme: 'light', scale });
    const wrong = [...cellsByPixel(partition, view)].filter((cell, pixel) => {
      const rgb = [...pixels.subarray(4 * pixel, 4 * pixel + 3)].map((part) => part.toString(16).padStart(2, '0'));
      return colours.get(polygons[cell]!.attributes['class']!) !== `#${rgb.join('')}`;
    });
    expect(wrong).toEqual([]);
    expect(colours.size).toBeGreaterThan(30);
  });

  it('density: lies as a picture under cells without colours', () => {
    const svg = writePartitionSvg([pictures[0]!], { ...options, fill: 'density' });
    expect([...coloursOf(svg).values()]).toEqual(['none']);
    const [image] = byId(readXml(svg), 'cells').children;
    expect(image).toMatchObject({ tag: 'image', attributes: { width: '1000' } });
    expect(image!.attributes['href']).toMatch(/^data:image\/png;base64,iVBORw0KGgo/);
  });

  it('has one scale for all pictures, which is drawn and named above the caption', () => {
    const svg = writePartitionSvg(pictures, { ...options, fill: 'slope', caption: ['Step 350'] });
    const { low, high, isLogarithmic } = commonScale(pictures.map(({ partition }) => windowScale(partition, 'slope')));
    expect(isLogarithmic).toBe(true);
    const named = `Fill: slope norm of the logits, 1 / input unit: ${low} to ${high}, logarithmic`;
    expect(textsOf(svg).slice(-2)).toEqual([named, 'Step 350']);
    expect(svg).toContain('fill="url(#scale-colours)"');
    const given = { low: 1, high: 2, isLogarithmic: false };
    const other = writePartitionSvg(pictures, { ...options, fill: 'slope', scale: given });
    expect(textsOf(other).at(-1)).toMatch(/unit: 1 to 2$/);
    expect(coloursOf(other)).not.toEqual(coloursOf(svg));
  });

  it('is not captioned where no caption is wanted, but described all the same', () => {
    const svg = writePartitionSvg(pictures, { ...options, fill: 'area', caption: null });
    expect(textsOf(svg)).toEqual(['With BN', 'Plain']);
    expect(named(readXml(svg), 'desc')[0]!.text).toMatch(/Fill: area of cells, squared input units: .* to /);
  });
});

it('misclassified points, and no others, carry a ring, and lie above the others', () => {
  const picture = pictureOf('circles42-32x32x32-bn-relu-sgdm.step350');
  const points = picture.points!;
  const predictions = points.labels.slice();
  const wrong = [3, 8];
  for (const point of wrong) predictions[point] = 1 - predictions[point]!;
  const marks = byId(readXml(writePartitionSvg([{ ...picture, predictions }], options)), 'points').children;
  const rings = marks.filter(({ attributes }) => attributes['class'] === 'ring');
  const classes = marks.slice(-3 * wrong.length).map(({ attributes }) => attributes['class']);
  expect(rings).toHaveLength(wrong.length);
  expect(classes).toEqual(wrong.flatMap((point) => ['ring-casing', 'ring', `mark-${points.labels[point]!}`]));
});
