import { afterEach, describe, expect, test, vi } from 'vitest';
import { registrar } from '../../src/components/register.js';
import '../../src/auto.js';

afterEach(() => vi.restoreAllMocks());

describe('register', () => {
  test('leaves the page to the first copy, and names both versions once', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const first = customElements.get('spline-lab');
    const register = registrar('9.9.9');
    register('spline-lab', class extends HTMLElement {});
    register('spline-view', class extends HTMLElement {});
    register('spline-of-the-second-copy', class extends HTMLElement {});
    expect(customElements.get('spline-lab')).toBe(first);
    expect(customElements.get('spline-of-the-second-copy')).toBeUndefined();
    expect(warn.mock.calls).toEqual([['Splinescope 0.1.0 is already on this page; this copy (9.9.9) is left unused.']]);
  });

  test('keeps quiet where one copy defines a tag twice', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const { register } = await import('../../src/components/register.js');
    register('spline-lab', customElements.get('spline-lab')!);
    expect(warn).not.toHaveBeenCalled();
  });

  test('says so where another script has taken a tag', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const { register } = await import('../../src/components/register.js');
    customElements.define('spline-taken', class extends HTMLElement {});
    register('spline-taken', class extends HTMLElement {});
    expect(warn.mock.calls).toEqual([
      ['<spline-taken> is already defined by another script; Splinescope may not work on this page.'],
    ]);
  });
});
