/**
 * Who may submit next on a device that several engines and surfaces share, and how long each submission took.
 *
 * At most two submissions are in flight on the whole page. Users ask for turns, once in each of their frames, and stand in
 * line while they are refused: so the first in the order of a page's frames does not always win. Pictures that are asked
 * for without steps (a drag, a new size) go before training, but pass over nobody more than twice. Training is one user's
 * at a time, so however many figures train, a frame holds one submission of steps.
 *
 * The frame never awaits submissions; durations arrive through queue completion, or from the GPU's own clock where a
 * timer is given and works. A frame rate says nothing about the load of a GPU, queue completion does. What is rare and
 * small is submitted past this queue: a switch of batch normalization, a copy of the networks.
 */
import type { GpuTimer } from './gpu-timer.js';

export const MOST_IN_FLIGHT = 2;
/** Times that somebody with steps to take is passed over in favour of pictures alone. */
const MOST_PASSES = 2;

/** What is asked for: submissions of the coming frame, and whether they hold training steps. */
export interface TurnRequest {
  readonly submissions: 1 | 2;
  readonly trains: boolean;
}

export class SubmissionQueue {
  readonly #device: GPUDevice;
  readonly #stallMs: number;
  readonly #onStall: () => void;
  /** Who was refused, longest ago first. */
  #line: QueueUser[] = [];
  #asked = 0;
  #inFlight = 0;
  #lastCompletion = 0;
  #stallTimer: ReturnType<typeof setTimeout> | null = null;

  /** @param onStall called when the device has not answered for `stallMs`: a hung GPU raises no event of its own */
  constructor(device: GPUDevice, stallMs: number, onStall: () => void) {
    this.#device = device;
    this.#stallMs = stallMs;
    this.#onStall = onStall;
  }

  /** Of all users. */
  get inFlight(): number {
    return this.#inFlight;
  }

  join(): QueueUser {
    return new QueueUser({
      ask: (user, request) => this.#ask(user, request),
      submit: (encoder, timer, onDone) => this.#submit(encoder, timer, onDone),
      leave: (user) => this.#forget(user),
    });
  }

  /** Stops watching; completions still arrive. */
  dispose(): void {
    if (this.#stallTimer !== null) clearTimeout(this.#stallTimer);
    this.#stallTimer = null;
  }

  #ask(user: QueueUser, request: TurnRequest): boolean {
    const twoAsksAgo = user.noteAsk(++this.#asked, request);
    // Who has not asked while this one asked twice is off screen by now, and keeps nobody waiting.
    this.#line = this.#line.filter((waiting) => waiting.lastAsk >= twoAsksAgo);
    if (user.inFlight > 0) return false;
    if (!this.#line.includes(user)) this.#line.push(user);
    const passed = this.#line.slice(0, this.#line.indexOf(user));
    const mayPass = !request.trains && passed.every(({ trains, passes }) => trains && passes < MOST_PASSES);
    if (passed.length > 0 && !mayPass) return false;
    if (this.#inFlight + request.submissions > MOST_IN_FLIGHT) return false;
    for (const other of passed) other.passes++;
    this.#forget(user);
    return true;
  }

  #forget(user: QueueUser): void {
    user.passes = 0;
    this.#line = this.#line.filter((other) => other !== user);
  }

  #submit(encoder: GPUCommandEncoder, timer: GpuTimer | null, onDone: (durationMs: Promise<number>) => void): void {
    timer?.end(encoder);
    const submittedAt = performance.now();
    this.#device.queue.submit([encoder.finish()]);
    this.#inFlight++;
    this.#watch();
    const stamped = timer?.read() ?? Promise.resolve(null);
    void this.#device.queue.onSubmittedWorkDone().then(() => {
      const now = performance.now();
      // The queue works on one after another: time that others' submissions took before it is left out.
      const durationMs = now - Math.max(submittedAt, this.#lastCompletion);
      this.#lastCompletion = now;
      this.#inFlight--;
      this.#watch();
      onDone(stamped.then((stampedMs) => stampedMs ?? durationMs));
    });
  }

  #watch(): void {
    this.dispose();
    if (this.#inFlight > 0) this.#stallTimer = setTimeout(this.#onStall, this.#stallMs);
  }
}

interface QueueAccess {
  ask(user: QueueUser, request: TurnRequest): boolean;
  submit(encoder: GPUCommandEncoder, timer: GpuTimer | null, onDone: (durationMs: Promise<number>) => void): void;
  leave(user: QueueUser): void;
}

/** One engine or surface at the queue. */
export class QueueUser {
  readonly #queue: QueueAccess;
  #inFlight = 0;
  #lastAsks: readonly [newest: number, before: number] = [0, 0];
  #trains = false;
  #hasLeft = false;
  /** Times that others went before this one since it came into the line. */
  passes = 0;

  constructor(queue: QueueAccess) {
    this.#queue = queue;
  }

  /** Submissions of this user. */
  get inFlight(): number {
    return this.#inFlight;
  }

  get lastAsk(): number {
    return this.#lastAsks[0];
  }

  /** Whether the newest request was for training steps. */
  get trains(): boolean {
    return this.#trains;
  }

  /**
   * True where the submissions that are asked for may be made now; to be asked in every frame until then. Never while
   * submissions of this user are in flight.
   */
  mayBegin(request: TurnRequest): boolean {
    return !this.#hasLeft && this.#queue.ask(this, request);
  }

  /**
   * @param encoder holds what is to be submitted
   * @param timer that was begun in it, else null
   * @param onCompleted gets the milliseconds that the queue worked on this submission, waiting for others left out; not
   * called after `leave`
   */
  submit(encoder: GPUCommandEncoder, timer: GpuTimer | null, onCompleted: (durationMs: number) => void): void {
    this.#inFlight++;
    this.#queue.submit(encoder, timer, (measuring) => {
      this.#inFlight--;
      void measuring.then((durationMs) => {
        if (!this.#hasLeft) onCompleted(durationMs);
      });
    });
  }

  leave(): void {
    this.#hasLeft = true;
    this.#queue.leave(this);
  }

  /** For the queue. Returns the number of the ask before the last one. */
  noteAsk(number: number, { trains }: TurnRequest): number {
    const [newest, before] = this.#lastAsks;
    this.#lastAsks = [number, newest];
    this.#trains = trains;
    return before;
  }
}
