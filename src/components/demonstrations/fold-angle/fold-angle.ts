import { html, svg, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { foldAngle, foldedRays, foldStrength, type Fold } from '../../../analysis/demonstrations/fold-angle.js';
import { RandomState } from '../../../training/random/random-state.js';
import { formatMeasure } from '../../format.js';
import type { Words } from '../../language.js';
import { Demonstration, type DemonstrationNumbers } from '../demonstration.js';
import { pictureTemplate } from '../picture.js';
import { Plane } from '../plane.js';
import type { Series } from '../series.js';
import { sliderTemplate } from '../slider.js';
import { foldStrings } from './fold-strings.js';

const plane = new Plane({ x0: -3, x1: 3, y0: -3, y1: 3 });
const spreads = [0.25, 4] as const;
const weights = [-3, 3] as const;
const directions = [-60, 60] as const;
const initial = { spread: 0.6, weight: 1, direction: -20 };
const REACH = 9;
const ARC = 1.3;
const [WIDTH, HEIGHT] = [300, 220];
const MOST_DEGREES = 150;
const inRadians = (degrees: number): number => (degrees * Math.PI) / 180;
const inDegrees = (radians: number): number => (radians * 180) / Math.PI;

/** Points with mean 0 and deviation 1 across the wall, [80, 2]. */
function standardCloud(): Float64Array {
  const random = new RandomState(3);
  const across = Array.from({ length: 80 }, () => random.standardNormal());
  const mean = across.reduce((a, b) => a + b) / 80;
  const deviation = Math.sqrt(across.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 80);
  return Float64Array.from(across.flatMap((value) => [(value - mean) / deviation, 0.9 * random.standardNormal()]));
}
const cloud = standardCloud();

/**
 * The fold angle as a protractor: a second-layer wall bends where it crosses a first-layer wall, the less the farther the data
 * spread across that wall. The first wall is upright, its unit active to the right, gamma 1, ReLU.
 *
 * @element spline-fold-angle
 * @attr sigma - deviation of the first unit over the data, for a weight vector of length 1, 0.25 to 4
 * @attr weight - from the first layer's unit to the second's, -3 to 3
 * @attr direction - of the second layer's wall on the left, in degrees, -60 to 60
 *
 * @value angle - by which the wall bends, in degrees, with its sign
 * @value jump - of its gradient across the first wall
 * @value angleAtTwice - the angle where the data spread twice as far
 */
export class SplineFoldAngle extends Demonstration {
  @property({ type: Number }) accessor sigma = initial.spread;
  @property({ type: Number }) accessor weight = initial.weight;
  @property({ type: Number }) accessor direction = initial.direction;

  protected get name(): string {
    return this.#words.name;
  }

  get #words(): Words<typeof foldStrings> {
    return this.language.of('foldAngle', foldStrings);
  }

  get numbers(): DemonstrationNumbers {
    const fold = this.#fold(this.#spread);
    return { angle: inDegrees(foldAngle(fold)), jump: fold.kappa, angleAtTwice: this.#degreesAt(2 * this.#spread) };
  }

  get #spread(): number {
    return this.within('sigma', this.sigma, ...spreads, initial.spread);
  }

  get #weight(): number {
    return this.within('weight', this.weight, ...weights, initial.weight);
  }

  get #direction(): number {
    return this.within('direction', this.direction, ...directions, initial.direction);
  }

  /** The gradient on the left has length 1, at right angles to the wall there. */
  #fold(spread: number): Fold {
    const along = inRadians(this.#direction);
    return { nu: -Math.sin(along), tau: Math.cos(along), kappa: foldStrength(this.#weight, 1, spread) };
  }

  #degreesAt(spread: number): number {
    return inDegrees(foldAngle(this.#fold(spread)));
  }

  protected pictures(): TemplateResult {
    const words = this.#words;
    return html`
      <div class="panel">
        <h3>${words.crossing}</h3>
        ${this.#picture()}
        ${this.keyTemplate([
          ['layer-0', words.firstWall],
          ['layer-1 folded', words.secondWall],
          ['guide', words.straight],
        ])}
      </div>
      <div class="panel">
        <h3>${words.curve}</h3>
        ${this.#chart(Math.abs(this.numbers.angle!))}
      </div>
    `;
  }

  protected sentence(): string {
    const { angle, jump, angleAtTwice } = this.numbers;
    const words = this.#words;
    const measure = (value: number): string => formatMeasure(value, this.language);
    const degrees = (value: number): string => words.degrees(measure(Math.abs(value)));
    const [weight, spread] = [this.number(this.#weight), this.number(this.#spread)];
    const first = words.numbers(degrees(angle!), measure(jump!), weight, spread);
    return `${first} ${words.twice(degrees(angleAtTwice!))}`;
  }

  protected series(): Series[] {
    const { series: name, columns } = this.#words;
    const steps = Math.round((spreads[1] - spreads[0]) / 0.05);
    const rows = Array.from({ length: steps + 1 }, (_, i) => {
      const spread = Math.round(100 * spreads[0] + 5 * i) / 100;
      return [spread, Math.abs(this.#degreesAt(spread))];
    });
    return [{ name, columns, rows }];
  }

  #picture(): TemplateResult {
    const spread = this.#spread;
    const { inactive, active } = foldedRays(this.#fold(spread));
    const ray = ([x, y]: readonly [number, number]): string => plane.path([0, 0, REACH * x, REACH * y]);
    const from = Math.atan2(-inactive[1], -inactive[0]);
    const to = Math.atan2(active[1], active[0]);
    const arc = Array.from({ length: 33 }, (_, i) => {
      const at = from + ((to - from) * i) / 32;
      return `${plane.x(ARC * Math.cos(at)).toFixed(2)},${plane.y(ARC * Math.sin(at)).toFixed(2)}`;
    });
    const points = cloud.map((value, i) => (i % 2 === 0 ? spread * value : value));
    return pictureTemplate(
      plane.viewBox,
      this.#words.picture,
      svg`
        <path class="points faint" d=${plane.dots(points)} />
        <polygon class="band" points=${[`${plane.x(0)},${plane.y(0)}`, ...arc].join(' ')} />
        <path class="layer-0" d=${plane.linePath(0, 0)} />
        <path class="guide" d=${ray([-inactive[0], -inactive[1]])} />
        <path class="layer-1 folded" d=${ray(inactive)} />
        <path class="layer-1 folded" d=${ray(active)} />
        <polyline class="normalized" points=${arc.join(' ')} />
      `,
    );
  }

  #chart(degrees: number): TemplateResult {
    const words = this.#words;
    const x = (spread: number): number => (WIDTH * spread) / spreads[1];
    const y = (value: number): number => HEIGHT - 8 - ((HEIGHT - 16) * value) / MOST_DEGREES;
    const curve = Array.from({ length: 121 }, (_, i) => {
      const spread = spreads[0] + ((spreads[1] - spreads[0]) * i) / 120;
      return `${x(spread).toFixed(2)},${y(Math.abs(this.#degreesAt(spread))).toFixed(2)}`;
    });
    const spread = this.#spread;
    return html`
      ${pictureTemplate(
        `0 0 ${WIDTH} ${HEIGHT}`,
        words.chart,
        svg`
          <path class="frame" d="M0 ${y(0)}H${WIDTH}M0 ${y(90)}H${WIDTH}" />
          <path class="guide" d="M${x(spread)} ${y(0)}V${y(degrees)}H0" />
          <polyline class="curve" points=${curve.join(' ')} />
          <circle class="normalized" cx=${x(spread)} cy=${y(degrees)} r="5" />
        `,
      )}
      <div class="axis"><span>${this.number(0)}</span><span>${words.axisX}</span><span>${this.number(spreads[1])}</span></div>
      <p class="under">${words.axisY(this.number(MOST_DEGREES))}</p>
    `;
  }

  protected override sliders(): TemplateResult {
    const words = this.#words;
    const [spread, weight, direction] = [this.#spread, this.#weight, this.#direction];
    return html`
      ${sliderTemplate({
        label: words.spreadLabel,
        value: spread,
        min: spreads[0],
        max: spreads[1],
        step: 0.05,
        text: this.number(spread),
        change: (value) => (this.sigma = value),
      })}
      ${sliderTemplate({
        label: words.weightLabel,
        value: weight,
        min: weights[0],
        max: weights[1],
        step: 0.1,
        text: this.number(weight),
        change: (value) => (this.weight = value),
      })}
      ${sliderTemplate({
        label: words.directionLabel,
        value: direction,
        min: directions[0],
        max: directions[1],
        step: 1,
        text: words.degrees(this.number(direction)),
        change: (value) => (this.direction = value),
      })}
    `;
  }
}
