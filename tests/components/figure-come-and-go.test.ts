/** What figures that have gone leave on the page: no listener. */
import { expect, test } from 'vitest';
import '../../src/components/spline-figure/define.js';
import { eventually } from '../support/eventually.js';
import { watchPageListeners } from '../support/page-listeners.js';

type Attributes = Readonly<Record<string, string>>;

function append(attributes: Attributes): HTMLElementTagNameMap['spline-figure'] {
  const figure = document.createElement('spline-figure');
  for (const [name, value] of Object.entries({ engine: 'cpu', widths: '4', samples: '40', ...attributes }))
    figure.setAttribute(name, value);
  document.body.append(figure);
  return figure;
}

const kinds: Readonly<Record<string, readonly Attributes[]>> = {
  'one network': [{}],
  twins: [{ compare: '' }],
  'all controls': [{ compare: '', controls: 'full' }],
  'a group': [{ group: 'a' }, { group: 'a', compare: '' }],
};

test.for(Object.keys(kinds))('with a picture, %s', async (kind) => {
  const showAll = async () => {
    const figures = kinds[kind]!.map(append);
    await Promise.all(figures.map((figure) => figure.whenReady()));
    return figures;
  };
  // The first ones bring what figures share.
  for (const figure of await showAll()) figure.remove();
  const listeners = watchPageListeners();
  for (let count = 0; count < 3; count++) {
    const figures = await showAll();
    expect(listeners()).not.toEqual([]);
    for (const figure of figures) figure.remove();
    await eventually(() => expect(listeners()).toEqual([]));
  }
});

test('that never had one', async () => {
  const listeners = watchPageListeners();
  for (let count = 0; count < 200; count++) append({ loading: 'eager', controls: 'full', group: 'b' }).remove();
  const ones: readonly Attributes[] = [{ loading: 'eager' }, { loading: 'eager', group: 'c' }, { controls: 'full' }];
  const figures = ones.map(append);
  await Promise.all(figures.map(({ updateComplete }) => updateComplete));
  expect(listeners()).not.toEqual([]);
  // What they load is on its way.
  for (const figure of figures) figure.remove();
  await eventually(() => expect(listeners()).toEqual([]));
  // It comes to nobody; one that stays needs it.
  const last = append({ controls: 'full', group: 'c' });
  await last.whenReady();
  last.remove();
  await eventually(() => expect(listeners()).toEqual([]));
});
