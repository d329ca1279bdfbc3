/** Points kept per curve. */
const MOST_POINTS = 4000;

/**
 * Values over steps, bounded in length.
 *
 * Of every `stride` consecutive steps (from a multiple of it) the first point is kept. The stride is 1 until there are
 * more than MOST_POINTS points; then it doubles and the points in between go. So a curve of any length keeps its
 * beginning, is evenly spaced, and ends fewer than `stride` steps before its newest point.
 */
export class Curve {
  #steps: number[] = [];
  #columns: number[][];
  #stride = 1;

  /** @param columnCount values per point */
  constructor(columnCount: number) {
    this.#columns = Array.from({ length: columnCount }, () => []);
  }

  copy(): Curve {
    const copy = new Curve(this.#columns.length);
    copy.#steps = [...this.#steps];
    copy.#columns = this.#columns.map((column) => [...column]);
    copy.#stride = this.#stride;
    return copy;
  }

  get steps(): readonly number[] {
    return this.#steps;
  }

  column(index: number): readonly number[] {
    return this.#columns[index] ?? [];
  }

  /** Adds a point; one at the newest point's step replaces it, one before it is dropped. */
  add(step: number, ...values: number[]): void {
    const last = this.#steps.at(-1);
    if (last !== undefined) {
      if (step < last) return;
      if (step === last) {
        this.#columns.forEach((column, index) => (column[column.length - 1] = values[index] ?? NaN));
        return;
      }
      if (this.#slot(step) === this.#slot(last)) return;
    }
    this.#steps.push(step);
    this.#columns.forEach((column, index) => column.push(values[index] ?? NaN));
    if (this.#steps.length > MOST_POINTS) this.#thin();
  }

  /** Drops the points from `step` on. */
  truncate(step: number): void {
    this.#keep((candidate) => candidate < step);
  }

  #slot(step: number): number {
    return Math.floor(step / this.#stride);
  }

  #thin(): void {
    this.#stride *= 2;
    let kept = -1;
    this.#keep((step) => {
      const isFirst = this.#slot(step) !== kept;
      kept = this.#slot(step);
      return isFirst;
    });
  }

  #keep(isKept: (step: number) => boolean): void {
    const flags = this.#steps.map(isKept);
    this.#steps = this.#steps.filter((_, index) => flags[index]);
    this.#columns = this.#columns.map((column) => column.filter((_, index) => flags[index]));
  }
}
