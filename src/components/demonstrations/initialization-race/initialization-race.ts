import { html, svg, type PropertyValues, type SVGTemplateResult, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import {
  meanRace,
  race,
  raceStarts,
  type Race,
  type RaceStart,
} from '../../../analysis/demonstrations/initialization-race.js';
import { defaultDataConfig } from '../../../training/datasets/catalog.js';
import { makeDataSet } from '../../../training/datasets/make-data-set.js';
import type { ExperimentConfig } from '../../../training/experiment-config.js';
import { presets } from '../../../training/presets.js';
import { stepsPerEpoch } from '../../../training/training-spec.js';
import { formatCount, formatList, formatLoss, formatPercent } from '../../format.js';
import type { Words } from '../../language.js';
import { Demonstration, type DemonstrationNumbers } from '../demonstration.js';
import { pictureTemplate } from '../picture.js';
import type { Series, ShownExperiment } from '../series.js';
import { sliderTemplate } from '../slider.js';
import { SlicedWork } from '../sliced-work.js';
import { raceStrings } from './race-strings.js';

const EPOCHS = 20;
/** Races whose means are shown. */
const DRAWS = 3;
const hiddenWidths = [32, 32];
const MOST_SHIFT = 4;
const INITIAL_SHIFT = 3;
const MOST_LOSS = 0.8;
const [WIDTH, HEIGHT] = [200, 150];

/**
 * Five starts from the same random weights, trained side by side on moved circles: zero biases, random ones, BN's biases set
 * once, BN folded in once, and BN throughout.
 *
 * @element spline-initialization-race
 * @attr shift - of the data from the origin along both axes, 0 to 4
 * @attr seed - of the first of the three draws of the weights, 0 to 1,000,000
 *
 * @value zero - last loss with zero biases, mean over the draws; NaN until all races are over, as the others
 * @value random - with random biases
 * @value bnbias - with the biases of batch normalization, set once
 * @value bnfold - with batch normalization folded in once
 * @value bn - with batch normalization throughout
 * @value zeroAccuracy - share of the training points classified right, 0 to 1
 * @value randomAccuracy - the same with random biases
 * @value bnbiasAccuracy - the same with its biases set once
 * @value bnfoldAccuracy - the same with it folded in once
 * @value bnAccuracy - the same with it throughout
 */
export class SplineInitializationRace extends Demonstration {
  @property({ type: Number }) accessor shift = INITIAL_SHIFT;
  @property({ type: Number }) accessor seed = 1;

  protected override readonly work = new SlicedWork(this);
  /** That are over; the last one goes on. */
  #finished: Race[] = [];
  #current: Race | null = null;

  protected get name(): string {
    return this.#words.name;
  }

  protected override get hasPicture(): boolean {
    return this.#shown !== null;
  }

  get #words(): Words<typeof raceStrings> {
    return this.language.of('race', raceStrings);
  }

  get numbers(): DemonstrationNumbers {
    const shown = this.#shown;
    const isOver = this.#finished.length === DRAWS;
    const lossOf = (start: RaceStart): number => (isOver ? (shown?.[start].epochLosses.at(-1) ?? NaN) : NaN);
    const accuracyOf = (start: RaceStart): number => (isOver ? (shown?.[start].accuracy ?? NaN) : NaN);
    return Object.fromEntries([
      ...raceStarts.map((start) => [start, lossOf(start)]),
      ...raceStarts.map((start) => [`${start}Accuracy`, accuracyOf(start)]),
    ]) as DemonstrationNumbers;
  }

  get #shift(): number {
    return this.within('shift', this.shift, 0, MOST_SHIFT, INITIAL_SHIFT);
  }

  get #seed(): number {
    return Math.floor(this.within('seed', this.seed, 0, 1e6, 1));
  }

  get #shown(): Race | null {
    return this.#finished.length > 0 ? meanRace(this.#finished) : this.#current;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('shift') && !changed.has('seed')) return;
    this.#finished = [];
    this.#current = null;
    this.work.start(this.#races(this.#seed, this.#shift));
  }

  *#races(seed: number, shift: number): Generator<undefined, void> {
    const { data: dataConfig, network, training } = experimentOf(seed, shift);
    const data = makeDataSet(dataConfig);
    for (let draw = 0; draw < DRAWS; draw++) {
      const spec = { ...network, normalization: 'none', inputDimension: 2, classCount: 2 } as const;
      const running = race({ ...spec, seed: seed + draw }, data, training, EPOCHS);
      let step = running.next();
      for (; !step.done; step = running.next()) {
        this.#current = step.value;
        yield;
      }
      this.#finished.push(step.value);
    }
  }

  protected pictures(): TemplateResult[] {
    return raceStarts.map((start) => this.#panel(start));
  }

  protected override underPictures(): TemplateResult {
    return html`<p class="under">${this.#words.axis(formatCount(EPOCHS, this.language), this.number(MOST_LOSS))}</p>`;
  }

  protected override sliders(): TemplateResult {
    const words = this.#words;
    return html`
      ${sliderTemplate({
        label: words.shift,
        value: this.#shift,
        min: 0,
        max: MOST_SHIFT,
        step: 0.5,
        text: this.number(this.#shift),
        change: (value) => (this.shift = value),
      })}
    `;
  }

  protected override buttons(): TemplateResult {
    return html`
      <button type="button" class="button" @click=${() => (this.seed = this.#seed + DRAWS)}>${this.#words.again}</button>
    `;
  }

  protected series(): Series[] {
    const shown = this.#shown;
    if (!shown) return [];
    const { series: name, epoch, starts } = this.#words;
    const rows = shown.bn.epochLosses.map((_, i) => [
      i + 1,
      ...raceStarts.map((start) => shown[start].epochLosses[i]!),
    ]);
    return [{ name, columns: [epoch, ...raceStarts.map((start) => starts[start])], rows }];
  }

  protected override get experiment(): ShownExperiment {
    const config = experimentOf(this.#seed, this.#shift);
    return { config, steps: EPOCHS * stepsPerEpoch(config.training, config.data.sampleCount) };
  }

  #panel(start: RaceStart): TemplateResult {
    const shown = this.#shown;
    const words = this.#words;
    const title = words.starts[start];
    const loss = shown?.[start].epochLosses.at(-1) ?? NaN;
    return html`
      <div class="panel">
        <h3>${title}</h3>
        ${pictureTemplate(`0 0 ${WIDTH} ${HEIGHT}`, words.picture(title), shown ? curvesOf(shown, start) : [])}
        <p class="under measured">${words.under(
          formatLoss(loss, this.language),
          formatPercent(shown?.[start].accuracy ?? NaN, this.language),
        )}</p>
        <p class="under">${words.explanations[start]}</p>
      </div>
    `;
  }

  protected sentence(): string {
    const shown = this.#shown;
    const words = this.#words;
    const count = (value: number): string => formatCount(value, this.language);
    if (this.#finished.length < DRAWS) {
      const epoch = this.#current?.bn.epochLosses.length ?? 0;
      return words.running(count(this.#finished.length + 1), count(DRAWS), count(epoch), count(EPOCHS));
    }
    const lossOf = (start: RaceStart): number => shown?.[start].epochLosses.at(-1) ?? Infinity;
    const order = [...raceStarts]
      .sort((a, b) => lossOf(a) - lossOf(b))
      .map((start) => words.entry(words.starts[start], formatLoss(lossOf(start), this.language)));
    return words.standing(count(EPOCHS), count(DRAWS), formatList(order, this.language));
  }
}

/** Of the first draw: zero biases beside BN throughout. */
function experimentOf(seed: number, shift: number): ExperimentConfig {
  const { network, ...circles } = presets.circles.config;
  const placement = { dx: shift, dy: shift, scale: 1, rotation: 0 };
  return {
    ...circles,
    data: { ...defaultDataConfig('circles'), placement, testFraction: 0 },
    network: { ...network, hiddenWidths, seed },
  };
}

/** The losses of all starts, those of one above the others. */
const curvesOf = (shown: Race, start: RaceStart): SVGTemplateResult[] => [
  ...raceStarts.filter((other) => other !== start).map((other) => curveOf(shown, other, 'guide')),
  curveOf(shown, start, start === 'bn' ? 'normalized' : 'own'),
];

/** The losses of one start, epoch by epoch. @param kind class of the line */
function curveOf(shown: Race, start: RaceStart, kind: string): SVGTemplateResult {
  const points = shown[start].epochLosses.map((loss, epoch) => {
    const x = (WIDTH * (epoch + 0.5)) / EPOCHS;
    const y = HEIGHT - 4 - ((HEIGHT - 8) * Math.min(loss, 1.5 * MOST_LOSS)) / MOST_LOSS;
    return `${x.toFixed(2)},${y.toFixed(2)}`;
  });
  return svg`<polyline class=${kind} points=${points.join(' ')} />`;
}
