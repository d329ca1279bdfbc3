/** What can be taken home from a figure: files of a real run on the CPU engine. */
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import '../../src/components/spline-figure/define.js';
import { curveNames } from '../../src/components/spline-files/curve-names.js';
import { readLink } from '../../src/io/link.js';
import { readNetworkSafetensors } from '../../src/io/network-safetensors.js';
import { layerValues } from '../../src/analysis/layer-values.js';
import { formatMeasure } from '../../src/components/format.js';
import { writeLayersCsv } from '../../src/io/layers-csv.js';
import type { SplineFigure } from '../../src/components/spline-figure/spline-figure.js';
import { eventually } from '../support/eventually.js';
import { find, textOf } from '../support/settle.js';

const attributes = { engine: 'cpu', preset: 'moons', samples: '60', widths: '5,4', compare: '', steps: '20' };
const page = 'https://app.example/';

let figure: SplineFigure;

async function show(changes: Readonly<Record<string, string>> = {}): Promise<SplineFigure> {
  const shown = document.createElement('spline-figure');
  for (const [name, value] of Object.entries({ ...attributes, ...changes })) shown.setAttribute(name, value);
  document.body.replaceChildren(shown);
  await eventually(() => expect(shown.session?.models?.map(({ step }) => step)).toEqual([20, 20]));
  return shown;
}

/** The exact cells of both networks are those of the last step. */
const isCut = (): Promise<void> =>
  eventually(() => {
    const { step, cells1, cells2 } = figure.numbers;
    expect(step).toBe(20);
    expect(cells1).toBeGreaterThan(1);
    expect(cells2).toBeGreaterThan(1);
  });

beforeAll(async () => {
  figure = await show({ app: page });
  await isCut();
});
afterAll(() => document.body.replaceChildren());
afterEach(() => vi.restoreAllMocks());

describe('buttons in the details', () => {
  const buttonsOf = async (shown: SplineFigure): Promise<HTMLButtonElement[]> => {
    find<HTMLDetailsElement>(shown, 'details').open = true;
    const buttons = () =>
      [...shown.shadowRoot!.querySelectorAll<HTMLButtonElement>('.saves button')].filter((button) =>
        textOf(button).startsWith('Save'),
      );
    await eventually(() => expect(buttons()).toHaveLength(4));
    return buttons();
  };

  test('save the picture and the curves as files, and have room for a thumb', async () => {
    const buttons = await buttonsOf(figure);
    const saved: { name: string; content: Promise<Blob> }[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      saved.push({ name: this.download, content: fetch(this.href).then((answer) => answer.blob()) });
    });
    for (const [index, button] of buttons.entries()) {
      expect(button.offsetHeight).toBeGreaterThanOrEqual(44);
      button.click();
      // Once more while it is under way changes nothing.
      button.click();
      await eventually(() => expect(button.ariaDisabled).toBeNull());
      expect(saved).toHaveLength(index + 1);
    }
    const stem = 'splinescope-moons-step20';
    expect(saved.map(({ name }) => name)).toEqual([
      `${stem}-picture.svg`,
      `${stem}-picture.png`,
      `${stem}-curves.csv`,
      `${stem}-layers.csv`,
    ]);
    const [svg, png, csv, layers] = await Promise.all(saved.map(({ content }) => content));
    expect(await svg!.text()).toBe(await figure.exportSvg());
    expect(new Uint8Array(await png!.arrayBuffer())).toEqual(
      new Uint8Array(await (await figure.exportPng()).arrayBuffer()),
    );
    expect(await csv!.text()).toBe(await figure.exportCsv());
    expect(await layers!.text()).toBe(writeLayersCsv(figure.session!.models!));
    expect(textOf(find(figure, '[role=status]'))).toBe(`Saved ${stem}-layers.csv.`);
  });

  test('say why there is no picture of curved cells', async () => {
    const shown = await show({ normalization: 'layer' });
    const [svg] = await buttonsOf(shown);
    svg!.click();
    await eventually(() => expect(textOf(find(shown, '[role=alert]'))).toContain('curved boundaries'));
    await expect(shown.exportSvg()).rejects.toThrow('curved boundaries');
    document.body.replaceChildren(figure);
    await isCut();
  });
});

describe('a real run', () => {
  const snapshot = () => figure.session!.snapshot;

  test('as SVG has a shape for every exact cell, and a group for all that is drawn', async () => {
    const svg = new DOMParser().parseFromString(await figure.exportSvg(), 'image/svg+xml');
    for (const network of [1, 2]) {
      const cells = svg.querySelectorAll(`#network-${network}-cells > polygon`);
      expect(cells).toHaveLength(figure.numbers[`cells${network}`]!);
      expect(svg.querySelectorAll(`#network-${network}-points > use:not([class^="ring"])`)).toHaveLength(60);
      expect(svg.querySelector(`#network-${network}-walls-layer-2 path`)).not.toBeNull();
    }
  });

  test('has a link below it that opens it', async () => {
    const svg = new DOMParser().parseFromString(await figure.exportSvg(), 'image/svg+xml');
    const [link] = svg.querySelectorAll('a');
    const address = link!.getAttribute('href')!;
    expect(textOf(link)).toContain(address);
    expect(address.startsWith(`${page}#`)).toBe(true);
    const { link: opened, ignored } = await readLink(new URL(address).hash);
    expect(ignored).toEqual([]);
    expect(opened?.config).toEqual(snapshot().config);
    expect(opened?.moment.step).toBe(20);
  });

  test.each([1, 2])('as PNG has the size of the SVG, %d times, and its cells', async (scale) => {
    const svg = new DOMParser().parseFromString(await figure.exportSvg(), 'image/svg+xml').documentElement;
    const size = (name: string) => Math.round(scale * Number(svg.getAttribute(name)));
    const png = await figure.exportPng(scale);
    expect(png.type).toBe('image/png');
    const image = await createImageBitmap(png);
    expect([image.width, image.height]).toEqual([size('width'), size('height')]);
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
    context.drawImage(image, 0, 0);
    const coloursIn = (x: number, y: number, width: number, height: number): number => {
      const { data } = context.getImageData(scale * x, scale * y, scale * width, scale * height);
      return new Set(new Uint32Array(data.buffer)).size;
    };
    // Names above, two pictures with a strip of paper between them, the caption below.
    expect(coloursIn(0, 0, 1000, 44)).toBeGreaterThan(1);
    expect(coloursIn(0, 44, 1000, 1000)).toBeGreaterThan(100);
    expect(coloursIn(1015, 0, 10, 1044)).toBe(1);
    expect(coloursIn(1040, 44, 1000, 1000)).toBeGreaterThan(100);
    expect(coloursIn(0, 1060, 1000, 78)).toBeGreaterThan(1);
    expect(coloursIn(0, 1140, 1000, 20), 'the link').toBeGreaterThan(1);
  });

  test('has what its layers have learnt and keep, running averages too, in a table', async () => {
    find<HTMLDetailsElement>(figure, 'details').open = true;
    const rows = () =>
      [...(figure.shadowRoot?.querySelectorAll('details table') ?? [])].map((table) => [
        ...table.querySelectorAll('tr'),
      ]);
    await eventually(() => expect(rows()).toHaveLength(3));
    const [head, ...layers] = rows()[1]!.map((row) => [...row.children].map((cell) => textOf(cell)));
    expect(head!.slice(6)).toEqual(['Running mean, mean', 'Running variance, mean']);
    const { models } = figure.session!;
    const expected = models!.flatMap((model) => layerValues(model));
    expect(layers).toHaveLength(expected.length);
    layers.forEach((cells, row) => {
      const { runningMean, runningVariance } = expected[row]!;
      const shown = [runningMean, runningVariance].map((value) => (value === null ? 'none' : formatMeasure(value)));
      expect(cells.slice(6)).toEqual(shown);
    });
    expect(layers.some((cells) => cells[6] !== 'none')).toBe(true);
  });

  test('as CSV has the curves, to the bit', async () => {
    const [header, ...rows] = (await figure.exportCsv())
      .trim()
      .split('\n')
      .map((line) => line.split(/,(?! )/));
    snapshot().models.forEach(({ curves }, model) => {
      const column = (quantity: string): [number, number][] => {
        const at = header!.findIndex((name) => name.includes(`${quantity}, network ${model + 1} `));
        expect(at, quantity).toBeGreaterThan(0);
        return rows.flatMap((row) => (row[at] === '' ? [] : [[Number(row[0]), Number(row[at])]]));
      };
      const pairs = (steps: readonly number[], values: readonly number[]) => steps.map((step, i) => [step, values[i]]);
      expect(curves.losses.length).toBe(20);
      expect(column(curveNames.loss)).toEqual(pairs(curves.lossSteps, curves.losses));
      expect(column(curveNames.trainAccuracy)).toEqual(pairs(curves.accuracySteps, curves.trainAccuracies));
    });
  });

  test.each([0, 1])('as safetensors has the weights, to the bit (network %d)', async (model) => {
    const bytes = new Uint8Array(await (await figure.exportWeights(model)).arrayBuffer());
    const read = readNetworkSafetensors('weights.safetensors', bytes);
    const { spec, parameters, runningStatistics, normalization } = figure.session!.models![model]!;
    expect(read.trainedSteps).toBe(20);
    expect(read.model).toMatchObject({ parameters, runningStatistics, normalization });
    expect(read.model.spec.hiddenWidths).toEqual(spec.hiddenWidths);
  });

  test('has no weights of a network that is not there', async () => {
    await expect(figure.exportWeights(2)).rejects.toThrow(RangeError);
  });
});
