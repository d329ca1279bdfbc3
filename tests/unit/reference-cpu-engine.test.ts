import { describe, expect, it } from 'vitest';
import type { Run } from '../../src/training/backend.js';
import { initialModel } from '../../src/training/initialize.js';
import type { ModelState } from '../../src/training/model-state.js';
import type { Normalization } from '../../src/training/network-spec.js';
import type { PictureRequest } from '../../src/training/picture.js';
import { gridCodes } from '../../src/training/reference/activation-code.js';
import { CpuEngine, type PaintedImage } from '../../src/training/reference/cpu-engine.js';
import { evaluate } from '../../src/training/reference/evaluate.js';
import { blendFolded, foldNetwork } from '../../src/training/reference/fold.js';
import { paintPicture } from '../../src/training/reference/paint.js';
import { fineness, nextFineness, PictureDetail } from '../../src/training/reference/picture-detail.js';
import { pictureStatistics } from '../../src/training/reference/statistics.js';
import { sweepGrid } from '../../src/training/reference/sweep-grid.js';
import { switchNormalization } from '../../src/training/reference/switch-normalization.js';
import {
  batchRows,
  gatherBatch,
  measureInTrainingMode,
  trainStep,
} from '../../src/training/reference/training-step.js';
import { advanceCursor } from '../../src/training/training-spec.js';
import type { TrainingSpec } from '../../src/training/training-spec.js';
import { smallSpec } from '../support/random-model.js';
import { fixtureData } from '../support/traces.js';
import { trainingDefaults } from '../support/training-defaults.js';

const data = fixtureData('circles42');
const spec = { ...smallSpec, hiddenWidths: [8, 6], classCount: 2, seed: 1337 };
const normalizations: readonly Normalization[] = ['none', 'batch'];

function twins(training: TrainingSpec = trainingDefaults): Run {
  const models = normalizations.map((normalization) => initialModel({ ...spec, normalization }));
  return { data, models, training, cursor: { epoch: 0, batch: 0 } };
}

function picture(model: number, change: Partial<PictureRequest> = {}): PictureRequest {
  return {
    model,
    view: { x0: -1.7, x1: 1.7, y0: -1.7, y1: 1.8 },
    widthPx: 40,
    heightPx: 30,
    pixelRatio: 1,
    statistics: 'data',
    layers: { fill: 'confidence', walls: [], decisionBoundary: true },
    theme: 'light',
    transition: 1,
    ...change,
  };
}

/** An engine whose clock goes on by 1 ms at each look. */
function engineWith(run: Run): CpuEngine {
  let ms = 0;
  const engine = new CpuEngine(() => ms++);
  engine.load(run);
  return engine;
}

/** The oracle's run, step by step. */
function trained(model: ModelState, steps: number, training: TrainingSpec): { model: ModelState; losses: number[] } {
  let [state, cursor] = [model, { epoch: 0, batch: 0 }];
  const losses: number[] = [];
  for (let i = 0; i < steps; i++) {
    const batch = gatherBatch(data.train, batchRows(data.train.count, training, cursor));
    const result = trainStep(state, batch, training);
    losses.push(result.loss);
    state = result.model;
    cursor = advanceCursor(cursor, 1, 7);
  }
  return { model: state, losses };
}

describe('the CPU engine', () => {
  it('takes the oracle’s steps with both networks and reports every loss once', () => {
    const training = { ...trainingDefaults, batchOrder: 'shuffled' as const, seed: 5 };
    const run = twins(training);
    const engine = engineWith(run);
    const first = engine.frame({ steps: 5, pictures: [] }).report;
    const second = engine.frame({ steps: 4, pictures: [] }).report;
    expect([first.step, second.step]).toEqual([5, 9]);
    expect(second.cursor).toEqual({ epoch: 1, batch: 2 });
    run.models.forEach((model, m) => {
      const expected = trained(model, 9, training);
      expect(engine.readModels()[m]).toEqual(expected.model);
      expect(first.models[m]!.losses).toEqual({ firstStep: 0, values: Float32Array.from(expected.losses.slice(0, 5)) });
      expect(second.models[m]!.losses).toEqual({ firstStep: 5, values: Float32Array.from(expected.losses.slice(5)) });
      expect(second.models[m]!.failure).toBeNull();
      expect(second.models[m]!.evaluation).toBeNull();
    });
  });

  it('measures the accuracy in training mode from the step on that is asked to, which moves running statistics alone', () => {
    const run = twins();
    const engine = engineWith(run);
    const without = engine.frame({ steps: 2, pictures: [] }).report;
    const before = engine.readModels();
    engine.setTraining({ ...trainingDefaults, accuracyInTrainingMode: true });
    const { report } = engine.frame({ steps: 1, pictures: [] });
    const batch = gatherBatch(data.train, batchRows(data.train.count, trainingDefaults, { epoch: 0, batch: 2 }));
    before.forEach((model, m) => {
      const stepped = trainStep(model, batch, trainingDefaults).model;
      const measured = measureInTrainingMode(stepped, batch);
      expect([...without.models[m]!.batchAccuracies]).toEqual([NaN, NaN]);
      expect(report.models[m]!.batchAccuracies).toEqual(Float32Array.of(measured.accuracy));
      const after = engine.readModels()[m]!;
      expect(after).toEqual({ ...stepped, runningStatistics: measured.model.runningStatistics });
      const isMoved = after.runningStatistics.some((value, i) => value !== stepped.runningStatistics[i]);
      expect(isMoved).toBe(model.normalization === 'batch');
    });
  });

  it('draws, evaluates and counts with the statistics asked for', () => {
    const run = twins();
    const engine = engineWith(run);
    const rows = batchRows(data.train.count, trainingDefaults, { epoch: 0, batch: 2 });
    for (const statistics of ['data', 'running', 'batch'] as const) {
      engine.load(run);
      const { report, images } = engine.frame({ steps: 3, pictures: [picture(1, { statistics })] });
      const state = engine.readModels()[1]!;
      const folded = foldNetwork(state, pictureStatistics(state, data, statistics, rows));
      const codes = gridCodes(folded, picture(1).view, 40, 30);
      expect(engine.readCodes(1)).toEqual(codes);
      expect(report.models[1]!.evaluation).toEqual(evaluate(folded, data));
      expect(report.models[1]!.cells).toMatchObject({ gridWidth: 40, gridHeight: 30, overflow: false });
      expect(report.models[0]!.cells).toBeNull();
      expect(images).toHaveLength(1);
      expect(images[0]).toMatchObject({ model: 1, width: 40, height: 30 });
      expect(images[0]!.rgba).toHaveLength(4 * 40 * 30);
    }
  });

  it('evaluates a network that is off screen at every report, with the statistics of the newest picture', () => {
    const engine = engineWith(twins());
    engine.frame({ steps: 1, pictures: [picture(1, { statistics: 'running' })] });
    const { report } = engine.frame({ steps: 4, pictures: [] });
    engine.readModels().forEach((state, m) => {
      const folded = foldNetwork(state, pictureStatistics(state, data, 'running', new Uint32Array(0)));
      expect(report.models[m]!.evaluation).toEqual(evaluate(folded, data));
    });
  });

  it('switches as the oracle does and blends the walls from the network before to the one after', () => {
    const run = twins();
    const engine = engineWith(run);
    engine.frame({ steps: 3, pictures: [picture(0)] });
    const before = engine.readModels()[0]!;
    const change = { to: 'batch', insert: 'align' } as const;
    engine.switchNormalization(0, change);
    const after = switchNormalization(before, change, data, new Uint32Array(0));
    expect(engine.readModels()[0]).toEqual(after);

    const { report } = engine.frame({ steps: 0, pictures: [picture(0, { transition: 0.25 })] });
    const [from, to] = [before, after].map((model) =>
      foldNetwork(model, pictureStatistics(model, data, 'data', new Uint32Array(0))),
    );
    expect(engine.readCodes(0)).toEqual(gridCodes(blendFolded(from!, to!, 0.25), picture(0).view, 40, 30));
    expect(report.models[0]!.cells).toBeNull();
    expect(report.models[0]!.evaluation).toEqual(evaluate(to!, data));
  });

  it('switched again while walls travel, moves them from where they are drawn', () => {
    const engine = engineWith(twins());
    const codes = (transition: number) => {
      engine.frame({ steps: 0, pictures: [picture(0, { transition })] });
      return engine.readCodes(0);
    };
    engine.frame({ steps: 3, pictures: [picture(0)] });
    engine.switchNormalization(0, { to: 'batch', insert: 'align' });
    const after = codes(1);
    const halfWay = codes(0.5);
    expect(halfWay).not.toEqual(after);
    engine.switchNormalization(0, { to: 'none', statistics: 'data' });
    // Once more before the next picture: what is drawn is still the same.
    engine.switchNormalization(0, { to: 'batch', insert: 'align' });
    expect(codes(0)).toEqual(halfWay);
  });

  it('starts a new epoch with a new batch size and forgets its moments with a new optimiser', () => {
    const engine = engineWith(twins());
    engine.frame({ steps: 3, pictures: [] });
    engine.setTraining({ ...trainingDefaults, batchSize: 50 });
    expect(engine.frame({ steps: 1, pictures: [] }).report.cursor).toEqual({ epoch: 1, batch: 1 });
    engine.setTraining({ ...trainingDefaults, batchSize: 50, optimizer: 'adam' });
    const [model] = engine.readModels();
    expect(model!.firstMoment.every((value) => value === 0)).toBe(true);
    expect(model!.restartStep.output).toBe(4);
  });

  it('trains and draws on data that were moved', () => {
    const engine = engineWith(twins());
    engine.frame({ steps: 0, pictures: [picture(1)] });
    const codes = engine.readCodes(1);
    const positions = data.train.positions.map((value) => value + 1);
    engine.setData({ ...data, train: { ...data.train, positions } });
    engine.frame({ steps: 0, pictures: [picture(1)] });
    expect(engine.readCodes(1)).not.toEqual(codes);
  });

  it('draws the same picture again and again at rest, finer each time, up to the pixels of the canvas', () => {
    const engine = engineWith(twins());
    const large = picture(0, { widthPx: 600, heightPx: 300 });
    const draw = (steps: number, change: Partial<PictureRequest> = {}) =>
      engine.frame({ steps, pictures: [{ ...large, ...change }] });
    expect(draw(1)).toMatchObject({ isSharp: false, images: [{ width: 96, height: 48 }] });
    const sizes: number[] = [];
    let last = draw(0);
    for (; !last.isSharp; last = draw(0)) sizes.push(...last.images.map(({ width }) => width));
    expect(sizes).toEqual([192, 384]);
    expect(last.images).toMatchObject([{ width: 600, height: 300 }]);
    expect(last.report.models[0]!.cells).toMatchObject({ gridWidth: 600, gridHeight: 300 });

    const [model] = engine.readModels();
    const folded = foldNetwork(model!, pictureStatistics(model!, data, 'data', new Uint32Array(0)));
    const grid = sweepGrid(folded, large.view, 600, 300);
    expect(engine.readCodes(0)).toEqual(grid.codes);
    const style = { layers: large.layers, theme: large.theme, gridPixelsPerCssPixel: 1 };
    expect(last.images[0]!.rgba).toEqual(paintPicture(grid, 2, style));

    expect(draw(0), 'nothing is left to do').toMatchObject({ isSharp: true, images: [] });
    expect(draw(0, { theme: 'dark' })).toMatchObject({ isSharp: false, images: [{ width: 256 }] });
  });

  it('draws moments that are soon over coarsely where pictures take long, the next as fine as before', () => {
    const drawnBy = (engine: CpuEngine) => {
      engine.load(twins());
      const pictures = [picture(0, { widthPx: 600, heightPx: 600 })];
      return [false, false, true, false].map(
        (isPassing) => engine.frame({ steps: 1, pictures, isPassing }).images[0]!.width,
      );
    };
    // Each look at the clock takes as long, whatever the grid; there are two at a picture.
    const clock = (lookMs: number): (() => number) => {
      let ms = 0;
      return () => (ms += lookMs);
    };
    expect(drawnBy(new CpuEngine(clock(1)))).toEqual([96, 256, 256, 256]);
    expect(drawnBy(new CpuEngine(clock(20)))).toEqual([96, 128, 64, 128]);
  });

  it('works on finer pictures for a slice of time, and leaves them for whatever it is asked next', () => {
    let ms = 0;
    const engine = new CpuEngine(() => ms++);
    engine.load(twins());
    const large = { widthPx: 1000, heightPx: 1000 };
    const draw = (change: Partial<PictureRequest> = {}) =>
      engine.frame({ steps: 0, pictures: [picture(1, { ...large, ...change })] });
    draw();
    for (let frame = 0; frame < 4; frame++) {
      const before = ms;
      // 192 rows, two between looks at the clock, which says 1 ms each: not done in 40.
      if (frame < 2) expect(draw().images).toEqual([]);
      else draw();
      expect(ms - before).toBeLessThan(45);
    }
    // Another place: drawn at once, and refined from the start.
    const moved = { view: { ...picture(1).view, x1: 3 } };
    expect(draw(moved).images).toMatchObject([{ width: 256 }]);
    expect(draw(moved).images).toEqual([]);
    // A switch of what is being refined: no picture of the network before comes any more.
    engine.switchNormalization(1, { to: 'none', statistics: 'data' });
    expect(draw(moved)).toMatchObject({ isSharp: false, images: [{ width: 256 }] });
  });

  it('refines a picture that has come into sight until it is as fine as the one beside it', () => {
    const engine = engineWith(twins());
    const [first, second] = [0, 1].map((model) => picture(model, { widthPx: 300, heightPx: 300 }));
    engine.frame({ steps: 0, pictures: [first!, second!] });
    while (!engine.frame({ steps: 0, pictures: [first!] }).isSharp);
    expect([engine.readCodes(0).width, engine.readCodes(1).width]).toEqual([300, 96]);
    let images: readonly PaintedImage[] = [];
    while (images.length === 0) ({ images } = engine.frame({ steps: 0, pictures: [first!, second!] }));
    expect(images.map(({ model, width }) => [model, width])).toEqual([[1, 192]]);
  });

  it('does not count the evaluation among what a pixel takes', () => {
    let ms = 0;
    const engine = new CpuEngine(() => ms++);
    const slow = {
      ...data,
      // Statistics and evaluation look at it, a grid does not.
      get train() {
        ms += 500;
        return data.train;
      },
    };
    engine.load({ ...twins(), data: slow });
    const draw = (steps: number) =>
      engine.frame({ steps, pictures: [picture(1, { widthPx: 2000, heightPx: 1000 })] }).images[0]!;
    expect(draw(1).width).toBe(96);
    expect(draw(1).width, 'there is room for the finest quick picture').toBe(256);
  });

  it('draws and counts networks side by side on one grid, however long each picture takes', () => {
    const times = [0, 300, 0, 1];
    let ms = 0;
    let look = 0;
    const engine = new CpuEngine(() => (ms += times[look++ % times.length] ?? NaN));
    engine.load(twins());
    const large = { widthPx: 2000, heightPx: 1000 };
    const draw = (steps: number, shift = 0) => {
      const view = { ...picture(1).view, x1: 1.7 + shift };
      const pictures = [picture(0, large), picture(1, { ...large, view })];
      const { report, images, isSharp } = engine.frame({ steps, pictures });
      const grids = images.map(({ width, height }) => ({ gridWidth: width, gridHeight: height }));
      expect(grids[1]).toEqual(grids[0]);
      report.models.forEach(({ cells }, m) => expect(cells ?? {}).toMatchObject(grids[m] ?? {}));
      return isSharp;
    };
    for (let frame = 0; frame < 4; frame++) draw(1);
    while (!draw(0));
    // One of them has changed: both are quick, since the other is what it is compared with.
    expect(draw(0, 0.1)).toBe(false);
    expect(engine.readCodes(0).width).toBe(engine.readCodes(1).width);
  });

  it('stops a network whose numbers are not finite, at the step where it happened', () => {
    const training = { ...trainingDefaults, learningRate: 1e6 };
    const wide = { ...spec, hiddenWidths: [64, 64] };
    const run = { ...twins(training), models: [initialModel(wide)] };
    const engine = engineWith(run);
    const { report } = engine.frame({ steps: 10, pictures: [] });
    // The loss is 1e14 after one step, which is beyond what counts as a loss.
    expect(report.models[0]!.failure).toEqual({ step: 1, quantity: 'loss' });
    const { model, losses } = trained(run.models[0]!, 1, training);
    expect(engine.readModels()[0]).toEqual(model);
    expect(report.models[0]!.losses.values).toEqual(Float32Array.from(losses));
    expect(engine.frame({ steps: 1, pictures: [] }).report.models[0]!.failure).toEqual({ step: 1, quantity: 'loss' });
  });

  it('lets the other network go on', () => {
    const run = twins(trainingDefaults);
    const parameters = run.models[0]!.parameters.slice();
    parameters[0] = NaN;
    const engine = engineWith({ ...run, models: [{ ...run.models[0]!, parameters }, run.models[1]!] });
    const { report } = engine.frame({ steps: 10, pictures: [] });
    expect(report.models[0]!.failure).toEqual({ step: 0, quantity: 'loss' });
    expect(report.models[1]).toMatchObject({ failure: null });
    expect(engine.readModels()[1]!.step).toBe(10);
  });

  it('says what is missing before a run and before a picture', () => {
    expect(() => new CpuEngine().frame({ steps: 1, pictures: [] })).toThrow('No run has been loaded.');
    expect(() => engineWith(twins()).readCodes(0)).toThrow('No picture');
    expect(() => engineWith(twins()).readCodes(2)).toThrow('no network 2');
  });
});

describe('the detail of pictures', () => {
  const canvas = { width: 800, height: 400 };

  it('gets coarser when pictures take too long and finer with room to spare', () => {
    const detail = new PictureDetail();
    expect(detail.gridSize(canvas)).toEqual({ width: 96, height: 48 });
    // 120 ms for 96 squared is twice the budget of 60; 64 squared takes 53.
    detail.observe(120, 96 * 96);
    expect(detail.gridSize(canvas)).toEqual({ width: 64, height: 32 });
    for (let i = 0; i < 30; i++) detail.observe(1, 96 * 96);
    expect(detail.gridSize(canvas)).toEqual({ width: 256, height: 128 });
  });

  it('is never finer than the canvas and keeps a thin one', () => {
    const detail = new PictureDetail();
    expect(detail.gridSize({ width: 50, height: 20 })).toEqual({ width: 50, height: 20 });
    expect(detail.gridSize({ width: 1000, height: 1 })).toEqual({ width: 96, height: 1 });
  });

  it('doubles at rest, and ends with all pixels rather than just before', () => {
    expect([0.1, 0.3, 0.36, 0.5, 1].map(nextFineness)).toEqual([0.2, 0.6, 1, 1, 1]);
    expect(fineness({ width: 48, height: 1 }, { width: 96, height: 1 })).toBe(0.5);
  });
});
