import { html, nothing, svg, type PropertyValues, type SVGTemplateResult, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import {
  drawnBatches,
  jitterReference,
  jitterSetting,
  layerSpread,
  wallOffsets,
  wallSpread,
  type DrawnBatch,
  type JitterReference,
  type JitterSetting,
} from '../../../analysis/demonstrations/jitter.js';
import { offsetDeviation } from '../../../analysis/demonstrations/wall-jitter.js';
import { trainingSteps } from '../../../analysis/demonstrations/training-loop.js';
import type { ModelState } from '../../../training/model-state.js';
import { formatCount, formatMeasure, formatPercent } from '../../format.js';
import type { Words } from '../../language.js';
import { Demonstration, type DemonstrationNumbers } from '../demonstration.js';
import { faintPoints, pictureTemplate } from '../picture.js';
import { Plane } from '../plane.js';
import type { Series, ShownExperiment } from '../series.js';
import { sliderTemplate } from '../slider.js';
import { SlicedWork } from '../sliced-work.js';
import { jitterStrings } from './jitter-strings.js';

/** Batches that are drawn, and those whose walls are measured. */
const BATCHES = 40;
const MEASURED = 1000;
const STEPS = 210;
const batchSizes = [4, 8, 16, 32, 64, 128, 256] as const;
const INITIAL_BATCH_SIZE = 16;
/** Standard deviations to either side of the band. */
const BAND = 2;

/** The network of all figures of a page: the first one that is seen trains it. */
let trained: ModelState | null = null;

/**
 * The decision boundary and a wall of one fixed network, drawn with the statistics of one mini-batch after the other.
 *
 * @element spline-jitter
 * @attr batch-size - of the mini-batches: 4, 8, 16, 32, 64, 128 or 256
 * @attr unit - of the first layer whose wall is shown, 1 to 16
 * @attr untrained - the network before its first step, beta 0, where the closed form is exact
 *
 * @value measured - how far 1,000 batches move the wall of the unit, root mean square; NaN until they are drawn, as the others
 * @value law - the same by the closed form
 * @value layerMeasured - measured over all walls of the first layer
 * @value layerLaw - the same by the closed form
 * @value flipShare - share of the training points that a batch gives another class, 0 to 1
 */
export class SplineJitter extends Demonstration {
  @property({ type: Number, attribute: 'batch-size' }) accessor batchSize: number = INITIAL_BATCH_SIZE;
  @property({ type: Number }) accessor unit = 1;
  @property({ type: Boolean }) accessor untrained = false;

  protected override readonly work = new SlicedWork(this);
  readonly #setting: JitterSetting = jitterSetting();
  readonly #plane = new Plane(this.#setting.window);
  #reference: JitterReference | null = null;
  #drawn: DrawnBatch[] = [];
  #offsets: (readonly number[])[] = [];
  #step = 0;

  protected get name(): string {
    return this.#words.name;
  }

  protected override get hasPicture(): boolean {
    return this.#reference !== null;
  }

  get #words(): Words<typeof jitterStrings> {
    return this.language.of('jitter', jitterStrings);
  }

  get numbers(): DemonstrationNumbers {
    const reference = this.#reference;
    if (!reference || this.#offsets.length < MEASURED) {
      return { measured: NaN, law: NaN, layerMeasured: NaN, layerLaw: NaN, flipShare: NaN };
    }
    const batchSize = this.#batchSize;
    const wall = wallSpread(reference, this.#offsets, this.#unit, batchSize);
    const layer = layerSpread(reference, this.#offsets, batchSize);
    return {
      ...wall,
      layerMeasured: layer.measured,
      layerLaw: layer.law,
      flipShare: this.#drawn.reduce((sum, { flipShare }) => sum + flipShare, 0) / this.#drawn.length,
    };
  }

  get #batchSize(): number {
    const asked = this.within('batch-size', this.batchSize, batchSizes[0], batchSizes.at(-1)!, INITIAL_BATCH_SIZE);
    return batchSizes.findLast((size) => size <= asked)!;
  }

  /** From 0. */
  get #unit(): number {
    const units = this.#setting.initial.spec.hiddenWidths[0]!;
    return Math.floor(this.within('unit', this.unit, 1, units, 1)) - 1;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('untrained')) this.#reference = null;
    if (changed.has('untrained') || changed.has('batchSize')) this.#restart();
  }

  #restart(): void {
    this.#drawn = [];
    this.#offsets = [];
    this.work.start(this.#draw(this.#batchSize));
  }

  *#draw(batchSize: number): Generator<undefined, void> {
    const { data, window, initial, training } = this.#setting;
    let model: ModelState = initial;
    if (!this.untrained && trained) model = trained;
    else if (!this.untrained) {
      this.#step = 0;
      for (const step of trainingSteps(initial, data.train, training, STEPS)) {
        model = step.model;
        this.#step++;
        yield;
      }
      trained = model;
    }
    const reference = (this.#reference ??= jitterReference(model, data, window));
    yield;
    for (const drawn of drawnBatches(model, data, window, reference, { batchSize, batches: BATCHES })) {
      this.#drawn.push(drawn);
      yield;
    }
    for (const offsets of wallOffsets(model, data, { batchSize, batches: MEASURED })) {
      this.#offsets.push(offsets);
      yield;
    }
  }

  protected pictures(): TemplateResult {
    const unit = this.#unit;
    const reference = this.#reference;
    const words = this.#words;
    return html`
      <div class="panel">
        <h3>${words.boundaries}</h3>
        ${this.#picture(words.boundaryPicture, [
          ...this.#drawn.map(({ boundary }) => svg`<path class="ghost" d=${this.#plane.path(boundary)} />`),
          reference ? svg`<path class="boundary" d=${this.#plane.path(reference.boundary)} />` : nothing,
        ])}
      </div>
      <div class="panel">
        <h3>${words.wall(this.#count(unit + 1))}</h3>
        ${this.#picture(words.wallPicture, reference ? this.#walls(reference, unit) : [])}
      </div>
    `;
  }

  protected override underPictures(): TemplateResult {
    const words = this.#words;
    return this.keyTemplate([
      ['ghost', words.ofBatch],
      ['boundary', words.ofAll],
      ['band-sample', words.band],
    ]);
  }

  protected series(): Series[] {
    const reference = this.#reference;
    if (!reference || this.#offsets.length < MEASURED) return [];
    const { series: name, columns } = this.#words;
    const rows = reference.laws.map((_, unit) => {
      const { measured, law } = wallSpread(reference, this.#offsets, unit, this.#batchSize);
      return [unit + 1, measured, law];
    });
    return [{ name, columns, rows }];
  }

  protected override get experiment(): ShownExperiment {
    return { config: this.#setting.config, steps: this.untrained ? 0 : STEPS };
  }

  #count(value: number): string {
    return formatCount(value, this.language);
  }

  #picture(label: string, lines: readonly (SVGTemplateResult | typeof nothing)[]): TemplateResult {
    const points = faintPoints(this.#plane, this.#setting.data.train);
    return pictureTemplate(this.#plane.viewBox, label, [...points, ...lines]);
  }

  #walls({ laws }: JitterReference, unit: number): SVGTemplateResult[] {
    const { angle, offset } = laws[unit]!.wall;
    const reach = BAND * offsetDeviation(laws[unit]!, this.#batchSize);
    return [
      svg`<path class="band" d=${this.#plane.bandPath(angle, offset - reach, offset + reach)} />`,
      ...this.#drawn.map(({ offsets }) => svg`<path class="ghost" d=${this.#plane.linePath(angle, offsets[unit]!)} />`),
      svg`<path class="boundary" d=${this.#plane.linePath(angle, offset)} />`,
    ];
  }

  protected sentence(): string {
    const { measured, law, layerMeasured, layerLaw, flipShare } = this.numbers;
    const words = this.#words;
    const count = (value: number): string => this.#count(value);
    const measure = (value: number): string => formatMeasure(value, this.language);
    if (!this.#reference) return words.training(count(this.#step), count(STEPS));
    if (this.#drawn.length < BATCHES) return words.drawing(count(this.#drawn.length), count(BATCHES));
    if (this.#offsets.length < MEASURED) return words.measuring(count(this.#offsets.length), count(MEASURED));
    const how = this.#reference.laws[this.#unit]!.shift === 0 ? words.exact : words.firstOrder;
    const units = count(this.#reference.laws.length);
    return [
      words.wallNumbers(count(this.#batchSize), measure(measured!), measure(law!), how),
      words.layerNumbers(units, count(MEASURED), measure(layerMeasured!), measure(layerLaw!)),
      words.flips(formatPercent(flipShare!, this.language), count(BATCHES)),
    ].join(' ');
  }

  protected override sliders(): TemplateResult {
    const unit = this.#unit;
    const words = this.#words;
    const batchSize = this.#batchSize;
    const units = this.#setting.initial.spec.hiddenWidths[0]!;
    return html`
      ${sliderTemplate({
        label: words.batchSize,
        value: batchSizes.findIndex((size) => size === batchSize),
        min: 0,
        max: batchSizes.length - 1,
        step: 1,
        text: this.#count(batchSize),
        change: (index) => (this.batchSize = batchSizes[index]!),
      })}
      ${sliderTemplate({
        label: words.unit,
        value: unit + 1,
        min: 1,
        max: units,
        step: 1,
        text: this.#count(unit + 1),
        change: (value) => (this.unit = value),
      })}
      <label class="check">
        <input
          type="checkbox"
          .checked=${!this.untrained}
          @change=${(event: Event) => (this.untrained = !(event.target as HTMLInputElement).checked)}
        />
        ${words.trained}
      </label>
    `;
  }
}
