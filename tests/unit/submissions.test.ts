import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Submissions } from '../../src/gpu/submissions.js';

/** A queue whose submissions the test completes in order. */
function fakeDevice() {
  const waiting: (() => void)[] = [];
  const submitted: unknown[] = [];
  const queue: Partial<GPUQueue> = {
    submit: (commands) => void submitted.push(...commands),
    onSubmittedWorkDone: () => new Promise((resolve) => waiting.push(() => resolve(undefined))),
  };
  const complete = async (): Promise<void> => {
    waiting.shift()?.();
    await vi.advanceTimersByTimeAsync(0);
  };
  const device: Partial<GPUDevice> = { queue: queue as GPUQueue };
  return { device: device as GPUDevice, submitted, complete };
}

const commands = {} as GPUCommandBuffer;

describe('submissions', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('count what is in flight', async () => {
    const { device, submitted, complete } = fakeDevice();
    const submissions = new Submissions(device, 1000, () => undefined);
    submissions.submit(commands, () => undefined);
    submissions.submit(commands, () => undefined);
    expect(submitted).toHaveLength(2);
    expect(submissions.inFlight).toBe(2);
    await complete();
    expect(submissions.inFlight).toBe(1);
    await complete();
    expect(submissions.inFlight).toBe(0);
  });

  it('time each without its wait for the one before', async () => {
    const { device, complete } = fakeDevice();
    const submissions = new Submissions(device, 1000, () => undefined);
    const durations: number[] = [];
    submissions.submit(commands, (ms) => durations.push(ms));
    submissions.submit(commands, (ms) => durations.push(ms));
    await vi.advanceTimersByTimeAsync(30);
    await complete();
    await vi.advanceTimersByTimeAsync(5);
    await complete();
    await vi.advanceTimersByTimeAsync(100);
    submissions.submit(commands, (ms) => durations.push(ms));
    await vi.advanceTimersByTimeAsync(7);
    await complete();
    expect(durations).toEqual([30, 5, 7]);
  });

  it('report a queue that stands still, once', async () => {
    const { device } = fakeDevice();
    const onStall = vi.fn();
    const submissions = new Submissions(device, 1000, onStall);
    submissions.submit(commands, () => undefined);
    await vi.advanceTimersByTimeAsync(999);
    expect(onStall).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(5000);
    expect(onStall).toHaveBeenCalledTimes(1);
  });

  it('wait anew after every completion, and not at all when idle or disposed of', async () => {
    const { device, complete } = fakeDevice();
    const onStall = vi.fn();
    const submissions = new Submissions(device, 1000, onStall);
    submissions.submit(commands, () => undefined);
    submissions.submit(commands, () => undefined);
    await vi.advanceTimersByTimeAsync(900);
    await complete();
    await vi.advanceTimersByTimeAsync(900);
    await complete();
    await vi.advanceTimersByTimeAsync(5000);
    submissions.submit(commands, () => undefined);
    submissions.dispose();
    await vi.advanceTimersByTimeAsync(5000);
    expect(onStall).not.toHaveBeenCalled();
  });
});
