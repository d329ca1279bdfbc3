import { describe, expect, it } from 'vitest';
import type { ExactPartition } from '../../src/components/exact-partitions.js';
import { addressOf } from '../../src/components/spline-files/save-picture.js';
import { pictureOf, viewOf } from '../../src/components/spline-share/page-view.js';
import { MOST_REPLAY, replayCost } from '../../src/components/spline-share/replay-cost.js';
import { openLink } from '../../src/components/spline-share/open-link.js';
import { shareStrings } from '../../src/components/spline-share/share-strings.js';
import { twinLink } from '../../src/components/spline-share/twin-link.js';
import { embedCode } from '../../src/io/embed-code.js';
import { defaultView } from '../../src/io/figure-fields.js';
import { readLink, type Link } from '../../src/io/link.js';
import { shownAddress } from '../../src/io/shown-address.js';
import { defaultPicture, PictureStore } from '../../src/components/picture-store.js';
import { InvalidSettingError } from '../../src/training/invalid-setting-error.js';
import type { Normalization } from '../../src/training/network-spec.js';
import { presets } from '../../src/training/presets.js';
import { FakeSession } from '../support/fake-session.js';

const { config } = presets.moons;
const edit = (model: number) =>
  ({ step: 2, kind: 'switch', model, to: 'batch', insert: 'align', statistics: 'data' }) as const;
const linkTo = (normalizations: readonly Normalization[], step = 9, models: readonly number[] = []): Link => ({
  config: { ...config, normalizations },
  moment: { step, edits: models.map(edit) },
  view: defaultView,
  madeOn: null,
});

describe('a link on a page of two networks', () => {
  it('of two is as it is', () => {
    const link = linkTo(['none', 'batch'], 9, [0]);
    expect(twinLink(link)).toEqual({ link, note: null });
  });

  it('of one gets the twin with the opposite normalization, the one without on the left', () => {
    expect(twinLink(linkTo(['layer'], 9, [0])).link).toEqual(linkTo(['none', 'layer'], 9, [1]));
    expect(twinLink(linkTo(['none'], 9, [0])).link).toEqual(linkTo(['none', 'batch'], 9, [0]));
  });

  it('of more shows the last two, with the switches of these', () => {
    const { link, note } = twinLink(linkTo(['none', 'rms', 'batch', 'none'], 9, [0, 1, 2, 3]));
    expect(link).toEqual(linkTo(['batch', 'none'], 9, [0, 1]));
    expect(note).toContain('4 networks');
  });
});

describe('replaying', () => {
  it('costs what its steps cost, and nothing where the networks are given', () => {
    const link = linkTo(['none', 'batch'], 100);
    expect(replayCost(linkTo(['none', 'batch'], 200))).toBe(2 * replayCost(link));
    expect(replayCost({ config, moment: { step: 100, cursor: { epoch: 0, batch: 0 }, models: [] } })).toBe(0);
  });

  it('costs what the largest of its batches and its edits cost', () => {
    const plain = linkTo(['none', 'batch'], 100);
    const { batchSize } = config.training;
    const withBatch = (size: number): Link => ({
      ...plain,
      moment: { step: 100, edits: [{ step: 5, kind: 'training', settings: { batchSize: size } }] },
    });
    expect(replayCost(withBatch(2 * batchSize))).toBe(2 * replayCost(plain));
    expect(replayCost(withBatch(1))).toBe(replayCost(plain));
    expect(replayCost(linkTo(['none', 'batch'], 100, [0, 1]))).toBeGreaterThan(replayCost(plain));
    expect(replayCost(linkTo(['none', 'batch'], 0, [0]))).toBeGreaterThan(0);
  });

  it('of a preset’s whole run begins by itself, of a large network’s not', () => {
    expect(replayCost({ config: presets.circles.config, moment: { step: 350, edits: [] } })).toBeLessThan(MOST_REPLAY);
    const network = { ...config.network, hiddenWidths: Array.from({ length: 8 }, () => 256) };
    expect(replayCost({ config: { ...config, network }, moment: { step: 350, edits: [] } })).toBeGreaterThan(
      MOST_REPLAY,
    );
  });
});

describe('opening a link', () => {
  const view = { ...defaultView, window: { x0: 0, x1: 1, y0: 0, y1: 2 } };
  const opened = (link: Link, session = new FakeSession()) => {
    const picture = new PictureStore();
    const told = openLink(session, picture, { link: { ...link, view }, ignored: [] });
    return { told, calls: session.calls.map(([name]) => name), window: picture.state.window };
  };

  it('at its start loads the experiment', () => {
    const { told, calls, window } = opened(linkTo(['none', 'batch'], 0));
    expect(calls).toEqual(['loadExperiment', 'pause']);
    expect(told).toContain(shareStrings.opened.start);
    expect(window).toEqual(view.window);
  });

  it('at step 0 with a switch or with weights opens these', () => {
    expect(opened(linkTo(['none', 'batch'], 0, [0])).calls).toEqual(['openMoment']);
    const moment = { step: 0, cursor: { epoch: 0, batch: 0 }, models: [] };
    const { told, calls } = opened({ ...linkTo(['none', 'batch']), moment });
    expect(calls).toEqual(['openMoment']);
    expect(told).toContain(shareStrings.opened.weights('0'));
  });

  it('that is refused leaves the picture as it is', () => {
    const session = new FakeSession();
    session.openMoment = () => {
      throw new InvalidSettingError('step', -1, 'steps');
    };
    const { told, window } = opened(linkTo(['none', 'batch'], 9), session);
    expect(told).toContain('could not be opened');
    expect(window).toBeNull();
  });
});

describe('what pictures show', () => {
  it.each(['region', 'slope'] as const)('comes back from a link (%s)', (fill) => {
    const view = { ...defaultView, window: { x0: 0, x1: 1, y0: 0, y1: 2 }, fill, walls: [false] };
    expect(viewOf({ ...defaultPicture, ...pictureOf(view) })).toEqual(view);
  });
});

describe('embed code', () => {
  const source = { script: 'https://a/b.js?"><b>', styles: 'https://a/figure.css' };

  it('has the fewest attributes, a fallback with its link, and no text that ends one', () => {
    const fallback = { sentence: 'Moons & <i>', address: 'https://a/?x&"#v=1', linkText: 'Open >' };
    expect(embedCode(config, defaultView, 120, source, fallback)).toBe(
      '<link rel="stylesheet" href="https://a/figure.css" />\n' +
        '<script type="module" src="https://a/b.js?&quot;&gt;&lt;b&gt;"></script>\n' +
        '<spline-figure preset="moons" compare steps="120">Moons &amp; &lt;i&gt; ' +
        '<a href="https://a/?x&amp;&quot;#v=1">Open &gt;</a></spline-figure>\n',
    );
  });

  it('has no link where no page opens it', () => {
    const code = embedCode(config, defaultView, 0, source, { sentence: 'Moons.', address: '', linkText: 'Open' });
    expect(code).toMatch(/>Moons\.<\/spline-figure>\n$/);
  });
});

describe('an address for readers', () => {
  const page = 'https://a.example/lab/';
  const { snapshot } = new FakeSession(config);
  const switched = (count: number) => Array.from({ length: count }, (_, step) => ({ ...edit(step % 2), step }));
  const after = (count: number) => ({ ...snapshot, step: count, history: { start: config, edits: switched(count) } });

  it('is that of the moment, which it opens', async () => {
    const address = await shownAddress(page, after(1), defaultView);
    expect(address.length).toBeLessThan(200);
    const { link, ignored } = await readLink(new URL(address).hash);
    expect(ignored).toEqual([]);
    expect(link?.moment).toEqual({ step: 1, edits: switched(1) });
    expect(address.startsWith(`${page}#`)).toBe(true);
  });

  it('is that of the page where the moment’s is long, or unknown', async () => {
    expect(await shownAddress(page, after(40), defaultView)).toBe(page);
    expect(await shownAddress(page, { ...snapshot, areWeightsGiven: true }, defaultView)).toBe(page);
  });

  it('is that of the page where there is no room for more', async () => {
    const { length } = await shownAddress(page, after(1), defaultView);
    expect(await shownAddress(page, after(1), defaultView, length)).toHaveLength(length);
    expect(await shownAddress(page, after(1), defaultView, length - 1)).toBe(page);
  });

  it('below pictures is that of the page where their networks are of different steps', async () => {
    const below = (...steps: readonly number[]): Promise<string> => {
      const subjects = steps.map((step, model) => ({ model, exact: { step } as ExactPartition, session: after(1) }));
      return addressOf(page, subjects, defaultPicture);
    };
    expect(await below(1, 1)).toContain('#v=1');
    expect(await below(1, 2)).toBe(page);
  });

  it.each(['', 'file:///home/a/index.html'])('is none where the page is “%s”', async (none) => {
    expect(await shownAddress(none, snapshot, defaultView)).toBe('');
  });
});
