import type { ReactiveControllerHost } from 'lit';
import { describe, expect, it } from 'vitest';
import { LatePartsController } from '../../src/components/controllers/late-parts-controller.js';

function setUp(answers: (() => Promise<unknown>)[]) {
  let updates = 0;
  let imports = 0;
  const host: ReactiveControllerHost = {
    addController: () => {},
    removeController: () => {},
    requestUpdate: () => updates++,
    updateComplete: Promise.resolve(true),
  };
  const parts = new LatePartsController(host, () => answers[imports++]!());
  return { parts, updates: () => updates, imports: () => imports };
}

const fails = (): Promise<unknown> => Promise.reject(new TypeError('Failed to fetch dynamically imported module'));
const comes = (): Promise<unknown> => Promise.resolve();

describe('LatePartsController', () => {
  it('loads once, however often it is asked', async () => {
    const { parts, imports, updates } = setUp([comes]);
    expect(parts.state).toBe('waiting');
    const both = Promise.all([parts.load(), parts.load()]);
    expect(parts.state).toBe('loading');
    expect(await both).toEqual([true, true]);
    expect(await parts.load()).toBe(true);
    expect([parts.state, imports(), updates()]).toEqual(['loaded', 1, 2]);
  });

  it('loads again when asked after a failure', async () => {
    const { parts, imports } = setUp([fails, comes]);
    expect(await parts.load()).toBe(false);
    expect(parts.state).toBe('failed');
    expect(await parts.load()).toBe(true);
    expect([parts.state, imports()]).toEqual(['loaded', 2]);
  });
});
