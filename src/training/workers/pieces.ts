/**
 * Long work that stops between pieces of a few milliseconds at most, so that one thread can do other things in between. It
 * yields the share of the work that is done, 0 to 1, where that is known.
 */
export type Pieces<Result> = Generator<number | undefined, Result, undefined>;

/** All pieces at once. */
export function finish<Result>(pieces: Pieces<Result>): Result {
  for (;;) {
    const { done, value } = pieces.next();
    if (done) return value;
  }
}

/** `work` on 0 to before `count`, `size` of them in one piece. */
export function* inRanges(count: number, size: number, work: (first: number, end: number) => void): Pieces<void> {
  for (let first = 0; first < count; first += size) {
    work(first, Math.min(first + size, count));
    yield;
  }
}
