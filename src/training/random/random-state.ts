import { mersenne } from 'pure-rand/generator/mersenne';

/**
 * The stream of `numpy.random.RandomState(seed)`, draw for draw: MT19937 and NumPy's legacy algorithms.
 *
 * Integers and uniforms equal NumPy's. Normals equal them to 2 units in the last place, because `Math.log` is not the C
 * library's.
 */
export class RandomState {
  readonly #generator: ReturnType<typeof mersenne>;
  /** The second normal of a polar pair, kept for the next call. */
  #keptNormal: number | null = null;

  /** @param seed u32 */
  constructor(seed: number) {
    this.#generator = mersenne(seed);
  }

  nextUint32(): number {
    return this.#generator.next() >>> 0;
  }

  /** Uniform of [0, 1) with 53 random bits. */
  randomSample(): number {
    const high = this.nextUint32() >>> 5;
    const low = this.nextUint32() >>> 6;
    return (high * 2 ** 26 + low) / 2 ** 53;
  }

  /** Uniform of [low, high). */
  uniform(low: number, high: number): number {
    return low + (high - low) * this.randomSample();
  }

  /** Marsaglia's polar method; the second of the pair is returned first, as NumPy does. */
  standardNormal(): number {
    if (this.#keptNormal !== null) {
      const kept = this.#keptNormal;
      this.#keptNormal = null;
      return kept;
    }
    let x1: number, x2: number, squaredRadius: number;
    do {
      x1 = 2 * this.randomSample() - 1;
      x2 = 2 * this.randomSample() - 1;
      squaredRadius = x1 * x1 + x2 * x2;
    } while (squaredRadius >= 1 || squaredRadius === 0);
    const factor = Math.sqrt((-2 * Math.log(squaredRadius)) / squaredRadius);
    this.#keptNormal = factor * x1;
    return factor * x2;
  }

  normal(mean: number, standardDeviation: number): number {
    return mean + standardDeviation * this.standardNormal();
  }

  /** Whole number of [low, high), high - low at most 2^32. No draw where only one number is possible. */
  randint(low: number, high: number): number {
    return low + this.#upTo(high - low - 1);
  }

  /** Shuffles in place (Fisher and Yates, from the end). */
  shuffle<T>(items: T[]): void {
    for (let last = items.length - 1; last > 0; last--) {
      const other = this.#upTo(last);
      [items[last], items[other]] = [items[other] as T, items[last] as T];
    }
  }

  /** 0 to count - 1 in random order. */
  permutation(count: number): number[] {
    const order = Array.from({ length: count }, (_, index) => index);
    this.shuffle(order);
    return order;
  }

  /** `count` different whole numbers of [0, population): NumPy's choice(population, count, replace=False). */
  choiceWithoutReplacement(population: number, count: number): number[] {
    return this.permutation(population).slice(0, count);
  }

  /** Whole number of [0, maximum]: draws masked to the bits of `maximum` until one fits. */
  #upTo(maximum: number): number {
    if (maximum === 0) return 0;
    const mask = 0xffffffff >>> Math.clz32(maximum);
    let value: number;
    do value = (this.nextUint32() & mask) >>> 0;
    while (value > maximum);
    return value;
  }
}
