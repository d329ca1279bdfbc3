import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { GpuTimer } from '../../src/gpu/gpu-timer.js';
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

const commands: Partial<GPUCommandBuffer> = {};
const encoder = { finish: () => commands } as Partial<GPUCommandEncoder> as GPUCommandEncoder;

describe('submissions', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('count what is in flight', async () => {
    const { device, submitted, complete } = fakeDevice();
    const submissions = new Submissions(device, 1000, () => undefined);
    submissions.submit(encoder, null, () => undefined);
    submissions.submit(encoder, null, () => undefined);
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
    submissions.submit(encoder, null, (ms) => durations.push(ms));
    submissions.submit(encoder, null, (ms) => durations.push(ms));
    await vi.advanceTimersByTimeAsync(30);
    await complete();
    await vi.advanceTimersByTimeAsync(5);
    await complete();
    await vi.advanceTimersByTimeAsync(100);
    submissions.submit(encoder, null, (ms) => durations.push(ms));
    await vi.advanceTimersByTimeAsync(7);
    await complete();
    expect(durations).toEqual([30, 5, 7]);
  });

  it('take the GPU’s own time where a timer has one', async () => {
    const { device, complete } = fakeDevice();
    const submissions = new Submissions(device, 1000, () => undefined);
    const durations: number[] = [];
    const timer = (measured: number | null): GpuTimer =>
      ({ end: () => undefined, read: () => Promise.resolve(measured) }) as Partial<GpuTimer> as GpuTimer;
    submissions.submit(encoder, timer(3.5), (ms) => durations.push(ms));
    await vi.advanceTimersByTimeAsync(30);
    await complete();
    submissions.submit(encoder, timer(null), (ms) => durations.push(ms));
    await vi.advanceTimersByTimeAsync(20);
    await complete();
    expect(durations).toEqual([3.5, 20]);
  });

  it('report a queue that stands still, once', async () => {
    const { device } = fakeDevice();
    const onStall = vi.fn();
    const submissions = new Submissions(device, 1000, onStall);
    submissions.submit(encoder, null, () => undefined);
    await vi.advanceTimersByTimeAsync(999);
    expect(onStall).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(5000);
    expect(onStall).toHaveBeenCalledTimes(1);
  });

  it('wait anew after every completion, and not at all when idle or disposed of', async () => {
    const { device, complete } = fakeDevice();
    const onStall = vi.fn();
    const submissions = new Submissions(device, 1000, onStall);
    submissions.submit(encoder, null, () => undefined);
    submissions.submit(encoder, null, () => undefined);
    await vi.advanceTimersByTimeAsync(900);
    await complete();
    await vi.advanceTimersByTimeAsync(900);
    await complete();
    await vi.advanceTimersByTimeAsync(5000);
    submissions.submit(encoder, null, () => undefined);
    submissions.dispose();
    await vi.advanceTimersByTimeAsync(5000);
    expect(onStall).not.toHaveBeenCalled();
  });
});
