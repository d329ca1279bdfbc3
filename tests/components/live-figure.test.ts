/** What a figure is before what runs it is there, and that nothing moves when it comes. Loaded once for this file. */
import { expect, test } from 'vitest';
import '../../src/components/spline-figure/define.js';
import figureCss from '../../src/figure.css?inline';
import { eventually } from '../support/eventually.js';
import { FakeSession } from '../support/fake-session.js';
import { find, nextFrames } from '../support/settle.js';

const variants: readonly Readonly<Record<string, string>>[] = [
  {},
  { compare: '' },
  { controls: 'none' },
  { compare: '', controls: 'full' },
];

test('is loaded once a figure comes near what is seen, and finds its place kept free', async () => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(figureCss.replaceAll('spline-figure', 'spline-unknown'));
  document.adoptedStyleSheets.push(sheet);
  const box = document.createElement('div');
  box.style.cssText = 'width:700px;font-size:18px';
  const [all, free] = ['spline-figure', 'spline-unknown'].map((tag) =>
    variants.map((attributes) => {
      const element = document.createElement(tag);
      for (const [name, value] of Object.entries({ engine: 'cpu', ...attributes })) element.setAttribute(name, value);
      return element;
    }),
  );
  const figures = all as HTMLElementTagNameMap['spline-figure'][];
  const heights = (elements: readonly HTMLElement[]) => elements.map(({ offsetHeight }) => offsetHeight);
  box.append(...figures, ...free!);
  const above = document.createElement('div');
  above.style.height = '500vh';
  document.body.replaceChildren(above, box);
  window.scrollTo(0, 0);
  await Promise.all(figures.map((figure) => figure.updateComplete));
  await nextFrames();
  await nextFrames();
  expect(customElements.get('spline-view')).toBeUndefined();
  expect(heights(figures)).toEqual(heights(free!));
  const [first] = figures;
  expect(find(first!, '.where').textContent).toContain('Getting ready');
  // What is asked of it meanwhile is done once it can be.
  first!.step(3);
  first!.setAttribute('preset', 'moons');
  const ready = first!.whenReady();
  above.style.height = '0';
  await ready;
  expect(customElements.get('spline-view')).toBeDefined();
  await eventually(() => expect(first!.session?.snapshot.step).toBe(3));
  expect(first!.session?.snapshot.config.data.set).toBe('moons');
  for (const figure of figures) {
    figure.scrollIntoView();
    await eventually(() => expect(figure.session).not.toBeNull());
  }
  expect(heights(figures)).toEqual(heights(free!));
  document.adoptedStyleSheets.pop();
  document.body.replaceChildren();
});

test('makes no session of a figure that has gone meanwhile', async () => {
  let made = 0;
  const make = (): HTMLElementTagNameMap['spline-figure'] => {
    const figure = document.createElement('spline-figure');
    figure.loading = 'eager';
    figure.createSession = (config) => {
      made++;
      return new FakeSession(config);
    };
    document.body.append(figure);
    return figure;
  };
  const [removed, destroyed] = [make(), make()];
  await removed.updateComplete;
  removed.remove();
  destroyed.destroy();
  await expect(destroyed.whenReady()).rejects.toThrow('destroyed');
  await import('../../src/components/spline-figure/live-figure.js');
  await nextFrames();
  await nextFrames();
  expect(made).toBe(0);
  // Back in the page, it runs.
  document.body.append(removed);
  await eventually(() => expect(made).toBe(1));
  document.body.replaceChildren();
});
