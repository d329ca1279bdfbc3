import { commonScale, nextCommonScale } from '../geometry/common-scale.js';
import type { PartitionPicture } from '../geometry/draw-partition.js';
import type { ExactFill, NumberFill } from '../geometry/cell-fills.js';
import type { ValueScale } from '../geometry/value-scale.js';

/** What the colours of a fill by a number stand for. */
export interface NumberScale {
  readonly fill: NumberFill;
  readonly values: ValueScale;
}

/**
 * One scale for the pictures of all networks. Pictures are drawn in their own scales first, and again in what these have in
 * common; they are to be shown once all of them are, so that no two are ever seen in different scales.
 */
export class SharedScale {
  #wanted: NumberScale | null = null;
  #shown: NumberScale | null = null;

  /** What a picture is to be drawn in; null: in a scale of its own. */
  wantedFor(fill: ExactFill | null): ValueScale | null {
    return this.#wanted?.fill === fill ? this.#wanted.values : null;
  }

  /** What pictures that are shown are drawn in. */
  get shown(): NumberScale | null {
    return this.#shown;
  }

  /** Whether a picture is to be shown: one of another fill always is. */
  allows({ style, scale }: PartitionPicture): boolean {
    return scale === null || (!!this.#shown && style.fill === this.#shown.fill && areSame(scale, this.#shown.values));
  }

  clear(): void {
    this.#wanted = null;
    this.#shown = null;
  }

  /**
   * To be called once every picture that was asked for is there.
   *
   * @param fill what is wanted now; null: none by a number
   * @param seen pictures that are seen; others may stay in a former scale
   * @param unseen pictures whose numbers count, too
   * @param isRunning whether numbers change all the time, so that the scale is to be kept while it will do
   * @returns whether pictures have to be drawn again, in another scale
   */
  settle(
    fill: NumberFill | null,
    seen: readonly PartitionPicture[],
    unseen: readonly PartitionPicture[],
    isRunning: boolean,
  ): boolean {
    const isFilled = ({ style }: PartitionPicture): boolean => style.fill === fill;
    const own = [...seen, ...unseen].filter(isFilled).flatMap(({ ownScale }) => ownScale ?? []);
    if (!fill || own.length === 0) {
      this.clear();
      return false;
    }
    const values = isRunning ? nextCommonScale(this.wantedFor(fill), own) : commonScale(own);
    this.#wanted = { fill, values };
    if (!seen.filter(isFilled).every(({ scale }) => scale && areSame(scale, values))) return true;
    this.#shown = this.#wanted;
    return false;
  }
}

const areSame = (a: ValueScale, b: ValueScale): boolean =>
  a.low === b.low && a.high === b.high && a.isLogarithmic === b.isLogarithmic;
