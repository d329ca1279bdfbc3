import { html, svg, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import {
  limitKinds,
  measureLimits,
  PROBE_STEPS,
  type LimitKind,
  type Limits,
} from '../../../analysis/demonstrations/limits.js';
import { defaultDataConfig } from '../../../training/datasets/catalog.js';
import { makeDataSet } from '../../../training/datasets/make-data-set.js';
import type { ExperimentConfig } from '../../../training/experiment-config.js';
import { presets } from '../../../training/presets.js';
import { formatCount, formatMeasure, formatPercent } from '../../format.js';
import type { Words } from '../../language.js';
import { Demonstration, type DemonstrationNumbers } from '../demonstration.js';
import { pictureTemplate } from '../picture.js';
import type { Series, ShownExperiment } from '../series.js';
import { SlicedWork } from '../sliced-work.js';
import { dotChart, type Pair } from './dot-chart.js';
import { limitsStrings } from './limits-strings.js';

const STEPS = 210;
const DRAWS = 5;
const hiddenWidths = [24, 24];
/** Chance that blurs the points, so that new ones are not all easy. */
const NOISE = 0.2;
const MOVED = 3;
const [WIDTH, HEIGHT] = [240, 150];

const limitSets = ['circles', 'moons', 'moved-circles'] as const;
type LimitSet = (typeof limitSets)[number];

/** What is compared of two networks: its name in `numbers`, and which of two values is the better one. */
const quantities = [
  { name: 'Accuracy', of: (course: Limits[LimitKind]) => course.testAccuracy, better: 1, text: formatPercent },
  { name: 'Margin', of: (course: Limits[LimitKind]) => course.lowMargin, better: 1, text: formatMeasure },
  {
    name: 'Roughness',
    of: ({ roughness, testAccuracy }: Limits[LimitKind]) => (Number.isNaN(testAccuracy) ? NaN : mean(roughness)),
    better: -1,
    text: formatMeasure,
  },
] as const;
type Quantity = (typeof quantities)[number];

/**
 * Twins from five draws of the weights, and what batch normalization did to their accuracy, margin and smoothness.
 *
 * @element spline-limits
 * @attr data - circles (default), moons or moved-circles
 * @attr seed - of the first of the five draws of the weights, 0 to 1,000,000
 *
 * @value plainAccuracy - share of the test points classified right without BN, mean over the draws; NaN until all are over, as the others
 * @value bnAccuracy - the same with BN
 * @value winsAccuracy - draws in which BN is better at it
 * @value plainMargin - distance to the decision boundary that 5 % of the training points fall below, without BN
 * @value bnMargin - the same with BN
 * @value winsMargin - draws in which BN is better at it
 * @value plainRoughness - effective smoothness of the loss along the gradient without BN, mean over steps; lower is smoother
 * @value bnRoughness - the same with BN
 * @value winsRoughness - draws in which BN is better at it
 */
export class SplineLimits extends Demonstration {
  @property() accessor data = 'circles';
  @property({ type: Number }) accessor seed = 1;

  protected override readonly work = new SlicedWork(this);
  /** Those that are over, and the one that is under way. */
  #draws: Limits[] = [];

  protected get name(): string {
    return this.#words.name;
  }

  protected override get hasPicture(): boolean {
    return this.#draws.length > 0;
  }

  get #words(): Words<typeof limitsStrings> {
    return this.language.of('limits', limitsStrings);
  }

  get numbers(): DemonstrationNumbers {
    const finished = this.#finished;
    const isOver = finished.length === DRAWS;
    return Object.fromEntries(
      quantities.flatMap((quantity) => {
        const pairs = this.#pairs(quantity);
        const meanOf = (side: keyof Pair): number => (isOver ? mean(pairs.map((pair) => pair[side])) : NaN);
        return [
          [`plain${quantity.name}`, meanOf('plain')],
          [`bn${quantity.name}`, meanOf('normalized')],
          [`wins${quantity.name}`, isOver ? winsOf(pairs, quantity) : NaN],
        ];
      }),
    );
  }

  get #data(): LimitSet {
    return this.choice('data', this.data, limitSets);
  }

  get #finished(): readonly Limits[] {
    return this.#draws.filter(({ isOver }) => isOver);
  }

  get #seed(): number {
    return Math.floor(this.within('seed', this.seed, 0, 1e6, 1));
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('data') && !changed.has('seed')) return;
    this.#draws = [];
    this.work.start(this.#measure(experimentOf(this.#data, this.#seed)));
  }

  *#measure({ data: dataConfig, network, training }: ExperimentConfig): Generator<undefined, void> {
    const data = makeDataSet(dataConfig);
    const { seed } = network;
    for (let draw = 0; draw < DRAWS; draw++) {
      const spec = { ...network, normalization: 'none', inputDimension: 2, classCount: 2 } as const;
      const measuring = measureLimits({ ...spec, seed: seed + draw }, data, training, STEPS);
      let piece = measuring.next();
      for (; !piece.done; piece = measuring.next()) {
        this.#draws[draw] = piece.value;
        yield;
      }
      this.#draws[draw] = piece.value;
    }
  }

  #pairs({ of }: Quantity): Pair[] {
    return this.#draws.map(({ none, batch }) => ({ plain: of(none), normalized: of(batch) }));
  }

  protected pictures(): TemplateResult {
    const [accuracy, margin] = quantities;
    const words = this.#words;
    const isExact = this.#finished.every(({ none, batch }) => none.isMarginExact && batch.isMarginExact);
    return html`
      ${this.#dots(words.accuracy, accuracy, words.accuracyNote)} ${this.#dots(words.margin, margin, words.marginNote(isExact))}
      <div class="panel">
        <h3>${words.roughness}</h3>
        ${this.#curves()}
        <p class="under">${words.roughnessNote(formatCount(PROBE_STEPS, this.language))}</p>
      </div>
    `;
  }

  protected override underPictures(): TemplateResult {
    const { kinds } = this.#words;
    return this.keyTemplate([
      ['plain', kinds.none],
      ['normalized', kinds.batch],
    ]);
  }

  protected override buttons(): TemplateResult {
    const words = this.#words;
    return html`
      <div class="buttons" role="group" aria-label=${words.data}>
        ${limitSets.map(
          (set) =>
            html`<button
              type="button"
              class="button"
              aria-pressed=${set === this.#data}
              @click=${() => (this.data = set)}
            >
              ${words.sets[set]}
            </button>`,
        )}
      </div>
      <button type="button" class="button" @click=${() => (this.seed += DRAWS)}>${words.again}</button>
    `;
  }

  protected series(): Series[] {
    const words = this.#words;
    const [accuracy, margin] = quantities;
    const byDraw = (what: string, quantity: Quantity): Series => ({
      name: words.series(what),
      columns: [words.draw, words.kinds.none, words.kinds.batch],
      rows: this.#pairs(quantity).map(({ plain, normalized }, draw) => [draw + 1, plain, normalized]),
    });
    const courses = this.#draws.flatMap((draw, i) =>
      limitKinds.map((kind) => ({
        name: words.ofDraw(words.kinds[kind], formatCount(i + 1, this.language)),
        values: draw[kind].roughness,
      })),
    );
    const longest = Math.max(0, ...courses.map(({ values }) => values.length));
    const curves: Series = {
      name: words.curves,
      columns: [words.step, ...courses.map(({ name }) => name)],
      rows: Array.from({ length: longest }, (_, i) => [
        PROBE_STEPS * i,
        ...courses.map(({ values }) => values[i] ?? NaN),
      ]),
    };
    return [byDraw(words.accuracy, accuracy), byDraw(words.margin, margin), curves];
  }

  protected override get experiment(): ShownExperiment {
    return { config: experimentOf(this.#data, this.#seed), steps: STEPS };
  }

  #dots(title: string, quantity: Quantity, note: string): TemplateResult {
    return html`
      <div class="panel">
        <h3>${title}</h3>
        ${dotChart(this.#pairs(quantity), DRAWS, {
          label: this.#words.picture(title),
          text: (value) => quantity.text(value, this.language),
        })}
        <p class="under">${note}</p>
      </div>
    `;
  }

  #curves(): TemplateResult {
    const all = this.#draws
      .flatMap((draw) => limitKinds.flatMap((kind) => draw[kind].roughness))
      .filter(Number.isFinite);
    const most = Math.max(1e-9, ...all);
    const probes = STEPS / PROBE_STEPS;
    const line = (values: readonly number[]): string =>
      values
        .flatMap((value, i) => {
          if (!Number.isFinite(value)) return [];
          const [x, y] = [(WIDTH * (i + 0.5)) / probes, HEIGHT - 4 - ((HEIGHT - 8) * value) / most];
          return [`${x.toFixed(1)},${y.toFixed(1)}`];
        })
        .join(' ');
    return html`
      ${pictureTemplate(
        `0 0 ${WIDTH} ${HEIGHT}`,
        this.#words.picture(this.#words.roughness),
        this.#draws.map(
          ({ none, batch }) =>
            svg`<polyline class="thin plain" points=${line(none.roughness)} /><polyline
              class="thin normalized" points=${line(batch.roughness)} />`,
        ),
      )}
      <div class="axis"><span>${formatCount(0, this.language)}</span><span>${all.length > 0 ? formatMeasure(most, this.language) : ''}</span></div>
    `;
  }

  protected sentence(): string {
    const finished = this.#finished.length;
    const { language } = this;
    const words = this.#words;
    const draws = formatCount(DRAWS, language);
    if (finished < DRAWS) return words.running(formatCount(finished + 1, language), draws);
    const titles = [words.accuracy, words.margin, words.roughness];
    return quantities
      .map((quantity, i) => {
        const pairs = this.#pairs(quantity);
        const meanOf = (side: keyof Pair): string => quantity.text(mean(pairs.map((pair) => pair[side])), language);
        const wins = formatCount(winsOf(pairs, quantity), language);
        return words.numbers(titles[i]!, meanOf('plain'), meanOf('normalized'), wins, draws);
      })
      .join(' ');
  }
}

/** Of the first draw. */
function experimentOf(set: LimitSet, seed: number): ExperimentConfig {
  const { network, ...circles } = presets.circles.config;
  const shift = set === 'moved-circles' ? MOVED : 0;
  const placement = { dx: shift, dy: shift, scale: 1, rotation: 0 };
  return {
    ...circles,
    data: { ...defaultDataConfig(set === 'moons' ? 'moons' : 'circles'), noise: NOISE, placement },
    network: { ...network, hiddenWidths, seed },
  };
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

const winsOf = (pairs: readonly Pair[], { better }: Quantity): number =>
  pairs.filter(({ plain, normalized }) => better * (normalized - plain) > 0).length;
