import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { GpuTimer } from '../../src/gpu/gpu-timer.js';
import { SubmissionQueue, type QueueUser } from '../../src/gpu/submission-queue.js';

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

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('submissions', () => {
  it('count what is in flight', async () => {
    const { device, submitted, complete } = fakeDevice();
    const queue = new SubmissionQueue(device, 1000, () => undefined);
    const [first, second] = [queue.join(), queue.join()];
    first.submit(encoder, null, () => undefined);
    second.submit(encoder, null, () => undefined);
    expect(submitted).toHaveLength(2);
    expect([queue.inFlight, first.inFlight, second.inFlight]).toEqual([2, 1, 1]);
    await complete();
    expect([queue.inFlight, first.inFlight, second.inFlight]).toEqual([1, 0, 1]);
    await complete();
    expect(queue.inFlight).toBe(0);
  });

  it('time each without its wait for the one before', async () => {
    const { device, complete } = fakeDevice();
    const submissions = new SubmissionQueue(device, 1000, () => undefined).join();
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
    const submissions = new SubmissionQueue(device, 1000, () => undefined).join();
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
    const submissions = new SubmissionQueue(device, 1000, onStall).join();
    submissions.submit(encoder, null, () => undefined);
    await vi.advanceTimersByTimeAsync(999);
    expect(onStall).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(5000);
    expect(onStall).toHaveBeenCalledTimes(1);
  });

  it('wait anew after every completion, and not at all when idle or disposed of', async () => {
    const { device, complete } = fakeDevice();
    const onStall = vi.fn();
    const queue = new SubmissionQueue(device, 1000, onStall);
    const submissions = queue.join();
    submissions.submit(encoder, null, () => undefined);
    submissions.submit(encoder, null, () => undefined);
    await vi.advanceTimersByTimeAsync(900);
    await complete();
    await vi.advanceTimersByTimeAsync(900);
    await complete();
    await vi.advanceTimersByTimeAsync(5000);
    submissions.submit(encoder, null, () => undefined);
    queue.dispose();
    await vi.advanceTimersByTimeAsync(5000);
    expect(onStall).not.toHaveBeenCalled();
  });
});

describe('turns', () => {
  const training = { submissions: 2, trains: true } as const;
  const picture = { submissions: 1, trains: false } as const;

  /** Asks in every frame, in this order, on a queue that is done between two frames. Returns who got each turn. */
  async function turns(requests: readonly (typeof training | typeof picture)[], frames: number): Promise<number[]> {
    const { device, complete } = fakeDevice();
    const queue = new SubmissionQueue(device, 1e6, () => undefined);
    const users = requests.map((request) => ({ user: queue.join(), request }));
    const taken: number[] = [];
    for (let frame = 0; frame < frames; frame++) {
      users.forEach(({ user, request }, index) => {
        if (!user.mayBegin(request)) return;
        taken.push(index);
        for (let count = 0; count < request.submissions; count++) user.submit(encoder, null, () => undefined);
        expect(queue.inFlight).toBeLessThanOrEqual(2);
      });
      while (queue.inFlight > 0) await complete();
    }
    return taken;
  }

  const count = (taken: readonly number[], user: number): number => taken.filter((other) => other === user).length;

  it('go round among those who train', async () => {
    expect(await turns([training, training, training], 7)).toEqual([0, 1, 2, 0, 1, 2, 0]);
  });

  it('are had in every frame by one who is alone', async () => {
    expect(await turns([training], 3)).toEqual([0, 0, 0]);
  });

  it('go to pictures before training, which is passed over twice at most', async () => {
    const { device, complete } = fakeDevice();
    const queue = new SubmissionQueue(device, 1e6, () => undefined);
    const [busy, waiting, dragged] = [queue.join(), queue.join(), queue.join()];
    expect(busy.mayBegin(training)).toBe(true);
    busy.submit(encoder, null, () => undefined);
    expect(waiting.mayBegin(training)).toBe(false);
    const passes: boolean[] = [];
    for (let frame = 0; frame < 3; frame++) {
      passes.push(dragged.mayBegin(picture));
      if (passes.at(-1)) dragged.submit(encoder, null, () => undefined);
      expect(waiting.mayBegin(training)).toBe(frame === 2);
      while (queue.inFlight > 0) await complete();
    }
    expect(passes).toEqual([true, true, false]);
  });

  it('are had by all, whoever asks first', async () => {
    const taken = await turns([picture, picture, training, picture], 40);
    for (const user of [0, 1, 2, 3]) expect(count(taken, user)).toBeGreaterThanOrEqual(10);
  });

  it('go on when somebody in line asks no more', async () => {
    const { device, complete } = fakeDevice();
    const queue = new SubmissionQueue(device, 1e6, () => undefined);
    const [busy, hidden, gone]: [QueueUser, QueueUser, QueueUser] = [queue.join(), queue.join(), queue.join()];
    const submit = (): void => busy.submit(encoder, null, () => undefined);
    expect(busy.mayBegin(training)).toBe(true);
    submit();
    expect(hidden.mayBegin(training)).toBe(false);
    expect(gone.mayBegin(training)).toBe(false);
    gone.leave();
    await complete();
    // Its turn is kept for two frames.
    expect([1, 2, 3].map(() => busy.mayBegin(training))).toEqual([false, false, true]);
    expect(gone.mayBegin(training)).toBe(false);
  });

  it('end with their user: what still comes back is kept from it', async () => {
    const { device, complete } = fakeDevice();
    const queue = new SubmissionQueue(device, 1e6, () => undefined);
    const user = queue.join();
    const onCompleted = vi.fn();
    user.submit(encoder, null, onCompleted);
    user.leave();
    await complete();
    expect(onCompleted).not.toHaveBeenCalled();
    expect(queue.inFlight).toBe(0);
  });
});
