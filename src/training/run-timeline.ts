import type { Checkpoint } from './checkpoint.js';
import { KeptModels } from './kept-models.js';

/** Memory for the networks of a run, and of its original beside it. */
export const TIMELINE_BYTES = 96 * 2 ** 20;
/** More than a scrubber has pixels. */
const MOST_MOMENTS = 2000;

interface Kept {
  readonly moment: Checkpoint;
  readonly byteLength: number;
  /** Right before or after a switch. */
  readonly isPinned: boolean;
}

/**
 * The moments of a run that are kept, oldest first: each of them exact, evenly spread over the run and ever further apart as
 * it grows, so that they stay within a budget of memory.
 *
 * Never thinned out: the start, the newest, and those right before and after a switch. Only where switches alone are beyond
 * the budget, the moments of the oldest go.
 */
export class RunTimeline {
  #start: Kept;
  readonly #mostMoments: number;
  #mostBytes: number;
  /** After the start. */
  #later: Kept[] = [];
  /** Of every `#spacing` consecutive steps the first moment is kept. */
  #spacing = 1;

  constructor(start: Checkpoint, mostBytes = TIMELINE_BYTES, mostMoments = MOST_MOMENTS) {
    this.#start = kept(start, true);
    this.#mostBytes = mostBytes;
    this.#mostMoments = mostMoments;
  }

  get start(): Checkpoint {
    return this.#start.moment;
  }

  get newest(): Checkpoint {
    return (this.#later.at(-1) ?? this.#start).moment;
  }

  /** Steps between moments that are worth keeping. */
  get spacing(): number {
    return this.#spacing;
  }

  get steps(): readonly number[] {
    return [this.#start, ...this.#later].map(({ moment }) => moment.step);
  }

  get byteLength(): number {
    return this.#later.reduce((sum, { byteLength }) => sum + byteLength, this.#start.byteLength);
  }

  /** Bytes of every moment; several time lines may share them. */
  get sizes(): readonly (readonly [Checkpoint, number])[] {
    return [this.#start, ...this.#later].map(({ moment, byteLength }) => [moment, byteLength] as const);
  }

  /**
   * Moments are added in their order; one that is older than the newest is left out. One at the newest one's step replaces it,
   * since something was changed there, unless that is the moment before a switch.
   */
  add(moment: Checkpoint, isPinned = false): void {
    if (moment.step < this.newest.step) return;
    if (this.#later.length === 0 && moment.step === this.start.step && !isPinned) {
      this.#start = kept(moment, true);
      return;
    }
    const last = this.#later.at(-1);
    const before = this.#later.at(-2) ?? this.#start;
    const isSpare = last && !last.isPinned && this.#slot(last) === this.#slot(before);
    if (last && !last.isPinned && (isSpare || last.moment.step === moment.step)) this.#later.pop();
    this.#later.push(kept(moment, isPinned));
    this.#thin();
  }

  /** The newest is one right before a switch. */
  pinNewest(): void {
    const last = this.#later.at(-1);
    if (last) this.#later[this.#later.length - 1] = { ...last, isPinned: true };
  }

  /** The newest moment of at most `step` steps; the start where there is none. */
  upTo(step: number): Checkpoint {
    return (this.#later.findLast(({ moment }) => moment.step <= step) ?? this.#start).moment;
  }

  /** The newest moment before `moment`, if that is kept. */
  before(moment: Checkpoint): Checkpoint | null {
    const index = this.#later.findIndex((one) => one.moment === moment);
    return index < 0 ? null : (this.#later[index - 1] ?? this.#start).moment;
  }

  /** The moments up to and with `moment`, which is one of these, for another run that goes on from there. */
  upToMoment(moment: Checkpoint): RunTimeline {
    return this.#with(this.#later.slice(0, 1 + this.#later.findIndex((one) => one.moment === moment)), this.#spacing);
  }

  /** The start and the newest moment alone. */
  get ends(): RunTimeline {
    return this.#with(this.#later.slice(-1), 1);
  }

  #with(later: Kept[], spacing: number): RunTimeline {
    const timeline = new RunTimeline(this.#start.moment, this.#mostBytes, this.#mostMoments);
    timeline.#start = this.#start;
    timeline.#later = later;
    timeline.#spacing = spacing;
    return timeline;
  }

  dropAfter(step: number): void {
    this.#later = this.#later.filter(({ moment }) => moment.step <= step);
  }

  /** Another budget of memory. */
  limit(mostBytes: number): void {
    this.#mostBytes = mostBytes;
    this.#thin();
  }

  #thin(): void {
    while (this.#later.length > 1 && this.#isBeyond) {
      const loose = this.#later.slice(0, -1).some(({ isPinned }) => !isPinned);
      if (loose) {
        this.#spacing *= 2;
        this.#dropCrowded();
      } else {
        // Switches alone take more than there is.
        this.#later.shift();
      }
    }
  }

  get #isBeyond(): boolean {
    return this.byteLength > this.#mostBytes || this.#later.length >= this.#mostMoments;
  }

  #dropCrowded(): void {
    let slot = this.#slot(this.#start);
    const newest = this.#later.at(-1);
    this.#later = this.#later.filter((one) => {
      const isKept = one === newest || one.isPinned || this.#slot(one) !== slot;
      if (isKept) slot = this.#slot(one);
      return isKept;
    });
  }

  #slot({ moment }: Kept): number {
    return Math.floor((moment.step - this.#start.moment.step) / this.#spacing);
  }
}

function kept(moment: Checkpoint, isPinned: boolean): Kept {
  const models = new KeptModels(moment.models);
  const packed: Checkpoint = {
    ...moment,
    get models() {
      return models.unpack();
    },
  };
  return { moment: packed, byteLength: models.byteLength, isPinned };
}
