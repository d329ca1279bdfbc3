/** One line that tells a reader once how pictures are moved. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PageHint } from '../../src/components/controllers/first-hint-controller.js';
import type { SplineView } from '../../src/components/spline-view/spline-view.js';
import { eventually } from '../support/eventually.js';
import { FigureHarness } from '../support/figure-harness.js';
import { find } from '../support/settle.js';

beforeEach(() => localStorage.clear());
afterEach(() => {
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

const host = () => ({
  requestUpdate: vi.fn(),
  addController: vi.fn(),
  removeController: vi.fn(),
  updateComplete: Promise.resolve(true),
});
const views = ({ figure }: FigureHarness) => [...figure.shadowRoot!.querySelectorAll<SplineView>('spline-view')];
const hints = (harness: FigureHarness): number =>
  views(harness).reduce((sum, view) => sum + view.shadowRoot!.querySelectorAll('.first-hint').length, 0);

test('stands in the first picture of a page that can be moved, until it is, and not again', async () => {
  const parent = document.createElement('div');
  parent.style.cssText = 'display:grid;grid-template-columns:repeat(5,200px)';
  document.body.replaceChildren(parent);
  const [bare, free, twins, later] = [
    await FigureHarness.make({ parent, attributes: { controls: 'none' } }),
    await FigureHarness.make({ parent, attributes: { gestures: 'free' } }),
    await FigureHarness.make({ parent, attributes: { compare: '' } }),
    await FigureHarness.make({ parent }),
  ];
  const all = [bare, free, twins, later];
  const counts = () => all.map(hints);
  await eventually(() => expect(counts()).toEqual([0, 0, 1, 0]));
  expect(views(twins)[0]!.shadowRoot!.querySelector('.first-hint')).not.toBeNull();
  expect(localStorage).toHaveLength(0);
  // An attribute sets another window: nobody has learnt anything.
  twins.figure.setAttribute('window', '-9 9 -9 9');
  await twins.settle();
  expect(counts()).toEqual([0, 0, 1, 0]);
  // One that leaves hands it on.
  twins.figure.remove();
  later.figure.requestUpdate();
  views(later)[0]!.requestUpdate();
  await eventually(() => expect(hints(later)).toBe(1));
  const frame = find(views(later)[0]!, '.frame');
  frame.focus();
  await later.press('ArrowLeft', frame);
  await eventually(() => expect(hints(later)).toBe(0));
  parent.append(twins.figure);
  await twins.settle();
  expect(hints(twins)).toBe(0);
  expect(new PageHint().isTold(host())).toBe(false);
});

test('is told by one at a time, and never again once it is over', () => {
  const [first, second] = [host(), host()];
  const page = new PageHint();
  expect([page.isTold(first), page.isTold(second), page.isTold(first)]).toEqual([true, false, true]);
  page.leave(second);
  expect(page.isTold(second)).toBe(false);
  page.end();
  expect(first.requestUpdate).toHaveBeenCalledOnce();
  expect([page, new PageHint()].map((one) => one.isTold(second))).toEqual([false, false]);
});

test('where nothing may be stored, it is over until the page is left', () => {
  vi.spyOn(window, 'localStorage', 'get').mockImplementation(() => {
    throw new DOMException('Sandboxed.', 'SecurityError');
  });
  const page = new PageHint();
  expect(page.isTold(host())).toBe(true);
  page.end();
  expect(page.isTold(host())).toBe(false);
  expect(new PageHint().isTold(host())).toBe(true);
});
