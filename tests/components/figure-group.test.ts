/** Figures that share data, time line and window by a name; every session is a true one, on the CPU engine. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { emit } from '../../src/components/events.js';
import { pageGroups } from '../../src/components/spline-figure/group/group-names.js';
import type { SplineFigure } from '../../src/components/spline-figure/spline-figure.js';
import { eventually } from '../support/eventually.js';
import { makeFigure, meet, restsAt, showFigures } from '../support/figure-group-harness.js';
import { find, textOf } from '../support/settle.js';

afterEach(async () => {
  vi.restoreAllMocks();
  document.body.replaceChildren();
  await eventually(() => expect(pageGroups.count).toBe(0));
});

const dataOf = ({ session }: SplineFigure) => session!.snapshot.config.data;
const stateOf = ({ session }: SplineFigure) => session?.snapshot.state;
const click = (figure: SplineFigure, selector: string): void => find(figure, selector).click();
const moved = { dx: 2, dy: 1, scale: 1, rotation: 0 };

/** What a figure tells of its settings. */
function sourcesOf(figure: SplineFigure): string[] {
  const sources: string[] = [];
  figure.addEventListener('spline-configchange', ({ detail }) => sources.push(detail.source));
  return sources;
}

describe('the time line', () => {
  test('begins where the first figure says, with settings of each one’s own', async () => {
    const figures = await showFigures({ group: 'g', steps: '5', widths: '3' }, { group: 'g', steps: '9', seed: '3' });
    await meet(figures, 5);
    expect(figures.map(({ session }) => session!.snapshot.config.network)).toMatchObject([
      { hiddenWidths: [3] },
      { hiddenWidths: [4], seed: 3 },
    ]);
  });

  test('plays, pauses and steps in all, whoever is asked, and all come to stand at one step', async () => {
    const figures = await showFigures(
      { group: 'g', epochs: '1000' },
      { group: 'g', widths: '32 32', epochs: '1000' },
      { group: 'other' },
    );
    const [first, second, stranger] = figures as [SplineFigure, SplineFigure, SplineFigure];
    click(first, '.play');
    await eventually(() => expect([first, second].map(stateOf)).toEqual(['running', 'running']));
    await eventually(() => expect(second.session!.snapshot.step).toBeGreaterThan(2));
    click(second, '.play');
    const step = await meet([first, second]);
    second.step(3);
    await meet([first, second], step + 3);
    expect(restsAt(stranger)).toBe(0);
  });

  test('at full speed the faster waits for the slower', async () => {
    const [fast, slow] = (await showFigures(
      { group: 'g', controls: 'full', epochs: '1000' },
      { group: 'g', widths: '40 40', epochs: '1000' },
    )) as [SplineFigure, SplineFigure];
    const pace = find<HTMLSelectElement>(fast, '.speed');
    pace.selectedIndex = pace.options.length - 1;
    pace.dispatchEvent(new Event('change', { bubbles: true, composed: true }));
    fast.play();
    await eventually(() => expect(fast.session!.stepsPerSecond).toBeLessThan(1));
    const held = fast.session!.snapshot.step;
    await eventually(() => expect(slow.session!.snapshot.step).toBeGreaterThan(held - 60));
    await eventually(() => expect(fast.session!.snapshot.step).toBeGreaterThan(held));
    expect(pace.selectedIndex).toBe(pace.options.length - 1);
    slow.pause();
    await meet([fast, slow]);
  });

  test('ends where the run of the figure ends that was asked to play', async () => {
    const figures = await showFigures({ group: 'g', epochs: '1' }, { group: 'g', epochs: '50' });
    const end = figures[0]!.session!.snapshot.endStep;
    figures[0]!.play();
    expect(await meet(figures)).toBeGreaterThanOrEqual(end);
  });

  test('restarts in all', async () => {
    const figures = await showFigures({ group: 'g', steps: '4' }, { group: 'g' });
    await meet(figures, 4);
    figures[1]!.restart();
    await meet(figures, 0);
    figures[0]!.step(2);
    await meet(figures, 2);
  });

  test('is scrubbed to one step in all, and branched from there, however fast they were', async () => {
    const figures = await showFigures({ group: 'g', epochs: '1000' }, { group: 'g', widths: '24 24', epochs: '1000' });
    const [first] = figures as [SplineFigure];
    first.stepsPerSecond = Infinity;
    first.play();
    await eventually(() => expect(first.session!.snapshot.step).toBeGreaterThan(200));
    first.pause();
    const last = await meet(figures);
    for (const asked of [last - 3, 150, 77]) {
      first.goTo(asked);
      await eventually(() => expect(figures.map(({ session }) => session!.snapshot.time.isPast)).toEqual([true, true]));
      const shown = await meet(figures);
      expect(shown).toBeLessThanOrEqual(asked);
      // The group has all keep such moments.
      expect(shown).toBeGreaterThanOrEqual(asked - 64);
    }
    const from = first.session!.snapshot.step;
    first.step();
    await meet(figures, from + 1);
    expect(figures.map(({ session }) => session!.snapshot.original?.branchStep)).toEqual([from, from]);
  });

  test('goes no further towards a later step once a reader pauses or scrubs it', async () => {
    const far = { group: 'g', steps: '1000000', epochs: '1000000' };
    const figures = await showFigures(far, { ...far, widths: '8' });
    const [first, second] = figures as [SplineFigure, SplineFigure];
    await eventually(() =>
      expect(Math.min(...figures.map(({ session }) => session!.snapshot.step))).toBeGreaterThan(99),
    );
    first.goTo(70);
    const shown = await meet(figures);
    expect(shown).toBeLessThanOrEqual(70);
    expect(figures.map(({ session }) => session!.snapshot.time.isPast)).toEqual([true, true]);
    first.steps = 900_000;
    await eventually(() => expect(stateOf(second)).toBe('running'));
    click(second, '.play');
    expect(await meet(figures)).toBeLessThan(900_000);
  });

  test('is scrubbed in all, branched from in all, and left for the original in all', async () => {
    const figures = await showFigures({ group: 'g', controls: 'full' }, { group: 'g', controls: 'full' });
    const [first, second] = figures as [SplineFigure, SplineFigure];
    for (const step of [1, 2, 3, 4]) {
      first.step();
      await meet(figures, step);
    }
    const present = figures.map(({ session }) => session!.models);
    const sources = sourcesOf(second);
    first.goTo(2);
    await meet(figures, 2);
    expect(figures.map(({ session }) => session!.snapshot.time.isPast)).toEqual([true, true]);
    // Only the one that was moved says so.
    await eventually(() => expect(find(first, '[role=status]').textContent).toContain('in the past'));
    expect(find(second, '[role=status]').textContent).not.toContain('in the past');
    first.goTo(4);
    await meet(figures, 4);
    second.goTo(1);
    await meet(figures, 1);
    first.step();
    await meet(figures, 2);
    expect(figures.map(({ session }) => session!.snapshot.original?.branchStep)).toEqual([1, 1]);
    const scrubber = await eventually(() => find(first, 'spline-scrubber'));
    const back = [...scrubber.shadowRoot!.querySelectorAll('button')].find(
      (one) => textOf(one) === 'Back to the original',
    );
    back!.click();
    await meet(figures, 4);
    expect(figures.map(({ session }) => session!.models)).toEqual(present);
    expect(sources.filter((source) => source !== 'group')).toEqual([]);
  });
});

describe('the data', () => {
  test('moved in one are moved in all, which is no reader’s deed in the others', async () => {
    const figures = await showFigures({ group: 'g' }, { group: 'g' }, { group: 'g' });
    const sources = figures.map(sourcesOf);
    const bubbled = vi.fn();
    document.body.addEventListener('spline-configchange', bubbled, { once: true });
    figures[1]!.session!.placeData(moved);
    await eventually(() => expect(figures.map((one) => dataOf(one).placement)).toEqual([moved, moved, moved]));
    expect(sources).toEqual([['group'], ['user'], ['group']]);
    expect(bubbled.mock.calls.map(([event]) => (event as Event).target)).toEqual([figures[1]]);
    await meet(figures, 0);
  });

  test('drawn in one are those of all, whose runs begin anew', async () => {
    const figures = await showFigures({ group: 'g', steps: '3' }, { group: 'g', 'batch-size': '20' });
    await meet(figures, 3);
    const customPoints = [0, 1, 2, 3].map((x) => ({ x, y: 0, label: x % 2 }));
    const { session } = figures[0]!;
    session!.asOneEdit(() => {
      session!.setTraining({ batchSize: 4 });
      session!.setExperiment({
        data: { ...dataOf(figures[0]!), set: 'custom', customPoints, classCount: 2, split: 'holdout', testFraction: 0 },
      });
    });
    await eventually(() =>
      expect(figures.map((one) => dataOf(one).customPoints)).toEqual([customPoints, customPoints]),
    );
    // Batches can be no larger.
    expect(figures[1]!.session!.snapshot.config.training.batchSize).toBe(4);
    await meet(figures, 0);
  });

  test('whose change is undone in one are as before in all, and so they are done again', async () => {
    const figures = await showFigures({ group: 'g', steps: '2' }, { group: 'g' });
    await meet(figures, 2);
    const before = dataOf(figures[0]!).placement;
    figures[0]!.session!.placeData(moved);
    await eventually(() => expect(dataOf(figures[1]!).placement).toEqual(moved));
    figures[1]!.undo();
    await eventually(() => expect(figures.map((one) => dataOf(one).placement)).toEqual([before, before]));
    // It was the newest edit of either, of which nothing is left.
    expect(figures.map(({ canUndo }) => canUndo)).toEqual([false, false]);
    figures[0]!.redo();
    await eventually(() => expect(figures.map((one) => dataOf(one).placement)).toEqual([moved, moved]));
    await meet(figures, 2);
  });

  test('undoing what was one figure’s own leaves the others alone', async () => {
    const figures = await showFigures({ group: 'g', steps: '2' }, { group: 'g' });
    await meet(figures, 2);
    figures[0]!.session!.placeData(moved);
    await eventually(() => expect(dataOf(figures[1]!).placement).toEqual(moved));
    const sources = sourcesOf(figures[1]!);
    figures[1]!.session!.setTraining({ learningRate: 0.5 });
    expect(sources).toEqual(['user']);
    figures[1]!.undo();
    expect(figures.map((one) => dataOf(one).placement)).toEqual([moved, moved]);
    // The newest edit of the second is one of its own: data go back where they were all the same.
    figures[1]!.session!.setTraining({ learningRate: 0.5 });
    figures[0]!.undo();
    await eventually(() => expect(dataOf(figures[1]!).placement).toEqual(dataOf(figures[0]!).placement));
    expect(dataOf(figures[0]!).placement).not.toEqual(moved);
    expect(figures[1]!.session!.snapshot.config.training.learningRate).toBe(0.5);
  });

  test('a restart undone in one brings the run back in all', async () => {
    const figures = await showFigures({ group: 'g', steps: '3' }, { group: 'g' });
    await meet(figures, 3);
    const models = figures.map(({ session }) => session!.models);
    figures[0]!.restart();
    await meet(figures, 0);
    figures[0]!.undo();
    await meet(figures, 3);
    expect(figures.map(({ session }) => session!.models)).toEqual(models);
  });

  test('are those of the first figure of the page, and others are said to be ignored, once', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const [first, second, third] = (await showFigures(
      { group: 'g', data: 'spirals', noise: '0.2' },
      { group: 'g', data: 'circles', noise: '0.2' },
      { group: 'g', data: 'spirals', noise: '0.2' },
    )) as [SplineFigure, SplineFigure, SplineFigure];
    expect(dataOf(second)).toEqual(dataOf(first));
    expect(dataOf(third)).toEqual(dataOf(first));
    const told = 'share the data of the first of them on the page; other data are ignored: data';
    await eventually(() => expect(textOf(find(second, '.note'))).toContain(told));
    expect([first, third].map((one) => one.shadowRoot!.querySelector('.note'))).toEqual([null, null]);
    expect(warn.mock.calls.flat().filter((text) => String(text).includes(told))).toHaveLength(1);
    // What an author writes later is what all take: nobody says other data than that.
    first.setAttribute('data', 'circles');
    await eventually(() => expect(second.shadowRoot!.querySelector('.note')).toBeNull());
    first.setAttribute('data', 'spirals');
    await eventually(() => expect(textOf(find(second, '.note'))).toContain(told));
    second.session!.placeData(moved);
    second.setAttribute('data', 'moons');
    await eventually(() =>
      expect([first, second, third].map((one) => dataOf(one).set)).toEqual(Array(3).fill('moons')),
    );
    await eventually(() => expect(second.shadowRoot!.querySelector('.note')).toBeNull());
    expect([first, third].map((one) => one.shadowRoot!.querySelector('.note'))).toEqual([null, null]);
  });

  test('written anew in one figure’s attributes are those of all; other attributes bring none back', async () => {
    const figures = await showFigures({ group: 'g' }, { group: 'g' });
    figures[1]!.setAttribute('dx', '3');
    await eventually(() => expect(figures.map((one) => dataOf(one).placement.dx)).toEqual([3, 3]));
    figures[0]!.setAttribute('learning-rate', '0.5');
    await eventually(() => expect(figures[0]!.session!.snapshot.config.training.learningRate).toBe(0.5));
    await meet(figures, 0);
    expect(figures.map((one) => dataOf(one).placement.dx)).toEqual([3, 3]);
    figures[0]!.reset();
    await eventually(() => expect(figures.map((one) => dataOf(one).placement.dx)).toEqual([0, 0]));
  });
});

describe('one figure of a group', () => {
  test('that is given weights keeps the data of all', async () => {
    const figures = await showFigures({ group: 'g' }, { group: 'g', seed: '9' });
    figures[0]!.session!.placeData(moved);
    await eventually(() => expect(dataOf(figures[1]!).placement).toEqual(moved));
    const { models } = figures[1]!.session!;
    figures[0]!.weights = models;
    await eventually(() => expect(figures[0]!.session!.models?.[0]?.parameters).toEqual(models![0]!.parameters));
    await meet(figures, 0);
    expect(figures.map((one) => dataOf(one).placement)).toEqual([moved, moved]);
  });

  test('asked to step before the group is known takes those steps, and all with it', async () => {
    const row = document.createElement('div');
    const figures = [makeFigure({ group: 'g', epochs: '1000' }), makeFigure({ group: 'g', epochs: '1000' })];
    figures.forEach((one) => (one.style.cssText = 'inline-size: 130px; margin: 0'));
    row.style.cssText = 'display: flex';
    row.append(...figures);
    document.body.replaceChildren(row);
    figures[1]!.step(2);
    await meet(figures, 2);
  });

  test('whose steps are written anew has all rest there, seen or not, and also while they play', async () => {
    const [first] = (await showFigures({ group: 'g', epochs: '1000' })) as [SplineFigure];
    const late = makeFigure({ group: 'g', epochs: '1000', loading: 'eager' });
    late.style.marginTop = '400vh';
    document.body.append(late);
    await eventually(() => expect(stateOf(late)).toBe('ready'));
    late.steps = 3;
    await meet([first], 3);
    first.stepsPerSecond = 5;
    first.play();
    first.steps = 30;
    await first.updateComplete;
    first.stepsPerSecond = 1000;
    await meet([first], 30);
  });

  test('speaks for all, the first until somebody acts', async () => {
    const figures = await showFigures({ group: 'g', autoplay: '', epochs: '1' }, { group: 'g', epochs: '1' });
    const spoken = () => figures.map((one) => find(one, '[role=status]').textContent?.trim());
    await eventually(() => expect(spoken()[0]).toMatch(/finished/i));
    await meet(figures);
    expect(spoken()[1]).toBe('');
  });

  test('may diverge while others go on; once all have, the group plays no more', async () => {
    const wild = {
      group: 'g',
      epochs: '1000',
      normalization: 'none',
      'learning-rate': '10',
      optimizer: 'sgd',
      widths: '32 32 32',
    };
    const [first, second] = (await showFigures({ group: 'g', epochs: '1000' }, wild)) as [SplineFigure, SplineFigure];
    first.play();
    await eventually(() => expect(stateOf(second)).toBe('diverged'));
    const { step } = first.session!.snapshot;
    await eventually(() => expect(first.session!.snapshot.step).toBeGreaterThan(step));
    expect(second.isPlaying).toBe(true);
    first.remove();
    await eventually(() => expect(second.isPlaying).toBe(false));
  });
});

describe('a moment', () => {
  test('given to any of them is where all rest, on its data', async () => {
    const solo = (await showFigures({ widths: '3', dx: '2', steps: '3' }))[0]!;
    await meet([solo], 3);
    // No figure comes there by training with the settings of that moment.
    solo.session!.setTraining({ learningRate: 0.5 });
    solo.step(2);
    await meet([solo], 5);
    const [text, models] = [await solo.getState(), solo.session!.models];
    const figures = await showFigures({ group: 'g', autoplay: '', epochs: '1000' }, { group: 'g', widths: '3' });
    for (const figure of figures.toReversed()) {
      const other = figures.find((one) => one !== figure)!;
      other.step(7);
      await figure.setState(text);
      await meet(figures, 5);
      expect(figure.session!.models).toEqual(models);
      expect(figures.map((one) => dataOf(one).placement.dx)).toEqual([2, 2]);
    }
  });

  test('of a link set later is where all rest; that of a figure which is not the first counts for nothing before', async () => {
    const link = 'v=1&data=moons&samples=40&widths=3&dx=2&steps=4';
    const figures = await showFigures({ group: 'g', steps: '2', epochs: '1000' }, { group: 'g', state: link });
    await meet(figures, 2);
    expect(dataOf(figures[1]!).placement.dx).toBe(0);
    await eventually(() => expect(textOf(find(figures[1]!, '.note'))).toContain('are ignored: state'));
    for (const figure of figures) {
      figure.state = `${link}&seed=9`;
      await eventually(() => expect(figure.session!.snapshot.config.network.seed).toBe(9));
      await meet(figures, 4);
      expect(figures.map((one) => dataOf(one).placement.dx)).toEqual([2, 2]);
      figures[0]!.restart();
      await meet(figures, 0);
    }
  });

  test('of a link that a figure is given before it has begun is where all go, and itself once it is seen', async () => {
    const [first] = (await showFigures({ group: 'g', steps: '2', epochs: '1000' })) as [SplineFigure];
    const late = makeFigure({ group: 'g' });
    late.style.marginTop = '400vh';
    document.body.append(late);
    await meet([first], 2);
    late.state = 'v=1&data=moons&samples=40&widths=3&dx=2&steps=4';
    await meet([first], 4);
    expect(dataOf(first).placement.dx).toBe(2);
    expect(late.session).toBeNull();
    late.scrollIntoView();
    await meet([late], 4);
    expect(late.config).toMatchObject({ data: { placement: { dx: 2 } }, network: { hiddenWidths: [3] } });
    expect(late.shadowRoot!.querySelector('.note')).toBeNull();
  });

  test('of a link set while its group is still being loaded counts once that is there', async () => {
    const row = document.createElement('div');
    const figures = [makeFigure({ group: 'g', steps: '2' }), makeFigure({ group: 'g' })];
    figures.forEach((one) => (one.style.cssText = 'inline-size: 130px; margin: 0'));
    row.style.cssText = 'display: flex';
    row.append(...figures);
    document.body.replaceChildren(row);
    await figures[1]!.updateComplete;
    figures[1]!.state = 'v=1&data=moons&samples=40&widths=3&dx=2&steps=4';
    await meet(figures, 4);
    expect(figures.map((one) => dataOf(one).placement.dx)).toEqual([2, 2]);
  });
});

describe('the window', () => {
  test('is that of the first, and panned or zoomed in one it is that of all', async () => {
    const figures = await showFigures({ group: 'g', window: '-3 3 -3 3' }, { group: 'g', window: '0 1 0 1' });
    const windows = () => figures.map(({ picture }) => picture.state.window);
    const first = { x0: -3, x1: 3, y0: -3, y1: 3 };
    await eventually(() => expect(windows()).toEqual([first, first]));
    const other = { x0: 0, x1: 2, y0: 0, y1: 2 };
    figures[1]!.picture.update({ window: other });
    expect(windows()).toEqual([other, other]);
    // What else is drawn is each one's own.
    figures[1]!.setAttribute('fill', 'region');
    await figures[1]!.updateComplete;
    expect(windows()).toEqual([other, other]);
    expect(figures[0]!.picture.state.layers.fill).toBe('confidence');
  });
});

describe('what is said', () => {
  test('in answer to a reader is said in the figure that was asked, even where another has begun to lead', async () => {
    const [first, second] = (await showFigures({ group: 'g' }, { group: 'g' })) as [SplineFigure, SplineFigure];
    const status = (figure: SplineFigure): string => textOf(find(figure, '[role=status]'));
    const view = find(second, 'spline-view');
    const frame = find(view, '.frame');
    frame.focus();
    frame.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
    await eventually(() => expect(status(second)).toContain('class'));
    first.step();
    await meet([first, second], 1);
    // As copying a link does, which takes its time.
    emit(view, 'spline-announce', 'The link was copied.');
    await eventually(() => expect(status(second)).toBe('The link was copied.'));
    expect(status(first)).not.toMatch(/class|copied/);
  });
});

describe('coming and going', () => {
  test('a figure out of sight does nothing, and comes to where the others are when it is seen', async () => {
    const [first] = (await showFigures({ group: 'g', steps: '2' })) as [SplineFigure];
    const late = makeFigure({ group: 'g', loading: 'eager' });
    late.style.marginTop = '400vh';
    document.body.append(late);
    await eventually(() => expect(stateOf(late)).toBe('ready'));
    first.session!.placeData(moved);
    first.picture.update({ window: { x0: 0, x1: 1, y0: 0, y1: 1 } });
    first.step(4);
    await meet([first], 6);
    expect(restsAt(late)).toBe(0);
    expect(dataOf(late).placement).not.toEqual(moved);
    late.scrollIntoView();
    await meet([late], 6);
    expect(dataOf(late).placement).toEqual(moved);
    expect(late.picture.state.window).toEqual(first.picture.state.window);
    // Nobody sees the first one now.
    late.restart();
    await meet([late], 0);
    expect(restsAt(first)).toBe(6);
    first.scrollIntoView();
    await meet([first], 0);
  });

  test('one that joins takes what the others have, one that leaves stays where it is', async () => {
    const figures = await showFigures({ group: 'g', steps: '4' }, { steps: '9', dx: '1' });
    const [first, second] = figures as [SplineFigure, SplineFigure];
    await meet([first], 4);
    await meet([second], 9);
    second.group = 'g';
    await meet(figures, 4);
    expect(dataOf(second)).toEqual(dataOf(first));
    second.group = '';
    first.step(2);
    first.session!.placeData(moved);
    await meet([first], 6);
    expect(restsAt(second)).toBe(4);
    expect(dataOf(second).placement).not.toEqual(moved);
    second.step();
    await meet([second], 5);
    expect(restsAt(first)).toBe(6);
  });

  test('a move within the page keeps the run; removal leaves nothing behind', async () => {
    const figures = await showFigures({ group: 'g', steps: '3' }, { group: 'g' });
    const [first, second] = figures as [SplineFigure, SplineFigure];
    await meet(figures, 3);
    const { models } = second.session!;
    document.body.prepend(second);
    await meet(figures, 3);
    expect(second.session!.models).toEqual(models);
    const added = vi.spyOn(second, 'addEventListener');
    second.remove();
    first.step();
    await meet([first], 4);
    await eventually(() => expect(second.session).toBeNull());
    expect(pageGroups.count).toBe(1);
    first.remove();
    await eventually(() => expect(pageGroups.count).toBe(0));
    expect(added).not.toHaveBeenCalled();
  });

  test('removed while they train, they give their turn back', async () => {
    const figures = await showFigures({ group: 'g' }, { group: 'g' });
    const { slots } = figures[0]!;
    figures[0]!.play();
    await eventually(() => expect(figures.map(stateOf)).toEqual(['running', 'running']));
    figures.forEach((one) => one.remove());
    const others = [0, 1, 2].map(() => ({ onTurn: vi.fn(), onEvicted: vi.fn() }));
    expect(others.map((one) => slots.offer(one))).toEqual([true, true, true]);
  });

  test('moved within the page all together, they go on; others of that name begin anew', async () => {
    const figures = await showFigures({ group: 'g', steps: '3' }, { group: 'g' });
    await meet(figures, 3);
    figures[0]!.step();
    await meet(figures, 4);
    const row = figures[0]!.parentElement!;
    row.remove();
    document.body.append(row);
    await meet(figures, 4);
    // None has restarted.
    expect(figures.map(({ canUndo }) => canUndo)).toEqual([false, false]);
    await meet(await showFigures({ group: 'g', steps: '1' }), 1);
  });

  test('they train in one turn together', async () => {
    const figures = await showFigures({ group: 'g' }, { group: 'g' });
    figures.forEach((one) => (one.slots = figures[0]!.slots));
    const others = [0, 1, 2].map(() => ({ onTurn: vi.fn(), onEvicted: vi.fn() }));
    figures[0]!.play();
    await eventually(() => expect(figures.map(stateOf)).toEqual(['running', 'running']));
    for (const other of others) figures[0]!.slots.take(other);
    await eventually(() => expect(figures.map(stateOf)).toEqual(['ready', 'ready']));
    expect(figures.map((one) => textOf(find(one, '.state')))).toEqual(Array(2).fill('Paused while others train'));
    figures[0]!.slots.release(others[0]!);
    await eventually(() => expect(figures.map(stateOf)).toEqual(['running', 'running']));
  });
});
