import { html, svg, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import {
  sameWeights,
  sameWeightsWindow,
  weightVariants,
  type SameWeights,
  type WeightVariant,
} from '../../../analysis/demonstrations/same-weights.js';
import { formatCount } from '../../format.js';
import type { Words } from '../../language.js';
import { Demonstration, type DemonstrationNumbers } from '../demonstration.js';
import { pictureTemplate } from '../picture.js';
import { Plane } from '../plane.js';
import type { Series } from '../series.js';
import { SlicedWork } from '../sliced-work.js';
import { wallPaths } from '../wall-paths.js';
import { sameWeightsStrings } from './same-weights-strings.js';

const plane = new Plane(sameWeightsWindow);
/** Of the draws whose counts are averaged: seeds 0 to 59. */
const AVERAGED = 60;
/** Its counts are near the averages. */
const INITIAL_SEED = 133;
const MOST_SEED = 2 ** 32 - 1;

/** Sums of the numbers of cells over the draws so far; shared by all figures of a page, since they never differ. */
const sums = { draws: 0, zero: 0, random: 0, batch: 0 };

/** Draws on where another figure, or this one before, left off. */
function* averageOverDraws(): Generator<undefined> {
  while (sums.draws < AVERAGED) {
    const draw = sameWeights(sums.draws);
    for (const variant of weightVariants) sums[variant] += draw[variant].partition.cellCount;
    sums.draws++;
    yield;
  }
}

/**
 * The same random weights three times, cut exactly: with zero biases, with random ones, with batch normalization.
 *
 * @element spline-same-weights
 * @attr seed - of points, weights and biases, 0 to 4,294,967,295
 *
 * @value zero - cells with zero biases
 * @value random - cells with random biases
 * @value batch - cells with batch normalization
 * @value meanZero - the first over 60 draws; NaN until all are there
 * @value meanRandom - the second
 * @value meanBatch - the third
 */
export class SplineSameWeights extends Demonstration {
  @property({ type: Number }) accessor seed = INITIAL_SEED;

  readonly #averaging = new SlicedWork(this);
  #drawn: { readonly seed: number; readonly result: SameWeights } | null = null;

  constructor() {
    super();
    this.#averaging.start(averageOverDraws());
  }

  protected get name(): string {
    return this.#words.name;
  }

  get #words(): Words<typeof sameWeightsStrings> {
    return this.language.of('sameWeights', sameWeightsStrings);
  }

  get numbers(): DemonstrationNumbers {
    const result = this.#result;
    const mean = (variant: WeightVariant): number => (sums.draws === AVERAGED ? sums[variant] / AVERAGED : NaN);
    return {
      zero: result.zero.partition.cellCount,
      random: result.random.partition.cellCount,
      batch: result.batch.partition.cellCount,
      meanZero: mean('zero'),
      meanRandom: mean('random'),
      meanBatch: mean('batch'),
    };
  }

  get #seed(): number {
    return Math.floor(this.within('seed', this.seed, 0, MOST_SEED, INITIAL_SEED));
  }

  get #result(): SameWeights {
    const seed = this.#seed;
    if (this.#drawn?.seed !== seed) this.#drawn = { seed, result: sameWeights(seed) };
    return this.#drawn.result;
  }

  protected pictures(): TemplateResult[] {
    return weightVariants.map((variant) => this.#panel(variant));
  }

  protected sentence(): string {
    const { numbers } = this;
    const words = this.#words;
    const count = (name: string): string => this.#count(numbers[name]!);
    const averages = Number.isNaN(numbers.meanZero)
      ? words.averaging
      : words.means(this.#count(AVERAGED), count('meanZero'), count('meanRandom'), count('meanBatch'));
    return `${words.numbers(count('zero'), count('random'), count('batch'))} ${averages}`;
  }

  protected override buttons(): TemplateResult {
    const words = this.#words;
    return html`
      <button type="button" class="button" @click=${() => this.#show(this.#seed + 1)}>${words.next}</button>
      <button type="button" class="button" ?disabled=${this.#seed === 0} @click=${() => this.#show(this.#seed - 1)}>
        ${words.previous}
      </button>
      <p class="under">${words.seed(this.#count(this.#seed))}</p>
    `;
  }

  protected series(): Series[] {
    const { series: name, columns, titles } = this.#words;
    const rows = weightVariants.map((variant) => {
      const { partition, occupiedCells, wallDistance } = this.#result[variant];
      return [titles[variant], partition.cellCount, occupiedCells, wallDistance];
    });
    return [{ name, columns, rows }];
  }

  #count(value: number): string {
    return formatCount(value, this.language);
  }

  #show(seed: number): void {
    this.seed = Math.min(MOST_SEED, Math.max(0, seed));
  }

  #panel(variant: WeightVariant): TemplateResult {
    const { positions, [variant]: cut } = this.#result;
    const words = this.#words;
    const title = words.titles[variant];
    return html`
      <div class="panel">
        <h3>${title}</h3>
        ${pictureTemplate(plane.viewBox, words.picture(title), [
          svg`<path class="points" d=${plane.dots(positions)} />`,
          ...wallPaths(plane, cut.partition),
        ])}
        <p class="under">
          ${words.under(this.#count(cut.partition.cellCount), this.#count(cut.occupiedCells), this.#count(positions.length / 2))}
        </p>
      </div>
    `;
  }
}
