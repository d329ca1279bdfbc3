import { expect, test } from 'vitest';
import { Store } from '../../src/components/store.js';

test('a change keeps the rest of the state and tells everybody; one that changes nothing tells nobody', () => {
  const store = new Store({ x: 1, y: 2 });
  const heard: number[] = [];
  store.subscribe(() => heard.push(store.state.x));
  store.update({ x: 3 });
  expect(store.state).toEqual({ x: 3, y: 2 });
  const { state } = store;
  store.update({ x: 3 });
  expect(store.state).toBe(state);
  expect(heard).toEqual([3]);
});

test('who stops listening is told no more, and keeps nobody else from being told', () => {
  const store = new Store({ x: 1 });
  const heard: string[] = [];
  const stop = store.subscribe(() => {
    heard.push('once');
    stop();
  });
  store.subscribe(() => heard.push('always'));
  store.update({ x: 2 });
  store.update({ x: 3 });
  expect(heard).toEqual(['once', 'always', 'always']);
});
