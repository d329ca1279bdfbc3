import { describe, expect, it } from 'vitest';
import { LOSS_RING, RESULT_HEADER, RESULT_WORDS } from '../../src/gpu/network-table.js';
import { decodeReports, type ReportParts } from '../../src/gpu/report-decoder.js';

const noPoints = { positions: new Float32Array(0), labels: new Uint8Array(0), count: 0 };

const parts: ReportParts = {
  modelCount: 1,
  data: { dimension: 2, classCount: 2, train: noPoints, test: noPoints },
  firstStep: [0],
  hasEvaluation: false,
  cells: [null],
};

/** Results of models that have taken `steps` steps; the loss of step s is s / 10, its accuracy s / 8. */
function results(...models: { steps: number; failureCode?: number; failureStep?: number }[]): ArrayBuffer {
  const words = new Uint32Array(models.length * RESULT_WORDS);
  const floats = new Float32Array(words.buffer);
  models.forEach(({ steps, failureCode = 0, failureStep = 0 }, model) => {
    words.set([steps, failureCode, failureStep], model * RESULT_WORDS);
    for (let step = 0; step < steps; step++) {
      const slot = model * RESULT_WORDS + RESULT_HEADER + (step % LOSS_RING);
      floats[slot] = step / 10;
      floats[slot + LOSS_RING] = step / 8;
    }
  });
  return words.buffer;
}

const lossesOf = (begin: number, end: number): Float32Array =>
  Float32Array.from({ length: end - begin }, (_, i) => (begin + i) / 10);

const accuraciesOf = (begin: number, end: number): Float32Array =>
  Float32Array.from({ length: end - begin }, (_, i) => (begin + i) / 8);

const decode = (bytes: ArrayBuffer, change: Partial<ReportParts> = {}, verdicts = new ArrayBuffer(0)) =>
  decodeReports(bytes, verdicts, { ...parts, ...change });

describe('losses and the accuracies beside them', () => {
  it('are those since the last report', () => {
    const [report] = decode(results({ steps: 30 }), { firstStep: [12] });
    expect(report?.losses).toEqual({ firstStep: 12, values: lossesOf(12, 30) });
  });

  it('are none when nothing has been trained', () => {
    const [report] = decode(results({ steps: 30 }), { firstStep: [30] });
    expect(report?.losses).toEqual({ firstStep: 30, values: new Float32Array(0) });
  });

  it('come in order where the ring has wrapped', () => {
    const end = 2 * LOSS_RING + 7;
    const [report] = decode(results({ steps: end }), { firstStep: [end - 20] });
    expect(report?.losses).toEqual({ firstStep: end - 20, values: lossesOf(end - 20, end) });
  });

  it('start where the ring still holds them, after an overrun', () => {
    const end = 3 * LOSS_RING + 5;
    const [report] = decode(results({ steps: end }), { firstStep: [10] });
    expect(report?.losses).toEqual({ firstStep: end - LOSS_RING, values: lossesOf(end - LOSS_RING, end) });
    expect(report?.batchAccuracies).toEqual(accuraciesOf(end - LOSS_RING, end));
  });

  it('belong to their own model', () => {
    const reports = decode(results({ steps: 5 }, { steps: 9 }), {
      modelCount: 2,
      firstStep: [1, 8],
      cells: [null, null],
    });
    expect(reports.map(({ losses }) => losses)).toEqual([
      { firstStep: 1, values: lossesOf(1, 5) },
      { firstStep: 8, values: lossesOf(8, 9) },
    ]);
    expect(reports.map(({ batchAccuracies }) => batchAccuracies)).toEqual([accuraciesOf(1, 5), accuraciesOf(8, 9)]);
  });
});

describe('failure', () => {
  it.each([
    [1, 'loss'],
    [2, 'gradient'],
    [3, 'parameter'],
  ] as const)('code %i is a %s', (failureCode, quantity) => {
    const [report] = decode(results({ steps: 8, failureCode, failureStep: 7 }));
    expect(report?.failure).toEqual({ step: 7, quantity });
  });

  it('is null while all is well', () => {
    expect(decode(results({ steps: 8 }))[0]?.failure).toBeNull();
  });
});

describe('evaluation', () => {
  const train = { positions: new Float32Array(6), labels: new Uint8Array([0, 1, 1]), count: 3 };
  const test = { positions: new Float32Array(4), labels: new Uint8Array([1, 0]), count: 2 };
  const data = { dimension: 2, classCount: 2, train, test };

  /** Per row (predicted class, loss). */
  function verdicts(rows: readonly (readonly [number, number])[]): ArrayBuffer {
    const words = new Uint32Array(2 * rows.length);
    const floats = new Float32Array(words.buffer);
    rows.forEach(([predicted, loss], row) => {
      words[2 * row] = predicted;
      floats[2 * row + 1] = loss;
    });
    return words.buffer;
  }

  const first = [
    [0, 0.25],
    [1, 0.5],
    [0, 1.5],
    [1, 0.125],
    [1, 2],
  ] as const;
  const second = [
    [1, 1],
    [1, 1],
    [1, 1],
    [0, 3],
    [0, 1],
  ] as const;

  it('counts training and test rows apart, model by model', () => {
    const change = { data, hasEvaluation: true, modelCount: 2, firstStep: [0, 0], cells: [null, null] };
    const reports = decode(results({ steps: 1 }, { steps: 1 }), change, verdicts([...first, ...second]));
    expect(reports.map(({ evaluation }) => evaluation)).toEqual([
      {
        trainLoss: 0.75,
        trainAccuracy: 2 / 3,
        testLoss: 1.0625,
        testAccuracy: 0.5,
        predictions: new Uint8Array([0, 1, 0, 1, 1]),
      },
      {
        trainLoss: 1,
        trainAccuracy: 2 / 3,
        testLoss: 2,
        testAccuracy: 0.5,
        predictions: new Uint8Array([1, 1, 1, 0, 0]),
      },
    ]);
  });

  it('is null where rows were not classified anew', () => {
    expect(decode(results({ steps: 1 }), { data })[0]?.evaluation).toBeNull();
  });

  it('has no test accuracy without test rows', () => {
    const change = { data: { ...data, test: noPoints }, hasEvaluation: true };
    const [report] = decode(results({ steps: 1 }), change, verdicts(first.slice(0, 3)));
    expect(report?.evaluation).toMatchObject({ trainLoss: 0.75, testLoss: NaN, testAccuracy: NaN });
  });
});

it('passes cell counts through', () => {
  const cells = { distinct: 12, gridWidth: 20, gridHeight: 20, overflow: false, largestShare: 0.5 };
  expect(decode(results({ steps: 0 }), { cells: [cells] })[0]?.cells).toBe(cells);
});
