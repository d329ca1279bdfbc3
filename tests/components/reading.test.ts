/** Reading cells and units in a picture and its diagram, by what a reader sees, hears and does. */
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { formatMeasure } from '../../src/components/format.js';
import { affineFormula } from '../../src/components/reading/affine-formula.js';
import { codeSentence } from '../../src/components/reading/code-sentence.js';
import { readerOf, type PartitionReader } from '../../src/components/reading/partition-reader.js';
import { segmentsLength } from '../../src/geometry/boundary-lengths.js';
import { nearestWall } from '../../src/geometry/distances.js';
import { readCell, type CellReading } from '../../src/geometry/read-cell.js';
import { presets } from '../../src/training/presets.js';
import { foldAsDrawn } from '../../src/training/reference/fold-as-drawn.js';
import { codeAt } from '../../src/training/reference/point.js';
import { FakeSession } from '../support/fake-session.js';
import { labelledWalls } from '../support/labelled-walls.js';
import { ReadingHarness } from '../support/reading-harness.js';
import { ViewHarness } from '../support/view-harness.js';
import { eventually } from '../support/eventually.js';

const cellAt = (harness: ReadingHarness, x: number, y: number): CellReading => {
  const index = readerIn(harness);
  return readCell(harness.exact.partition, index.neighbours, index.cellAt(x, y));
};

const readerIn = ({ exact }: ReadingHarness): PartitionReader => {
  const reader = readerOf(exact);
  if (!reader) throw new Error('Cells cannot be found yet.');
  return reader;
};

const probeOf = ({ picture }: ReadingHarness): { x: number; y: number } => {
  const { probe } = picture.state;
  if (!probe) throw new Error('Nothing is read.');
  return probe;
};

describe('reading a cell', () => {
  test('shows its maps, slope, area, walls and the nearest of them, at the step of its cells', async () => {
    const harness = await ReadingHarness.make();
    harness.view.pointer('pointermove', 130, 260);
    await harness.settle();
    const { x, y } = probeOf(harness);
    const cell = cellAt(harness, x, y);
    const text = harness.view.readout;
    cell.logits.forEach((map, k) => expect(text).toContain(`logit ${k} = ${affineFormula(map)}`));
    expect(text).toContain(
      `${formatMeasure(cell.slopeNorm)}, difference ${formatMeasure(cell.differenceSlope ?? NaN)}`,
    );
    expect(text).toContain(`${formatMeasure(cell.area)} units²`);
    const names = cell.edges.flatMap(({ wall }) => (wall ? [`layer ${wall.layer + 1}, unit ${wall.unit + 1};`] : []));
    expect(text).toContain(`${new Set(names).size} walls`);
    for (const name of names) expect(text).toContain(name);
    const { distance } = nearestWall(harness.exact.folded, [x, y]);
    expect(text).toContain(`${formatMeasure(distance)} away (exact)`);
    expect(text).toContain('Exact cell at step 0');
    const labels = [...(harness.view.view.shadowRoot?.querySelectorAll('.code svg') ?? [])].map(
      (strip) => strip.ariaLabel,
    );
    expect(labels, 'of the strips: which units are on').toEqual(
      cell.code.map((bits, layer) => codeSentence(bits, layer)),
    );
    expect(labels.join()).toMatch(/units on(:|, off:) \d/);
  });

  test('outlines it, and lights up nothing else of the picture', async () => {
    const harness = await ReadingHarness.make();
    harness.picture.update({ points: 'none', nearestWallDisc: false });
    const { x0, x1, y0, y1 } = harness.view.view.window;
    const [x, y] = [x0 + 0.4 * (x1 - x0), y0 + 0.3 * (y1 - y0)];
    const cell = cellAt(harness, x, y);
    harness.picture.update({ probe: { x: cell.centre[0], y: cell.centre[1] } });
    await harness.settle();
    const [ax, ay] = [cell.polygon[0]!, cell.polygon[1]!];
    const opacityAt = (px: number, py: number): number => harness.view.overlayColorAt(px, py)[3] ?? 0;
    expect(opacityAt((ax + cell.polygon[2]!) / 2, (ay + cell.polygon[3]!) / 2), 'its edge').toBeGreaterThan(200);
    const far = { x: x1 - 0.02 * (x1 - x0), y: y1 - 0.02 * (y1 - y0) };
    expect(opacityAt(far.x, far.y), 'elsewhere').toBe(0);
  });

  test('draws the disc inside of the cell, and not once it is switched off', async () => {
    const harness = await ReadingHarness.make();
    harness.picture.update({ points: 'none' });
    const { partition, folded } = harness.exact;
    const index = readerIn(harness);
    const largest = partition.areas.indexOf(Math.max(...partition.areas));
    const { centre } = readCell(partition, index.neighbours, largest);
    const [x, y] = centre;
    harness.picture.update({ probe: { x, y } });
    await harness.settle();
    const { distance } = nearestWall(folded, centre);
    const { x0, x1 } = harness.view.view.window;
    const pixel = (x1 - x0) / harness.view.overlay.width;
    expect(distance / pixel, 'large enough to be seen').toBeGreaterThan(8);
    const rim = (): number => harness.view.overlayColorAt(x + distance - 0.75 * pixel, y)[3] ?? 0;
    const withDisc = rim();
    harness.picture.update({ nearestWallDisc: false });
    await harness.settle();
    expect(withDisc).toBeGreaterThan(rim() + 50);
  });

  test('by keyboard goes from cell to cell, in small steps with Shift, and says it shortly; Enter says all', async () => {
    const harness = await ReadingHarness.make();
    await harness.view.press('Enter');
    const cells = [cellAt(harness, probeOf(harness).x, probeOf(harness).y).cell];
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowUp']) {
      await harness.view.press(key);
      cells.push(cellAt(harness, probeOf(harness).x, probeOf(harness).y).cell);
    }
    expect(new Set(cells).size).toBe(4);
    const { x } = probeOf(harness);
    const { x0, x1 } = harness.view.view.window;
    await harness.view.press('ArrowRight', { shiftKey: true });
    expect((probeOf(harness).x - x) / (x1 - x0)).toBeCloseTo(0.02, 9);
    const cell = cellAt(harness, probeOf(harness).x, probeOf(harness).y);
    expect(harness.spoken.at(-1)).toMatch(/^class [01] .*%, area .*, \d+ of 32 units on, \d+ walls\.$/);
    expect(harness.spoken.at(-1)).toContain(`area ${formatMeasure(cell.area)},`);
    await harness.view.press('Enter');
    expect(harness.spoken.at(-1)).toContain(`logit 0 = ${affineFormula(cell.logits[0]!)}.`);
  });

  test('at the edge of the window stays there and says so', async () => {
    const harness = await ReadingHarness.make();
    const { y0, y1, x0, x1 } = harness.view.view.window;
    harness.picture.update({ probe: { x: x0 + 0.999 * (x1 - x0), y: (y0 + y1) / 2 } });
    await harness.view.press('Enter');
    for (let press = 0; press < 4; press++) await harness.view.press('ArrowRight');
    expect(probeOf(harness).x).toBeLessThan(x1);
    expect(harness.spoken.at(-1)).toMatch(/^The edge of the window\. class/);
  });

  test('by keyboard goes on while the focus is in the picture or the window has none, and ends elsewhere', async () => {
    const harness = await ReadingHarness.make();
    const { view } = harness;
    const elsewhere = document.createElement('button');
    document.body.append(elsewhere);
    onTestFinished(() => elsewhere.remove());
    view.frame.focus();
    await view.press('Enter');
    const probe = probeOf(harness);
    view.button('Zoom in').focus();
    await view.settle();
    expect(probeOf(harness), 'a button of the picture').toBe(probe);
    expect(view.frame.getAttribute('role')).toBe('application');
    const hasFocus = vi.spyOn(document, 'hasFocus').mockReturnValue(false);
    view.button('Zoom in').dispatchEvent(new FocusEvent('focusout', { bubbles: true, composed: true }));
    expect(probeOf(harness), 'another window').toBe(probe);
    hasFocus.mockRestore();
    elsewhere.focus();
    await view.settle();
    expect(harness.picture.state.probe).toBeNull();
    expect(view.frame.getAttribute('role')).toBe('group');
  });

  test('ends without a jump of the page', async () => {
    const harness = await ReadingHarness.make();
    harness.picture.update({ probe: { x: 0, y: 0 } });
    harness.view.view.style.margin = '3000px 0';
    onTestFinished(() => scrollTo(0, 0));
    await harness.settle();
    scrollTo(0, 1500);
    harness.view.button('End the reading').click();
    await harness.settle();
    expect(harness.picture.state.probe).toBeNull();
    expect(scrollY).toBe(1500);
  });

  test('of a network with curved walls says why there is no cell, and still moves by keys', async () => {
    const session = new FakeSession(presets.moons.config);
    session.models = session.models!.map((model) => ({ ...model, normalization: 'layer' }));
    const view = await ViewHarness.make(1, session);
    view.picture.update({ probe: { x: 0.5, y: 0.5 } });
    await view.settle();
    expect(view.readout).toContain('away (first-order)');
    expect(view.readout).not.toContain('logit 0');
    await view.press('Enter');
    await view.press('ArrowLeft');
    expect(view.picture.state.probe?.x).toBeLessThan(0.5);
  });

  test('of a network with curved walls draws no disc: the distance is an estimate, and walls might be nearer', async () => {
    const session = new FakeSession(presets.moons.config);
    session.models = session.models!.map((model) => ({ ...model, normalization: 'layer' }));
    const view = await ViewHarness.make(1, session);
    const { data } = session.snapshot;
    const folded = foldAsDrawn(session.models[1]!, data!, 'data', new Uint32Array());
    const { x0, x1, y0, y1 } = view.view.window;
    const grid = Array.from({ length: 400 }, (_, at): [number, number] => [
      x0 + (((at % 20) + 0.5) / 20) * (x1 - x0),
      y0 + ((Math.floor(at / 20) + 0.5) / 20) * (y1 - y0),
    ]);
    const distanceAt = (point: [number, number]): number => nearestWall(folded, point).distance;
    const [x, y] = grid.reduce((best, point) => (distanceAt(point) > distanceAt(best) ? point : best));
    const radius = distanceAt([x, y]);
    expect(radius / ((x1 - x0) / 400), 'in CSS pixels, large enough to be seen').toBeGreaterThan(4);
    view.picture.update({ points: 'none', probe: { x, y } });
    await view.settle();
    const { width, height } = view.overlay;
    const pixels = (): Uint8ClampedArray => view.overlay.getContext('2d')!.getImageData(0, 0, width, height).data;
    const before = pixels();
    view.picture.update({ nearestWallDisc: false });
    await view.settle();
    expect(pixels()).toEqual(before);
  });
});

describe('a wall', () => {
  test('that the pointer rests on lights up its unit; one that it sweeps over does not', async () => {
    const harness = await ReadingHarness.make();
    const { partition } = harness.exact;
    const { x0, x1, y0, y1 } = harness.view.view.window;
    const { segments, layers, units } = labelledWalls(partition);
    // The longest piece: its middle is far from other walls.
    let longest = 0;
    const length = (at: number): number => segmentsLength(segments.slice(4 * at, 4 * at + 4));
    for (let at = 1; at < layers.length; at++) if (length(at) > length(longest)) longest = at;
    const x = (segments[4 * longest]! + segments[4 * longest + 2]!) / 2;
    const y = (segments[4 * longest + 1]! + segments[4 * longest + 3]!) / 2;
    harness.view.pointer('pointermove', (400 * (x - x0)) / (x1 - x0), (400 * (y1 - y)) / (y1 - y0));
    expect(harness.picture.state.unit, 'at once').toBeNull();
    await eventually(() =>
      expect(harness.picture.state.unit).toEqual({ layer: layers[longest], unit: units[longest] }),
    );
    const cell = partition.areas.indexOf(Math.max(...partition.areas));
    const [cx, cy] = readCell(partition, readerIn(harness).neighbours, cell).centre;
    harness.view.pointer('pointermove', (400 * (cx - x0)) / (x1 - x0), (400 * (y1 - cy)) / (y1 - y0));
    expect(harness.picture.state.unit).toBeNull();
  });
});

describe('the diagram', () => {
  test('is closed at first, and nothing of it is there', async () => {
    const harness = await ReadingHarness.make();
    expect(harness.units).toHaveLength(0);
    await harness.openDiagram();
    expect(harness.units).toHaveLength(32);
    expect(harness.picture.state.diagrams).toBe(true);
  });

  test('fills the units that are on in the cell that is read', async () => {
    const harness = await ReadingHarness.make();
    await harness.openDiagram();
    expect(harness.unit(0, 0).getAttribute('aria-label')).toBe('layer 1, unit 1');
    harness.picture.update({ probe: { x: 0.3, y: 0.4 } });
    await harness.settle();
    codeAt(harness.exact.folded, [0.3, 0.4]).forEach((bits, layer) =>
      bits.forEach((bit, unit) => {
        const dot = harness.unit(layer, unit);
        expect(dot.classList.contains(bit ? 'on' : 'off')).toBe(true);
        expect(dot.getAttribute('aria-label')).toBe(`layer ${layer + 1}, unit ${unit + 1}, ${bit ? 'on' : 'off'}`);
      }),
    );
  });

  test('lights up the unit under the pointer: its boundary in the picture, a sentence with its length', async () => {
    const harness = await ReadingHarness.make();
    harness.picture.update({ points: 'none' });
    await harness.openDiagram();
    const box = harness.unit(1, 4).getBoundingClientRect();
    const move = new PointerEvent('pointermove', {
      pointerType: 'mouse',
      clientX: box.x + box.width / 2,
      clientY: box.y + box.height / 2,
      bubbles: true,
    });
    harness.unit(1, 4).dispatchEvent(move);
    await harness.settle();
    expect(harness.picture.state.unit).toEqual({ layer: 1, unit: 4 });
    const boundary = readerIn(harness).boundaryOf({ layer: 1, unit: 4 });
    expect(boundary.length).toBeGreaterThan(0);
    expect(harness.about).toContain(
      `layer 2, unit 5 Its boundary in the window is ${formatMeasure(segmentsLength(boundary))}`,
    );
    expect(harness.about).toMatch(/On for .* training points\. BN: γ 1\.00, β 0\.00, mean .*, σ .*\.$/);
    for (let at = 0; at < boundary.length; at += 4) {
      const middle = [(boundary[at]! + boundary[at + 2]!) / 2, (boundary[at + 1]! + boundary[at + 3]!) / 2] as const;
      expect(harness.view.overlayColorAt(...middle)[3]).toBeGreaterThan(200);
    }
    harness.diagram.shadowRoot?.querySelector('svg.network')?.dispatchEvent(new PointerEvent('pointerleave'));
    await harness.settle();
    expect(harness.picture.state.unit).toBeNull();
    const [x, y] = [(boundary[0]! + boundary[2]!) / 2, (boundary[1]! + boundary[3]!) / 2];
    expect(harness.view.overlayColorAt(x, y)[3]).toBe(0);
  });

  test('is one stop for Tab; arrows move on and say what is known; Escape and leaving put the light out', async () => {
    const harness = await ReadingHarness.make();
    await harness.openDiagram();
    expect(harness.units.filter((unit) => unit.tabIndex === 0)).toEqual([harness.unit(0, 0)]);
    harness.unit(0, 0).focus();
    await harness.settle();
    expect(harness.picture.state.unit).toEqual({ layer: 0, unit: 0 });
    await harness.pressInDiagram('ArrowDown');
    expect(harness.picture.state.unit).toEqual({ layer: 0, unit: 1 });
    expect(harness.diagram.shadowRoot?.activeElement).toBe(harness.unit(0, 1));
    expect(harness.units.filter((unit) => unit.tabIndex === 0)).toEqual([harness.unit(0, 1)]);
    expect(harness.spoken.at(-1)).toMatch(/^Its boundary .*training points\./);
    await harness.pressInDiagram('End');
    expect(harness.picture.state.unit).toEqual({ layer: 0, unit: 15 });
    await harness.pressInDiagram('Escape');
    expect(harness.picture.state.unit).toBeNull();
    await harness.pressInDiagram('ArrowRight');
    expect(harness.picture.state.unit?.layer).toBe(1);
    (harness.diagram.shadowRoot?.activeElement as SVGElement | null)?.blur();
    await harness.settle();
    expect(harness.picture.state.unit).toBeNull();
  });

  test('has buttons that lead from unit to unit, for fingers', async () => {
    const harness = await ReadingHarness.make();
    await harness.openDiagram();
    const [, next] = [...(harness.diagram.shadowRoot?.querySelectorAll('button') ?? [])];
    next?.click();
    next?.click();
    await harness.settle();
    expect(harness.picture.state.unit).toEqual({ layer: 0, unit: 1 });
  });

  test('promises no boundary of curved walls', async () => {
    const session = new FakeSession(presets.moons.config);
    session.models = session.models!.with(1, { ...session.models![1]!, normalization: 'layer' });
    const harness = await ReadingHarness.make(session, 'curved');
    await harness.openDiagram();
    expect(harness.about).toContain('none is cut out, so none lights up');
    expect(harness.about).not.toContain('its boundary lights up');
  });

  test('says that boundaries end where cells were not computed', async () => {
    const harness = await ReadingHarness.make(undefined, 'too-many-cells', { mostCells: 20 });
    await harness.openDiagram();
    expect(harness.about).toContain('as far as cells were computed');
  });

  test('keeps away from units that the network does not have', async () => {
    const harness = await ReadingHarness.make();
    await harness.openDiagram();
    harness.picture.update({ unit: { layer: 0, unit: 200 }, probe: { x: 0, y: 0 } });
    await harness.settle();
    expect(harness.about).toContain('Point at a unit');
    harness.picture.update({ unit: { layer: 7, unit: 0 } });
    await harness.settle();
    expect(harness.about).toContain('Point at a unit');
  });
});
