import type { GpuTimer } from './gpu-timer.js';

/**
 * Submits, and watches from outside: how many submissions are in flight, and how long each kept the GPU.
 *
 * The frame never awaits these; durations arrive through queue completion, or from the GPU's own clock where a timer is
 * given and works. A frame rate says nothing about the load of a GPU, queue completion does. A device that has not answered for `stallMs` is reported once, since a hung GPU raises
 * no event of its own.
 */
export class Submissions {
  readonly #device: GPUDevice;
  readonly #onStall: () => void;
  readonly #stallMs: number;
  #inFlight = 0;
  #lastCompletion = 0;
  #stallTimer: ReturnType<typeof setTimeout> | null = null;

  constructor(device: GPUDevice, stallMs: number, onStall: () => void) {
    this.#device = device;
    this.#stallMs = stallMs;
    this.#onStall = onStall;
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  /**
   * @param encoder holds what is to be submitted
   * @param timer that was begun in it, else null
   * @param onCompleted gets the milliseconds that the queue worked on this submission, waiting for others left out
   */
  submit(encoder: GPUCommandEncoder, timer: GpuTimer | null, onCompleted: (durationMs: number) => void): void {
    timer?.end(encoder);
    const submittedAt = performance.now();
    this.#device.queue.submit([encoder.finish()]);
    this.#inFlight++;
    this.#watch();
    const stamped = timer?.read() ?? Promise.resolve(null);
    void this.#device.queue.onSubmittedWorkDone().then(async () => {
      const now = performance.now();
      const durationMs = now - Math.max(submittedAt, this.#lastCompletion);
      this.#lastCompletion = now;
      this.#inFlight--;
      this.#watch();
      onCompleted((await stamped) ?? durationMs);
    });
  }

  /** Stops watching; completions still arrive. */
  dispose(): void {
    if (this.#stallTimer !== null) clearTimeout(this.#stallTimer);
    this.#stallTimer = null;
  }

  #watch(): void {
    this.dispose();
    if (this.#inFlight > 0) this.#stallTimer = setTimeout(this.#onStall, this.#stallMs);
  }
}
