/** Readings of points and units, against forward passes and definitions. */
import { describe, expect, it } from 'vitest';
import { wallUnits } from '../../src/components/reading/cell-facts.js';
import { formatMeasure } from '../../src/components/format.js';
import { codeSentence } from '../../src/components/reading/code-sentence.js';
import { boundaryWords } from '../../src/components/reading/decision-words.js';
import { readerOf } from '../../src/components/reading/partition-reader.js';
import { readPoint, type NetworkSource } from '../../src/components/reading/reading.js';
import { readingText } from '../../src/components/reading/reading-sentence.js';
import { activeShare, unitNormalization } from '../../src/analysis/unit-facts.js';
import { nextCell } from '../../src/components/reading/walk.js';
import { nearestSegment } from '../../src/geometry/distances.js';
import { cellLookup } from '../../src/geometry/cell-lookup.js';
import { partitionOf } from '../../src/geometry/partition.js';
import { wallSegments } from '../../src/geometry/wall-segments.js';
import { BATCH_NORM_EPSILON, type Normalization } from '../../src/training/network-spec.js';
import { parameterLayout } from '../../src/training/parameter-layout.js';
import { foldNetwork } from '../../src/training/reference/fold.js';
import { codeAt, logitsAt, preactivationsAt } from '../../src/training/reference/point.js';
import { layerStatistics } from '../../src/training/reference/statistics.js';
import { lawsCases, lawsNetwork, lawsWindow, specials } from '../support/laws-networks.js';
import { randomFolded, randomNumbers } from '../support/random-folded.js';
import { randomModel, smallSpec } from '../support/random-model.js';
import type { FoldedNetwork } from '../../src/training/model-state.js';
import { makeDataSet } from '../../src/training/datasets/make-data-set.js';
import { presets } from '../../src/training/presets.js';

/** Coordinates of about 1 and slopes of up to some tens: what a forward pass and a cell's map lose to rounding. */
const ROUNDING = 1e-9;

const window = { x0: -2, x1: 2, y0: -2, y1: 2 };

function sourceOf(folded: FoldedNetwork, view = window): NetworkSource {
  const partition = partitionOf(folded, view);
  const model = randomModel({ ...smallSpec, hiddenWidths: partition.hiddenWidths }, 1);
  const { config } = presets.moons;
  const shown = { window: view, config, data: makeDataSet(config.data) };
  const exact = {
    partition,
    folded,
    model,
    step: 7,
    statistics: null,
    ...shown,
    lookup: cellLookup(partition),
    linearRegions: null,
    picture: null,
  };
  return { folded, inputDimension: 2, step: 7, train: null, exact, status: 'ready' };
}

function points(seed: number, count: number, { x0, x1, y0, y1 } = window): { x: number; y: number }[] {
  const uniform = randomNumbers(seed);
  return Array.from({ length: count }, () => ({ x: x0 + uniform() * (x1 - x0), y: y0 + uniform() * (y1 - y0) }));
}

describe('the reading of a point', () => {
  const folded = randomFolded({ inputDimension: 2, hiddenWidths: [12, 9], classCount: 2 }, 5);
  const source = sourceOf(folded);

  it('has the code, and maps that give the logits of a forward pass', () => {
    for (const point of points(1, 60)) {
      const { code, cell, share } = readPoint(source, point);
      expect(code.map((bits) => [...bits])).toEqual(codeAt(folded, [point.x, point.y]).map((bits) => [...bits]));
      const logits = logitsAt(folded, [point.x, point.y]);
      cell!.logits.forEach(({ a, b, c }, k) =>
        expect(Math.abs(a * point.x + b * point.y + c - logits[k]!)).toBeLessThan(ROUNDING),
      );
      expect(share).toBe(cell!.area / 16);
    }
  });

  it('names as walls the units that change across each edge, each once', () => {
    for (const point of points(2, 40)) {
      const cell = readPoint(source, point).cell!;
      const names = wallUnits(cell).map(({ layer, unit }) => `${layer} ${unit}`);
      expect(new Set(names).size).toBe(names.length);
      for (const { x0, y0, x1, y1, wall, neighbour } of cell.edges) {
        const z = wall && preactivationsAt(folded, [(x0 + x1) / 2, (y0 + y1) / 2])[wall.layer]![wall.unit]!;
        if (z === null) expect(neighbour).toBeNull();
        else expect(Math.abs(z)).toBeLessThan(ROUNDING);
      }
    }
  });

  it('outside of the window has no cell, but probabilities and a distance', () => {
    const reading = readPoint(source, { x: 9, y: 9 });
    expect(reading.cell).toBeNull();
    expect(reading.absence).toBe('outside');
    expect(reading.probabilities[0]! + reading.probabilities[1]!).toBeCloseTo(1, 12);
    expect(reading.nearest.distance).toBeGreaterThan(0);
  });

  it('says all of itself in words', () => {
    const point = { x: 0.5, y: -0.25 };
    const reading = readPoint(source, point);
    const text = readingText(reading);
    expect(text).toContain('x 0.50, y −0.25. class 0 ');
    expect(text).toMatch(/logit 1 = .* x .* y .*\. difference = .*\. slope norm: .*\. area: .* square input units/);
    for (const { layer, unit } of wallUnits(reading.cell!))
      expect(text).toContain(`layer ${layer + 1}, unit ${unit + 1}`);
    expect(text).toMatch(
      /Nearest wall: layer \d, unit \d+, .* away \(exact\)\. Decision boundary: .*\. Exact cell at step 7\.$/,
    );
  });
});

describe('the decision boundary from a point', () => {
  const folded = randomFolded({ inputDimension: 2, hiddenWidths: [12, 9], classCount: 2 }, 5);
  const source = sourceOf(folded);
  const { segments } = source.exact!.partition.decisionBoundary;

  it('is as far as its nearest piece, and is called exact where that is proven', () => {
    const kinds = new Map<string, number>();
    for (const point of points(9, 200)) {
      const { decision, nearest } = readPoint(source, point);
      const { distance, byCell, byWindow } = decision!;
      const { distance: toPiece } = nearestSegment(segments, point.x, point.y);
      const toEdge = Math.min(point.x + 2, 2 - point.x, point.y + 2, 2 - point.y);
      if (toPiece <= toEdge) expect(Math.abs(distance - toPiece)).toBeLessThan(ROUNDING);
      expect(byWindow).toBe(toPiece <= toEdge);
      if (byCell) expect(distance).toBeLessThanOrEqual(nearest.distance);
      const words = boundaryWords(decision!, 'long');
      const kind = byCell
        ? 'no wall is nearer'
        : byWindow
          ? 'the edge of the window is farther'
          : 'may be a nearer one';
      expect(words).toContain(kind);
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
    expect(kinds.size, 'of all kinds').toBe(3);
  });

  it('of a training point that is pointed at is a margin, signed by its class', () => {
    const [{ x, y }] = points(9, 1) as [{ x: number; y: number }];
    const winner = readPoint(source, { x, y }).decision!.winner;
    const own = Float32Array.of(x, y);
    const { distance } = nearestSegment(segments, own[0]!, own[1]!);
    for (const label of [0, 1]) {
      const train = { count: 1, positions: own, labels: Uint8Array.of(label) };
      const reading = readPoint({ ...source, train }, { x: x + 0.04, y });
      expect(reading.trainingPoint?.label).toBe(label);
      const margin = formatMeasure(label === winner ? distance : -distance);
      const side = `training point of class ${label}, ${label === winner ? 'right' : 'wrong'} side.`;
      expect(readingText(reading)).toMatch(new RegExp(`Signed margin: ${margin} \\(.*\\): ${side}`));
      expect(readPoint({ ...source, train }, { x: x + 0.06, y }).trainingPoint, 'farther away').toBeNull();
    }
  });

  it('is not told where cells are missing', () => {
    const partition = partitionOf(folded, window, { mostCells: 5 });
    const exact = { ...source.exact!, partition, lookup: cellLookup(partition) };
    expect(readPoint({ ...source, exact, status: 'too-many-cells' }, { x: 0, y: 0 }).decision).toBeNull();
  });
});

/** The code that a text names unit by unit. */
function codeIn(text: string): number[][] {
  return [...text.matchAll(/layer \d: (\d+) of (\d+) units on(?:(: |, off: )([\d–, ]+))?\./g)].map(
    ([, active, width, state, units = '']) => {
      const ranges = units.split(', ').map((range) => range.split('–').map(Number));
      const isNamed = (unit: number): boolean =>
        ranges.some(([first, last = first]) => unit >= first! && unit <= last!);
      const named = Array.from({ length: Number(width) }, (_, index) => isNamed(index + 1));
      const isOn = named.map((one) => (state ? one === (state === ': ') : active === width));
      expect(isOn.filter(Boolean)).toHaveLength(Number(active));
      expect(named.filter(Boolean).length).toBeLessThanOrEqual(Number(width) / 2);
      return isOn.map(Number);
    },
  );
}

describe('the code in words', () => {
  it.each([
    [[1, 0, 0, 1, 0, 0, 1, 1, 1, 0], '5 of 10 units on: 1, 4, 7–9'],
    [[1, 1, 1, 0, 1, 1, 0, 0], '5 of 8 units on, off: 4, 7–8'],
    [[0, 0, 0], '0 of 3 units on'],
    [[1, 1], '2 of 2 units on'],
  ])('of %j', (code, words) => {
    expect(codeSentence(Uint8Array.from(code), 2)).toBe(`layer 3: ${words}`);
  });

  it('can be read back from the text of every point', () => {
    const folded = randomFolded({ inputDimension: 2, hiddenWidths: [12, 9], classCount: 2 }, 5);
    const source = sourceOf(folded);
    for (const point of points(6, 40))
      expect(codeIn(readingText(readPoint(source, point)))).toEqual(
        codeAt(folded, [point.x, point.y]).map((bits) => [...bits]),
      );
  });
});

describe('the disc up to the nearest wall', () => {
  const some = lawsCases.filter(({ seed }, i) => seed % 10 < 2 && i % 5 === 0);

  it(`crosses no wall, in ${some.length} networks with lines in special positions`, () => {
    expect(new Set(some.map(({ special }) => special)).size).toBe(Object.keys(specials).length);
    for (const one of some) {
      const source = sourceOf(lawsNetwork(one), lawsWindow);
      const segments = wallSegments(source.exact!.partition);
      for (const point of points(one.seed, 12, lawsWindow)) {
        const { nearest } = readPoint(source, point);
        const { distance } = nearestSegment(segments, point.x, point.y);
        expect(nearest.distance).toBeLessThanOrEqual(distance + ROUNDING);
        // And it touches one, unless that lies outside of the window.
        const { x0, x1, y0, y1 } = lawsWindow;
        const toEdge = Math.min(point.x - x0, x1 - point.x, point.y - y0, y1 - point.y);
        if (nearest.distance < toEdge) expect(Math.abs(nearest.distance - distance)).toBeLessThan(ROUNDING);
      }
    }
  });

  it.each(['layer', 'group', 'rms'] satisfies Normalization[])(
    'is a first-order estimate with %s normalization: right to first order, and called that',
    (normalization) => {
      const model = randomModel({ ...smallSpec, hiddenWidths: [6, 4], groups: 2, normalization }, 3);
      const folded = foldNetwork(model, new Float64Array());
      for (const point of points(4, 20)) {
        const reading = readPoint(
          { folded, inputDimension: 2, step: 0, train: null, exact: null, status: 'curved' },
          point,
        );
        expect(reading.isExactDistance).toBe(false);
        expect(reading.absence).toBe('curved');
        expect(readingText(reading)).toMatch(/about .* away \(first-order\)\. .* its walls are curved/);
        const { layer, unit, distance } = reading.nearest;
        const z = (x: number, y: number): number => preactivationsAt(folded, [x, y])[layer]![unit]!;
        // Central differences: an error of h^2 times a third derivative, and rounding of 1e-16 / h.
        const h = 1e-5;
        const slope = Math.hypot(
          (z(point.x + h, point.y) - z(point.x - h, point.y)) / (2 * h),
          (z(point.x, point.y + h) - z(point.x, point.y - h)) / (2 * h),
        );
        const expected = Math.abs(z(point.x, point.y)) / slope;
        expect(Math.abs(distance - expected)).toBeLessThan(1e-6 * Math.max(1, expected));
      }
    },
  );
});

describe('walking', () => {
  const source = sourceOf(randomFolded({ inputDimension: 2, hiddenWidths: [20, 10], classCount: 3 }, 8));
  const reader = readerOf(source.exact!)!;

  it.each([
    ['right', 1, 0],
    ['left', -1, 0],
    ['up', 0, 1],
    ['down', 0, -1],
  ] as const)('%s leads on that side into cell after cell up to the edge of the window', (_, dx, dy) => {
    let at: { x: number; y: number } | null = { x: 0.1, y: -0.2 };
    const cells: number[] = [];
    while (at && cells.length < 200) {
      cells.push(readPoint(source, at).cell!.cell);
      const next: { x: number; y: number } | null = nextCell(reader, at, { dx, dy });
      if (next) {
        expect((next.x - at.x) * dx + (next.y - at.y) * dy).toBeGreaterThan(0);
        expect(Math.abs((next.x - at.x) * dy + (next.y - at.y) * dx)).toBeLessThan(ROUNDING);
      }
      at = next;
    }
    expect(cells.length).toBeGreaterThan(4);
    expect(new Set(cells).size, 'no cell twice').toBe(cells.length);
  });

  it('begins nowhere outside of the window', () => {
    expect(nextCell(reader, { x: 5, y: 0 }, { dx: -1, dy: 0 })).toBeNull();
  });
});

describe('a unit', () => {
  const data = makeDataSet(presets.moons.config.data);
  const spec = { ...smallSpec, hiddenWidths: [6, 5], normalization: 'batch' as const };
  const model = randomModel(spec, 11);
  const statistics = layerStatistics(model, data.train.positions, data.train.count);
  const folded = foldNetwork(model, statistics);

  it('has the scale, shift, mean and deviation that it was folded with', () => {
    parameterLayout(spec).hidden.forEach(({ width, statisticsOffset, scale, shift }, layer) => {
      for (let unit = 0; unit < width; unit++) {
        const found = unitNormalization(model, folded, { layer, unit })!;
        expect(found.gamma).toBe(model.parameters[scale.offset + unit]);
        expect(found.beta).toBe(model.parameters[shift.offset + unit]);
        const sigma = Math.sqrt(statistics[statisticsOffset + width + unit]! + BATCH_NORM_EPSILON);
        expect(Math.abs(found.statistics!.mean - statistics[statisticsOffset + unit]!)).toBeLessThan(ROUNDING);
        expect(Math.abs(found.statistics!.sigma - sigma)).toBeLessThan(ROUNDING);
      }
    });
  });

  it('keeps quiet about mean and deviation where its scale is 0', () => {
    const parameters = model.parameters.slice();
    parameters[parameterLayout(spec).hidden[1]!.scale.offset + 2] = 0;
    const dead = { ...model, parameters };
    const place = { layer: 1, unit: 2 };
    expect(unitNormalization(dead, foldNetwork(dead, statistics), place)?.statistics).toBeNull();
    expect(unitNormalization({ ...model, normalization: 'none' }, folded, place)).toBeNull();
  });

  it('is on for as many points as forward passes say, of all or of evenly spaced ones', () => {
    const { positions, count } = data.train;
    const isOn = (row: number): boolean =>
      preactivationsAt(folded, positions.subarray(2 * row, 2 * row + 2))[1]![3]! > 0;
    const rows = Array.from({ length: count }, (_, row) => row);
    expect(activeShare(folded, data, { layer: 1, unit: 3 })).toEqual({
      active: rows.filter(isOn).length,
      points: count,
      isSampled: false,
    });
    // 2 x 6 + 6 x 5 = 42 multiplications a point.
    const sampled = activeShare(folded, data, { layer: 1, unit: 3 }, 420);
    expect(sampled.points).toBe(10);
    expect(sampled.isSampled).toBe(true);
    expect(sampled.active).toBe(rows.filter((row) => row % (count / 10) === 0 && isOn(row)).length);
  });
});
