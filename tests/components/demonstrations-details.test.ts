/** The fold of demonstrations: links, embed code, the experiment in the application, tables and files. */
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { trainingSteps } from '../../src/analysis/demonstrations/training-loop.js';
import { demonstrationStrings } from '../../src/components/demonstrations/demonstration-strings.js';
import type { Demonstration } from '../../src/components/demonstrations/demonstration.js';
import { setEmbedSource } from '../../src/components/embed-source.js';
import { shareStrings } from '../../src/components/spline-share/share-strings.js';
import { readLink } from '../../src/io/link.js';
import { makeDataSet } from '../../src/training/datasets/make-data-set.js';
import { networkSpecs, type ExperimentConfig } from '../../src/training/experiment-config.js';
import { initialModel } from '../../src/training/initialize.js';
import { evaluate } from '../../src/training/reference/evaluate.js';
import { foldAsDrawn } from '../../src/training/reference/fold-as-drawn.js';
import { DemonstrationHarness } from '../support/demonstration-harness.js';
import { eventually } from '../support/eventually.js';
import { textOf } from '../support/settle.js';

type Harness = DemonstrationHarness<Demonstration>;

afterEach(() => {
  vi.restoreAllMocks();
  history.replaceState(null, '', location.pathname + location.search);
  document.body.replaceChildren();
});

async function unfold(harness: Harness): Promise<void> {
  harness.find<HTMLDetailsElement>('details').open = true;
  await eventually(() => expect(harness.all('details .row')).toHaveLength(1));
}

/** What a press of that button puts on the clipboard. */
async function copied(harness: Harness, button: string): Promise<string> {
  const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  await harness.press(button);
  await eventually(() => expect(write).toHaveBeenCalled());
  return write.mock.calls.at(-1)![0];
}

const rowsOf = (harness: Harness): string[][][] =>
  harness
    .all('table')
    .map((table) => [...table.querySelectorAll('tbody tr')].map((row) => [...row.children].map(textOf)));

describe('links', () => {
  test('embed code has what is not as at first, and the author’s words', async () => {
    onTestFinished(() => setEmbedSource(null));
    setEmbedSource({ script: 'https://cdn.example/splinescope.js', styles: 'https://cdn.example/figure.css' });
    const harness = await DemonstrationHarness.make('spline-jitter', {
      untrained: '',
      'batch-size': '32',
      theme: 'dark',
    });
    harness.element.append('Jitter & <b>.');
    await unfold(harness);
    expect(await copied(harness, shareStrings.embed)).toBe(
      '<link rel="stylesheet" href="https://cdn.example/figure.css" />\n' +
        '<script type="module" src="https://cdn.example/splinescope.js"></script>\n' +
        '<spline-jitter batch-size="32" untrained>Jitter &amp; &lt;b&gt;.</spline-jitter>\n',
    );
    expect(harness.all('.help').map(textOf)).toEqual([shareStrings.copied.embed]);
  });

  test.each<Readonly<Record<string, string>>>([{ id: 'bend' }, {}])(
    'a link sets the demonstration that it was copied from, and shows it: %o',
    async (name) => {
      const harness = await DemonstrationHarness.make('spline-fold-angle', name);
      await unfold(harness);
      await harness.slide('Spread of the data σ', 2);
      const address = await copied(harness, shareStrings.link);
      const [page, fragment] = address.split('#');
      expect(page).toBe(location.href.replace(/#.*$/, ''));
      expect(fragment).toBe(`${name.id ?? 'spline-fold-angle'}?sigma=2`);
      history.replaceState(null, '', `#${fragment}&theme=dark&onclick=1`);
      const show = vi.spyOn(HTMLElement.prototype, 'scrollIntoView');
      const opened = (await DemonstrationHarness.make('spline-fold-angle', name)).element;
      expect(opened.sigma).toBe(2);
      expect([opened.theme, opened.getAttribute('onclick')]).toEqual(['auto', null]);
      expect(show.mock.contexts).toEqual([opened]);
      const other = (await DemonstrationHarness.make('spline-fold-angle', { id: 'other' })).element;
      expect(other.sigma).toBe(0.6);
    },
  );

  test('the text is shown, selected, where the clipboard is refused', async () => {
    const harness = await DemonstrationHarness.make('spline-one-unit', { id: 'unit' });
    await unfold(harness);
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('', 'NotAllowedError'));
    await harness.press(shareStrings.link);
    await eventually(() => expect(harness.all('textarea')).toHaveLength(1));
    const area = harness.find<HTMLTextAreaElement>('textarea');
    expect(area.value).toMatch(/#unit$/);
    await eventually(() => expect(harness.element.shadowRoot!.activeElement).toBe(area));
    expect([area.selectionStart, area.selectionEnd]).toEqual([0, area.value.length]);
  });
});

describe('in the full app', () => {
  const app = 'https://app.example/';

  /** What the button opens: the experiment, and the step. */
  async function opened(harness: Harness): Promise<{ config: ExperimentConfig; steps: number }> {
    await unfold(harness);
    const open = vi.spyOn(window, 'open').mockReturnValue(null);
    harness.find<HTMLAnchorElement>('details a.button').click();
    await eventually(() => expect(open).toHaveBeenCalled());
    const [page, fragment = ''] = String(open.mock.calls[0]![0]).split('#');
    expect(page).toBe(app);
    const { link, ignored } = await readLink(fragment);
    expect(ignored).toEqual([]);
    return { config: link!.config, steps: link!.moment.step };
  }

  /** Train and test accuracy of its networks there. */
  function accuraciesOf({ config, steps }: { config: ExperimentConfig; steps: number }) {
    const data = makeDataSet(config.data);
    return networkSpecs(config, data).map((spec) => {
      const models = [...trainingSteps(initialModel(spec), data.train, config.training, steps)];
      return evaluate(foldAsDrawn(models.at(-1)!.model, data, 'data', new Uint32Array()), data);
    });
  }

  const whenDone = (harness: Harness): Promise<void> =>
    eventually(() => expect(harness.all('.button').map(textOf)).toContain(demonstrationStrings.done));

  test('the network that is trained wholly, at the step that is shown', async () => {
    const harness = await DemonstrationHarness.make('spline-scale-shift', { seed: '3', app });
    await whenDone(harness);
    const shown = await opened(harness);
    expect(shown.steps).toBe(420);
    expect(accuraciesOf(shown).map(({ trainAccuracy }) => trainAccuracy)).toEqual([harness.element.numbers.accuracy]);
  });

  test('the twins of the first draw', async () => {
    const harness = await DemonstrationHarness.make('spline-limits', { data: 'moons', app });
    await whenDone(harness);
    const shown = await opened(harness);
    const percent = accuraciesOf(shown).map(({ testAccuracy }) => 100 * testAccuracy);
    const [, plain, normalized] = rowsOf(harness)[0]![0]!;
    expect([plain, normalized].map((share) => 100 * Number(share))).toEqual(
      percent.map((value) => expect.closeTo(value, 1) as number),
    );
  });

  test.each([
    ['spline-jitter', 210, ['batch']],
    ['spline-initialization-race', 140, ['none', 'batch']],
  ] as const)('<%s>: step %i of its networks', async (tag, steps, normalizations) => {
    const harness = await DemonstrationHarness.make(tag, { app });
    const shown = await opened(harness);
    expect(shown.steps).toBe(steps);
    expect(shown.config.normalizations).toEqual(normalizations);
  });

  test('is not offered where there is no such page, or no such experiment', async () => {
    for (const [tag, attributes] of [
      ['spline-jitter', { app: 'javascript:alert(1)' }],
      ['spline-jitter', {}],
      ['spline-one-unit', { app }],
    ] as const) {
      const harness = await DemonstrationHarness.make(tag, attributes);
      await unfold(harness);
      expect(harness.all('details a')).toEqual([]);
    }
  });
});

describe('tables', () => {
  test.each([
    ['spline-fold-angle', 1, 76],
    ['spline-one-unit', 1, 21],
    ['spline-same-weights', 1, 3],
    ['spline-jitter', 1, 16],
    ['spline-initialization-race', 1, 20],
    ['spline-scale-shift', 1, 2],
    ['spline-limits', 3, 5],
  ] as const)('<%s> has its numbers: %i, with %i rows', async (tag, count, rows) => {
    const harness = await DemonstrationHarness.make(tag);
    await unfold(harness);
    await eventually(() => {
      expect(rowsOf(harness)).toHaveLength(count);
      expect(rowsOf(harness)[0]).toHaveLength(rows);
    });
  });

  test('what is shown is saved in full', async () => {
    const harness = await DemonstrationHarness.make('spline-same-weights');
    await unfold(harness);
    const made: Blob[] = [];
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      made.push(blob as Blob);
      return 'blob:none';
    });
    const names: string[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      names.push(this.download);
    });
    await harness.press(demonstrationStrings.saveCsv('Cells by how the biases are set'));
    expect(names).toEqual(['spline-same-weights-cells-by-how-the-biases-are-set.csv']);
    const [head, first] = (await made[0]!.text()).split('\n');
    expect(head).toBe('Biases,Cells,Cells with points,Mean distance of points to the nearest wall');
    expect(first).toMatch(/^Zero biases,52,13,0\.\d{10,}$/);
  });
});
