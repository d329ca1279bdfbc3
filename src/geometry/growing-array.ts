type Numbers = Float64Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;

/** Numbers that are appended one after another; the array behind them doubles when it is full. */
export class GrowingArray<T extends Numbers> {
  /** What was appended stands in the first `length` places. `reserve` may put another array here. */
  data: T;
  length = 0;
  readonly #make: (length: number) => T;

  constructor(make: (length: number) => T, capacity = 1024) {
    this.#make = make;
    this.data = make(capacity);
  }

  /** Makes room for `count` more numbers; what is there stays. */
  reserve(count: number): void {
    const needed = this.length + count;
    if (needed <= this.data.length) return;
    const larger = this.#make(Math.max(needed, 2 * this.data.length));
    larger.set(this.data);
    this.data = larger;
  }

  append(value: number): void {
    if (this.length === this.data.length) this.reserve(1);
    this.data[this.length++] = value;
  }

  appendEach(value: number, count: number): void {
    this.reserve(count);
    this.data.fill(value, this.length, this.length + count);
    this.length += count;
  }

  /** A copy of what was appended, no longer than that. */
  take(): T {
    return this.data.slice(0, this.length) as T;
  }
}

export type GrowingFloats = GrowingArray<Float64Array<ArrayBuffer>>;

export const growingFloats = (capacity?: number): GrowingFloats =>
  new GrowingArray((length) => new Float64Array(length), capacity);

export const growingIntegers = (capacity?: number): GrowingArray<Int32Array<ArrayBuffer>> =>
  new GrowingArray((length) => new Int32Array(length), capacity);

export const growingWords = (capacity?: number): GrowingArray<Uint32Array<ArrayBuffer>> =>
  new GrowingArray((length) => new Uint32Array(length), capacity);

export const growingBytes = (capacity?: number): GrowingArray<Uint8Array<ArrayBuffer>> =>
  new GrowingArray((length) => new Uint8Array(length), capacity);

export function appendPair(to: GrowingArray<Numbers>, first: number, second: number): void {
  to.reserve(2);
  const { data, length } = to;
  data[length] = first;
  data[length + 1] = second;
  to.length = length + 2;
}

export function appendSegment(to: GrowingFloats, x0: number, y0: number, x1: number, y1: number): void {
  to.reserve(4);
  const { data, length } = to;
  data[length] = x0;
  data[length + 1] = y0;
  data[length + 2] = x1;
  data[length + 3] = y1;
  to.length = length + 4;
}
