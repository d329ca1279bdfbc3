import { beforeAll, describe, expect, it } from 'vitest';
import { measureNetwork } from '../../src/analysis/measure-network.js';
import type { Measures } from '../../src/analysis/measures.js';
import { findingIds, findingSentences } from '../../src/components/spline-measures/finding-sentences.js';
import { findingStrings, type FoundId } from '../../src/components/spline-measures/finding-strings.js';
import { formatMeasure, formatNumber } from '../../src/components/spline-measures/measure-format.js';
import { recordedRequest } from '../support/measure-request.js';

let plain: Measures;
let batch: Measures;
beforeAll(async () => {
  const [first, second] = await Promise.all(
    ['circles42-16x16-none-relu-sgdm.step350', 'circles42-16x16-bn-relu-sgdm.step350'].map((name) =>
      measureNetwork(recordedRequest(name)),
    ),
  );
  plain = first!;
  batch = second!;
});

/** The second set of measures with another mean distance to the nearest line. */
function withDistance(mean: number): Measures {
  const { wallDistances } = batch;
  if ('absent' in wallDistances) throw new Error('There are distances.');
  const data = { ...wallDistances.data, anyWall: { ...wallDistances.data.anyWall, mean } };
  return { ...batch, wallDistances: { ...wallDistances, data } };
}

function say(
  before: Measures,
  after: Measures,
  ids: readonly FoundId[],
  comparison: 'plain-to-batch' | 'earlier-to-later',
) {
  return findingSentences(
    {
      before: { name: 'without BN', measures: before },
      after: { name: 'with BN', measures: after },
      subject: 'With BN',
      comparison,
    },
    ids,
  );
}

const sayDistance = (
  before: number,
  after: number,
  comparison: 'plain-to-batch' | 'earlier-to-later' = 'plain-to-batch',
) => say(withDistance(before), withDistance(after), ['wallDistance'], comparison).found[0]!;

describe('sentences about what differs', () => {
  it('give direction and size, and say whether a paper says the same', () => {
    expect(sayDistance(0.0089, 0.0064)).toEqual({
      measure: 'wallDistance',
      direction: 'fell',
      text: 'With BN, lines are 28% nearer to the data (0.00640 against 0.00890 input units; exact). Balestriero and Baraniuk (2022) report this direction.',
    });
  });

  it('say so when it is the other way round', () => {
    expect(sayDistance(0.0064, 0.0089).text).toBe(
      'With BN, lines are 39% farther from the data (0.00890 against 0.00640 input units; exact). The other way round: Balestriero and Baraniuk (2022) report the opposite.',
    );
    expect(sayDistance(0.0064, 0.0192).text).toContain('lines are 3.00 times as far from the data');
  });

  it('say so when there is no difference', () => {
    expect(sayDistance(0.0064, 0.00641).text).toBe(
      'No difference in the mean distance of the data to the nearest line (0.00641 against 0.00640 input units; exact). Balestriero and Baraniuk (2022) report a difference.',
    );
  });

  it('hold claims about BN against nothing else', () => {
    expect(sayDistance(0.0089, 0.0064, 'earlier-to-later').text).toMatch(/exact\)\.$/);
  });

  it('tell numbers that may be negative by their difference', () => {
    const shifted = (least: number): Measures => ({
      ...batch,
      margins: { ...(batch.margins as Exclude<Measures['margins'], { absent: unknown }>), minimum: least },
    });
    expect(say(shifted(-0.02), shifted(0.01), ['marginMinimum'], 'plain-to-batch').found[0]?.text).toContain(
      'With BN, the least signed margin is 0.0300 larger (0.0100 against −0.0200 input units; exact in the window, 99.8% proven).',
    );
  });

  it('say from where on numbers count as different, and how much of an exact one is proven', () => {
    const of = (id: FoundId, after = batch): string => say(batch, after, [id], 'plain-to-batch').found[0]!.text;
    const margins = batch.margins as Exclude<Measures['margins'], { absent: unknown }>;
    const proven = (certifiedCount: number): Measures => ({ ...batch, margins: { ...margins, certifiedCount } });
    expect(of('accuracy')).toContain(
      `; exact, a difference only beyond two standard errors, ${formatNumber(200 / 502)} percentage points)`,
    );
    expect(of('wallDistanceRatio')).toContain('; sampled, without spread from point to point)');
    expect(of('relativeLossRange')).toContain('; sampled, a difference only from 20% on)');
    expect(of('activationCells')).toContain('; exact)');
    const all = proven(batch.pointCount);
    expect(say(all, all, ['marginMedian'], 'plain-to-batch').found[0]?.text).toContain('; exact)');
    expect(of('marginMedian', proven(450))).toContain('; exact in the window, 90.0% proven)');
  });

  it('say the same of one set of numbers, whatever the measure: no difference', () => {
    const { found, missing } = say(batch, batch, findingIds, 'plain-to-batch');
    expect(found.map(({ measure }) => measure)).toEqual(findingIds);
    expect(found.every(({ text }) => text.startsWith('No difference in '))).toBe(true);
    expect(missing).toEqual([]);
  });

  it('turn round with the networks', () => {
    const there = say(plain, batch, findingIds, 'earlier-to-later').found;
    const back = say(batch, plain, findingIds, 'earlier-to-later').found;
    const turned = { rose: 'fell', fell: 'rose', same: 'same' } as const;
    expect(back.map(({ direction }) => direction)).toEqual(there.map(({ direction }) => turned[direction]));
    expect(there.some(({ direction }) => direction !== 'same')).toBe(true);
  });

  it('explain why numbers are missing', () => {
    const absent = { absent: 'curved-boundaries' } as const;
    const curved: Measures = { ...batch, regions: absent, wallDistances: absent, nearbyUnits: absent };
    const { found, missing } = say(plain, curved, ['wallDistance', 'accuracy'], 'earlier-to-later');
    expect(found.map(({ measure }) => measure)).toEqual(['accuracy']);
    const codes = say(plain, curved, ['effectiveCodes'], 'earlier-to-later').found[0]?.text;
    expect(codes).toContain('activation codes');
    expect(codes).not.toContain('cells');
    expect(missing).toHaveLength(1);
    expect(missing[0]).toContain('with BN normalises each point by itself');
    const none = { ...batch, margins: { ...(batch.margins as object), minimum: null } } as Measures;
    expect(say(none, batch, ['marginMinimum'], 'plain-to-batch').missing).toEqual([findingStrings.missing]);
  });
});

it('numbers have three digits, and powers of ten where zeros would fill the line', () => {
  expect([0, 0.00638, 12.34, -0.5, 1234.5, 2 ** -30, 4.3e9].map(formatNumber)).toEqual([
    '0',
    '0.00638',
    '12.3',
    '−0.500',
    '1,235',
    '9.3 · 10⁻¹⁰',
    '4.3 · 10⁹',
  ]);
  expect([0, 0.0002, 0.0344, 1].map((share) => formatMeasure(share, 'share'))).toEqual([
    '0.0%',
    '0.0200%',
    '3.4%',
    '100.0%',
  ]);
});
