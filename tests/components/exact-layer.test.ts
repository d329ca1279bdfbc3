import { describe, expect, onTestFinished, test } from 'vitest';
import { ExactPartitions } from '../../src/components/exact-partitions.js';
import { commonScale } from '../../src/geometry/common-scale.js';
import { drawPartition } from '../../src/geometry/draw-partition.js';
import { partitionOf } from '../../src/geometry/partition.js';
import type { Workers } from '../../src/page-workers.js';
import type { EngineKind } from '../../src/training/backend.js';
import { networkSpecs } from '../../src/training/experiment-config.js';
import { initialModel } from '../../src/training/initialize.js';
import { presets } from '../../src/training/presets.js';
import { foldAsDrawn } from '../../src/training/reference/fold-as-drawn.js';
import { FakeSession } from '../support/fake-session.js';
import { LocalWorkers } from '../support/local-workers.js';
import { PartitionWorkers } from '../support/partition-workers.js';
import { find, textOf } from '../support/settle.js';
import { ViewHarness } from '../support/view-harness.js';
import { eventually } from '../support/eventually.js';

interface Bench {
  readonly harness: ViewHarness;
  readonly partitions: ExactPartitions;
  readonly canvas: HTMLCanvasElement;
}

/** The second network of `moons`, at rest, with exact partitions from the Worker. */
async function make(kind: EngineKind, workers: Workers = 'auto'): Promise<Bench> {
  const session = new FakeSession(presets.moons.config);
  session.show({ engine: { kind, description: 'A test.' } });
  const harness = await ViewHarness.make(1, session);
  const partitions = new ExactPartitions(session, harness.picture, workers);
  onTestFinished(() => partitions.dispose());
  harness.view.partitions = partitions;
  await harness.settle();
  return { harness, partitions, canvas: find<HTMLCanvasElement>(harness.view, '.exact') };
}

const shown = (canvas: HTMLCanvasElement): Promise<void> => eventually(() => expect(canvas.hidden).toBe(false));

/** The picture that the view should show, computed here. */
function expected({ harness }: Bench): Uint8ClampedArray {
  const { session, view } = harness;
  const { data, config } = session.snapshot;
  const folded = foldAsDrawn(session.models![1]!, data!, config.statistics, new Uint32Array());
  const { widthPx, heightPx, pixelRatio, theme } = harness.request!;
  const { walls, decisionBoundary } = harness.picture.state.layers;
  const style = {
    widthPx,
    heightPx,
    pixelRatio,
    theme,
    fill: harness.picture.state.layers.fill,
    scale: null,
    lines: { walls, decisionBoundary },
  };
  return drawPartition(partitionOf(folded, view.window), style).rgba;
}

describe('the exact picture', () => {
  test('shows what the partition says, on the CPU engine by itself', async () => {
    const bench = await make('cpu');
    await shown(bench.canvas);
    const { width, height } = bench.canvas;
    const pixels = bench.canvas.getContext('2d')!.getImageData(0, 0, width, height).data;
    const wanted = expected(bench);
    expect(pixels).toHaveLength(wanted.length);
    expect(pixels).toEqual(wanted);
    expect(bench.canvas.style.transform).toBe('');
  });

  test('is not drawn over the GPU’s unless asked for; then the GPU leaves its lines out', async () => {
    const { harness, partitions, canvas } = await make('webgpu');
    await eventually(() => expect(partitions.of(1)).toMatchObject({ isCurrent: true }));
    expect(partitions.of(1).exact?.picture).toBeNull();
    expect(canvas.hidden).toBe(true);
    expect(harness.request?.layers).toEqual(harness.picture.state.layers);

    const paints = harness.session.callsOf('requestPaint').length;
    const { partition } = partitions.of(1).exact!;
    harness.picture.update({ exactLines: true });
    await shown(canvas);
    expect(harness.request?.layers).toMatchObject({ fill: 'confidence', decisionBoundary: false });
    expect(harness.request?.layers.walls.slice(0, 2)).toEqual([false, false]);
    expect(harness.session.callsOf('requestPaint').length).toBeGreaterThan(paints);
    expect(partitions.of(1).exact?.partition, 'it is drawn, not cut again').toBe(partition);

    harness.picture.update({ exactLines: false });
    await harness.settle();
    expect(canvas.hidden).toBe(true);
    expect(harness.request?.layers).toEqual(harness.picture.state.layers);
  });

  test('fills by a number on the GPU engine, too, and says what the colours stand for', async () => {
    const { harness, partitions, canvas } = await make('webgpu');
    harness.view.legend = true;
    harness.picture.update({ numberFill: 'area' });
    await shown(canvas);
    await harness.settle();
    const picture = partitions.of(1).exact?.picture;
    expect(picture?.style.fill).toBe('area');
    const label = find(harness.view, '.scale [role=img]').ariaLabel ?? '';
    const { low, high } = commonScale([picture!.ownScale!]);
    expect(picture?.scale).toMatchObject({ low, high });
    expect(label).toBe(`area, squared input units: from ${low} to ${high}, logarithmic, one scale for both pictures`);
    const alphas = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height).data;
    expect(alphas.every((value, i) => i % 4 !== 3 || value === 255)).toBe(true);
    // The picture below is hidden as a whole: it need not be another one.
    expect(harness.request?.layers).toEqual(harness.picture.state.layers);
    harness.picture.update({ numberFill: null });
    await harness.settle();
    expect(harness.view.shadowRoot?.querySelector('.scale')).toBeNull();
    expect(canvas.hidden).toBe(true);
  });

  test('is coarser while training, and sharp at rest', async () => {
    const { harness, canvas } = await make('cpu');
    harness.view.parentElement!.style.width = '900px';
    const sharp = (): Promise<void> => eventually(() => expect(canvas.width).toBe(harness.request?.widthPx));
    // Not that of the narrower view, which would be drawn sharp while training, too.
    await eventually(() => expect(harness.request?.widthPx).toBeGreaterThan(750));
    await sharp();
    harness.session.models = harness.session.models!.map((model) => ({ ...model, step: 1 }));
    harness.session.show({ state: 'running', step: 1 });
    await eventually(() => expect(canvas.width).toBeLessThan(harness.request!.widthPx));
    expect(canvas.width * canvas.height).toBeCloseTo(500_000, -4);
    harness.session.show({ state: 'ready' });
    await sharp();
  });

  test('is stretched to its place while that of a moved window is computed', async () => {
    const workers = new PartitionWorkers();
    const { harness, canvas, partitions } = await make('cpu', workers.pool);
    await shown(canvas);
    const { x0, x1, y0, y1 } = harness.view.window;
    workers.close();
    // The right upper quarter.
    harness.picture.update({ window: { x0: (x0 + x1) / 2, x1, y0: (y0 + y1) / 2, y1 } });
    await harness.settle();
    const frame = harness.frame.getBoundingClientRect();
    const box = canvas.getBoundingClientRect();
    expect(box.width).toBeCloseTo(2 * frame.width, 3);
    expect(box.right).toBeCloseTo(frame.right, 3);
    expect(box.top).toBeCloseTo(frame.top, 3);
    workers.open();
    await eventually(() => expect(partitions.of(1)).toMatchObject({ isCurrent: true }));
    expect(canvas.style.transform).toBe('');
  });

  test('steps back while walls travel after a switch, and until the network is that which was switched', async () => {
    const { harness, canvas } = await make('cpu');
    harness.session.transitionMs = 0;
    await shown(canvas);
    harness.session.switchNormalization(1, 'none', 'align');
    await harness.settle();
    expect(canvas.hidden).toBe(true);
    harness.session.models = harness.session.models!.map((model) => ({ ...model, normalization: 'none' as const }));
    harness.session.show({});
    await shown(canvas);
  });

  test('gives way to the grid where there are too many cells, with a sentence', async () => {
    const { harness, canvas } = await make('cpu', new PartitionWorkers({ mostCells: 5 }).pool);
    const note = (): string => textOf(find(harness.view, '.note'));
    await eventually(() => expect(note()).toContain('More than 5 cells here: too many for exact lines'));
    expect(canvas.hidden).toBe(true);
    expect(harness.request?.layers).toEqual(harness.picture.state.layers);
  });

  test('by a number is no other one where there are no exact cells, with a sentence', async () => {
    const { harness, canvas } = await make('webgpu');
    const { config, data, models } = harness.session.snapshot;
    const normalizations = ['none', 'layer'] as const;
    harness.session.models = networkSpecs({ ...config, normalizations }, data!).map(initialModel);
    harness.session.show({ models: models.map((model, i) => ({ ...model, normalization: normalizations[i]! })) });
    harness.picture.update({ numberFill: 'slope' });
    await harness.settle();
    expect(canvas.hidden).toBe(true);
    expect(harness.request?.layers).toEqual({ ...harness.picture.state.layers, fill: 'plain' });
    expect(textOf(find(harness.view, '.note'))).toBe(
      'No fill by slope. Only exact cells have it, and this network’s are curved.',
    );
    harness.picture.update({ numberFill: null });
    await harness.settle();
    expect(harness.request?.layers).toEqual(harness.picture.state.layers);
    expect(harness.view.shadowRoot?.querySelector('.note')).toBeNull();
  });

  test('says when it could not be computed', async () => {
    const workers = new LocalWorkers(() => {
      throw new Error('out of memory');
    });
    const { harness, canvas } = await make('cpu', workers.pool);
    await eventually(() => expect(textOf(find(harness.view, '.note'))).toContain('could not be computed'));
    expect(canvas.hidden).toBe(true);
  });
});
