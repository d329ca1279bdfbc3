import { vi } from 'vitest';

/** Waits until a check throws no more: for what Workers, the GPU and frames bring in their own time, on a busy machine too. */
export const eventually = <T>(check: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(check, { timeout: 60_000, interval: 20 });
