/** What can be taken home from a figure: files of a real run on the CPU engine. */
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import '../../src/components/spline-figure/define.js';
import type { SplineFigure } from '../../src/components/spline-figure/spline-figure.js';
import { eventually } from '../support/eventually.js';
import { find, textOf } from '../support/settle.js';

const attributes = { engine: 'cpu', preset: 'moons', samples: '60', widths: '5,4', compare: '', steps: '20' };
const page = 'https://app.example/';

let figure: SplineFigure;

/** Shows a figure until its networks, and their exact cells, are those of its last step. */
async function show(changes: Readonly<Record<string, string>> = {}): Promise<SplineFigure> {
  const shown = document.createElement('spline-figure');
  for (const [name, value] of Object.entries({ ...attributes, ...changes })) shown.setAttribute(name, value);
  document.body.replaceChildren(shown);
  await eventually(() => expect(shown.session?.models?.map(({ step }) => step)).toEqual([20, 20]));
  return shown;
}

beforeAll(async () => {
  figure = await show({ app: page });
  await eventually(() => {
    expect(figure.numbers['cells1']).toBeGreaterThan(1);
    expect(figure.numbers['cells2']).toBeGreaterThan(1);
  });
});
afterAll(() => document.body.replaceChildren());
afterEach(() => vi.restoreAllMocks());

describe('buttons in the details', () => {
  const buttonsOf = async (shown: SplineFigure): Promise<HTMLButtonElement[]> => {
    find<HTMLDetailsElement>(shown, 'details').open = true;
    const buttons = () => [...shown.shadowRoot!.querySelectorAll<HTMLButtonElement>('.saves button')];
    await eventually(() => expect(buttons()).toHaveLength(3));
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
    expect(saved.map(({ name }) => name)).toEqual([`${stem}-picture.svg`, `${stem}-picture.png`, `${stem}-curves.csv`]);
    const [svg, png, csv] = await Promise.all(saved.map(({ content }) => content));
    expect(await svg!.text()).toBe(await figure.exportSvg());
    expect(new Uint8Array(await png!.arrayBuffer())).toEqual(
      new Uint8Array(await (await figure.exportPng()).arrayBuffer()),
    );
    expect(await csv!.text()).toBe(await figure.exportCsv());
    expect(textOf(find(figure, '[role=status]'))).toBe(`Saved ${stem}-curves.csv.`);
  });

  test('say why there is no picture of curved cells', async () => {
    const shown = await show({ normalization: 'layer' });
    const [svg] = await buttonsOf(shown);
    svg!.click();
    await eventually(() => expect(textOf(find(shown, '[role=alert]'))).toContain('curved boundaries'));
    await expect(shown.exportSvg()).rejects.toThrow('curved boundaries');
    document.body.replaceChildren(figure);
    await eventually(() => expect(figure.numbers['cells2']).toBeGreaterThan(1));
  });
});
