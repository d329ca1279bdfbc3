import { html, nothing, svg, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import {
  scaleShiftSteps,
  trainedCounts,
  turningOfWalls,
} from '../../../analysis/demonstrations/scale-shift-training.js';
import { trainingSteps } from '../../../analysis/demonstrations/training-loop.js';
import { partitionOf, type Partition } from '../../../geometry/partition.js';
import type { DataSet } from '../../../training/data-set.js';
import { defaultDataConfig } from '../../../training/datasets/catalog.js';
import { pictureWindow } from '../../../training/datasets/data-window.js';
import { makeDataSet } from '../../../training/datasets/make-data-set.js';
import type { ExperimentConfig } from '../../../training/experiment-config.js';
import { initialModel } from '../../../training/initialize.js';
import type { ModelState } from '../../../training/model-state.js';
import { presets } from '../../../training/presets.js';
import { evaluate } from '../../../training/reference/evaluate.js';
import { foldAsDrawn } from '../../../training/reference/fold-as-drawn.js';
import { formatCount, formatMeasure, formatPercent } from '../../format.js';
import type { Words } from '../../language.js';
import { Demonstration, type DemonstrationNumbers } from '../demonstration.js';
import { faintPoints, pictureTemplate } from '../picture.js';
import { Plane } from '../plane.js';
import type { Series, ShownExperiment } from '../series.js';
import { SlicedWork } from '../sliced-work.js';
import { wallPaths } from '../wall-paths.js';
import { scaleShiftStrings } from './scale-shift-strings.js';

const STEPS = 420;
/** Steps between two pictures: the exact cells take longer than a step. */
const PICTURE_STEPS = 20;
const hiddenWidths = [24, 24];
const noRows = new Uint32Array();

/** The network that is trained wholly. */
function experimentOf(seed: number): ExperimentConfig {
  const { network, training, ...circles } = presets.circles.config;
  return {
    ...circles,
    data: { ...defaultDataConfig('circles'), testFraction: 0 },
    network: { ...network, hiddenWidths, seed },
    normalizations: ['batch'],
    training: { ...training, learningRate: 0.05 },
  };
}

interface Trained {
  readonly model: ModelState;
  readonly accuracy: number;
  readonly partition: Partition;
}

/**
 * One network with BN from the same weights, trained wholly and by gamma and beta alone, side by side.
 *
 * @element spline-scale-shift
 * @attr seed - of the weights, 0 to 1,000,000
 *
 * @value step - that both have made
 * @value accuracy - share of the training points classified right by the network that is trained wholly, 0 to 1
 * @value cells - its exact cells
 * @value turning - mean angle by which its walls of the first layer have turned, in radians
 * @value scaleShiftAccuracy - the accuracy where gamma and beta alone are trained
 * @value scaleShiftCells - the cells there
 * @value scaleShiftTurning - the angle there
 */
export class SplineScaleShift extends Demonstration {
  @property({ type: Number }) accessor seed = 1;

  protected override readonly work = new SlicedWork(this);
  readonly #data: DataSet = makeDataSet(experimentOf(0).data);
  readonly #plane = new Plane(pictureWindow(this.#data));
  #step = 0;
  #initial: ModelState | null = null;
  #whole: Trained | null = null;
  #scaleShift: Trained | null = null;

  protected get name(): string {
    return this.#words.name;
  }

  protected override get hasPicture(): boolean {
    return this.#whole !== null;
  }

  get #words(): Words<typeof scaleShiftStrings> {
    return this.language.of('scaleShift', scaleShiftStrings);
  }

  get numbers(): DemonstrationNumbers {
    const of = (trained: Trained | null) => ({
      accuracy: trained?.accuracy ?? NaN,
      cells: trained?.partition.cellCount ?? NaN,
      turning: trained && this.#initial ? turningOfWalls(this.#initial, trained.model) : NaN,
    });
    const [whole, scaleShift] = [of(this.#whole), of(this.#scaleShift)];
    return {
      step: this.#step,
      accuracy: whole.accuracy,
      cells: whole.cells,
      turning: whole.turning,
      scaleShiftAccuracy: scaleShift.accuracy,
      scaleShiftCells: scaleShift.cells,
      scaleShiftTurning: scaleShift.turning,
    };
  }

  get #seed(): number {
    return Math.floor(this.within('seed', this.seed, 0, 1e6, 1));
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('seed')) this.work.start(this.#train(this.#seed));
  }

  *#train(seed: number): Generator<undefined, void> {
    const { network, training } = experimentOf(seed);
    const initial = initialModel({ ...network, normalization: 'batch', inputDimension: 2, classCount: 2 });
    this.#initial = initial;
    this.#step = 0;
    this.#look(initial, initial);
    yield;
    const wholly = trainingSteps(initial, this.#data.train, training, STEPS);
    const frozen = scaleShiftSteps(initial, this.#data.train, training, STEPS);
    for (let step = 1; step <= STEPS; step++) {
      const [whole, scaleShift] = [wholly.next().value, frozen.next().value];
      if (!whole || !scaleShift) return;
      yield;
      if (step % PICTURE_STEPS !== 0) continue;
      this.#step = step;
      this.#look(whole.model, scaleShift.model);
      yield;
    }
  }

  #look(whole: ModelState, scaleShift: ModelState): void {
    const trained = (model: ModelState): Trained => {
      const folded = foldAsDrawn(model, this.#data, 'data', noRows);
      const { trainAccuracy } = evaluate(folded, this.#data);
      return { model, accuracy: trainAccuracy, partition: partitionOf(folded, this.#plane.window) };
    };
    this.#whole = trained(whole);
    this.#scaleShift = trained(scaleShift);
  }

  protected pictures(): TemplateResult {
    const words = this.#words;
    return html`
      ${this.#panel(words.whole, this.#whole, ({ all }) => all)}
      ${this.#panel(words.scaleShift, this.#scaleShift, ({ scaleShift }) => scaleShift)}
    `;
  }

  protected override underPictures(): TemplateResult {
    const words = this.#words;
    return this.keyTemplate([
      ['wall layer-0', words.firstLayer],
      ['wall layer-1', words.secondLayer],
      ['boundary', words.boundary],
    ]);
  }

  protected override buttons(): TemplateResult {
    return html`
      <button type="button" class="button" @click=${() => (this.seed = this.#seed + 1)}>${this.#words.again}</button>
    `;
  }

  protected series(): Series[] {
    const [whole, scaleShift, initial] = [this.#whole, this.#scaleShift, this.#initial];
    if (!whole || !scaleShift || !initial) return [];
    const words = this.#words;
    const { accuracy, cells, turning, scaleShiftAccuracy, scaleShiftCells, scaleShiftTurning } = this.numbers;
    const counts = trainedCounts(initial);
    const degrees = 180 / Math.PI;
    const rows = [
      [words.whole, this.#step, counts.all, accuracy!, cells!, degrees * turning!],
      [
        words.scaleShift,
        this.#step,
        counts.scaleShift,
        scaleShiftAccuracy!,
        scaleShiftCells!,
        degrees * scaleShiftTurning!,
      ],
    ];
    return [{ name: words.series, columns: words.columns, rows }];
  }

  protected override get experiment(): ShownExperiment {
    return { config: experimentOf(this.#seed), steps: this.#step };
  }

  #panel(
    title: string,
    trained: Trained | null,
    countOf: (counts: ReturnType<typeof trainedCounts>) => number,
  ): TemplateResult {
    const plane = this.#plane;
    const { language } = this;
    const words = this.#words;
    return html`
      <div class="panel">
        <h3>${title}</h3>
        ${pictureTemplate(plane.viewBox, words.picture(title), [
          ...faintPoints(plane, this.#data.train),
          ...(trained ? wallPaths(plane, trained.partition) : []),
          trained
            ? svg`<path class="boundary" d=${plane.path(trained.partition.decisionBoundary.segments)} />`
            : nothing,
        ])}
        <p class="under measured">
          ${
            trained &&
            words.under(
              formatCount(countOf(trainedCounts(trained.model)), language),
              formatPercent(trained.accuracy, language),
              formatCount(trained.partition.cellCount, language),
            )
          }
        </p>
      </div>
    `;
  }

  protected sentence(): string {
    const { step, accuracy, scaleShiftAccuracy, turning, scaleShiftTurning } = this.numbers;
    if (!this.#initial) return '';
    const { language } = this;
    const words = this.#words;
    const { scaleShift, all } = trainedCounts(this.#initial);
    const count = (value: number): string => formatCount(value, language);
    const share = (value: number): string => formatPercent(value, language);
    const degrees = (radians: number): string => words.degrees(formatMeasure((radians * 180) / Math.PI, language));
    return [
      words.numbers(count(step!), count(STEPS), share(accuracy!), share(scaleShiftAccuracy!)),
      words.counts(count(scaleShift), count(all), share(scaleShift / all)),
      words.turned(degrees(turning!), degrees(scaleShiftTurning!)),
    ].join(' ');
  }
}
