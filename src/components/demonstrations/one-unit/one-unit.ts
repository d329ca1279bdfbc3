import { html, svg, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { lineCost, turningRange, type Line } from '../../../analysis/demonstrations/line-cost.js';
import { RandomState } from '../../../training/random/random-state.js';
import { formatMeasure } from '../../format.js';
import type { Words } from '../../language.js';
import { Demonstration, type DemonstrationNumbers } from '../demonstration.js';
import { pictureTemplate } from '../picture.js';
import { handleTemplate, Plane, type Place } from '../plane.js';
import type { Series } from '../series.js';
import { sliderTemplate } from '../slider.js';
import { costChart, MOST_OFFSET } from './cost-chart.js';
import { oneUnitStrings } from './one-unit-strings.js';

const plane = new Plane({ x0: -4, x1: 4, y0: -4, y1: 4 });
const MOST_SHIFT = 2.5;
/** From the foot of the mean to the handle that turns the line. */
const ARM = 1.5;
const initial = { offset: -0.6, angle: 60, cloudX: 1.2, cloudY: 0.9 };

/** A slanted cloud about the origin, [60, 2]. */
function makeCloud(): Float64Array {
  const random = new RandomState(7);
  const cloud = new Float64Array(120);
  const mean = [0, 0];
  for (let i = 0; i < 60; i++) {
    const [along, across] = [0.85 * random.standardNormal(), 0.4 * random.standardNormal()];
    cloud.set([0.9 * along - 0.44 * across, 0.44 * along + 0.9 * across], 2 * i);
    mean[0]! += cloud[2 * i]! / 60;
    mean[1]! += cloud[2 * i + 1]! / 60;
  }
  return cloud.map((value, i) => value - mean[i % 2]!);
}
const cloud = makeCloud();

/**
 * Points, the line of one unit that can be dragged and turned, and the cost that batch normalization minimises: the plain
 * line stays where it is when the points move, BN's follows their mean.
 *
 * @element spline-one-unit
 * @attr offset - of the plain line along its normal, -5 to 5
 * @attr angle - of the normal in degrees, -180 to 180
 * @attr cloud-x - where the mean of the points is, -2.5 to 2.5
 * @attr cloud-y - the same upwards
 *
 * @value cost - sum of squared distances from the points to the plain line
 * @value least - the same of the line of batch normalization
 * @value bestOffset - where that line is along the normal
 * @value spread - root mean square distance of the points from it
 * @value distance - between the two lines
 */
export class SplineOneUnit extends Demonstration {
  @property({ type: Number }) accessor offset = initial.offset;
  @property({ type: Number }) accessor angle = initial.angle;
  @property({ type: Number, attribute: 'cloud-x' }) accessor cloudX = initial.cloudX;
  @property({ type: Number, attribute: 'cloud-y' }) accessor cloudY = initial.cloudY;

  protected get name(): string {
    return this.#words.name;
  }

  get #words(): Words<typeof oneUnitStrings> {
    return this.language.of('oneUnit', oneUnitStrings);
  }
  /** About which the line turns while it is dragged. */
  #pivot: Place = { x: 0, y: 0 };

  get numbers(): DemonstrationNumbers {
    const { cost, least, bestOffset, spread } = lineCost(this.#positions, this.#line);
    return { cost, least, bestOffset, spread, distance: Math.abs(this.#line.offset - bestOffset) };
  }

  /** What batch normalization does to this unit: moves the plain line to the mean of the points. */
  letBatchNormChoose(): void {
    this.offset = lineCost(this.#positions, this.#line).bestOffset;
  }

  get #line(): Line {
    const angle = this.within('angle', this.angle, -180, 180, initial.angle);
    const offset = this.within('offset', this.offset, -MOST_OFFSET, MOST_OFFSET, initial.offset);
    return { angle: (angle * Math.PI) / 180, offset };
  }

  get #mean(): Place {
    return {
      x: this.within('cloud-x', this.cloudX, -MOST_SHIFT, MOST_SHIFT, initial.cloudX),
      y: this.within('cloud-y', this.cloudY, -MOST_SHIFT, MOST_SHIFT, initial.cloudY),
    };
  }

  get #positions(): Float64Array {
    const { x, y } = this.#mean;
    return cloud.map((value, i) => value + (i % 2 === 0 ? x : y));
  }

  protected pictures(): TemplateResult {
    const words = this.#words;
    const line = this.#line;
    const positions = this.#positions;
    const facts = lineCost(positions, line);
    return html`
      <div class="panel">
        <h3>${words.points}</h3>
        ${this.#picture(line, positions, facts.bestOffset)}
        ${this.keyTemplate([
          ['plain', words.plain],
          ['normalized', words.normalized],
        ])}
      </div>
      <div class="panel">
        <h3>${words.cost}</h3>
        ${costChart(line, facts, positions.length / 2, words, this.language)}
      </div>
    `;
  }

  protected series(): Series[] {
    const { series: name, columns } = this.#words;
    const rows = Array.from({ length: 4 * MOST_OFFSET + 1 }, (_, i) => {
      const offset = i / 2 - MOST_OFFSET;
      return [offset, lineCost(this.#positions, { ...this.#line, offset }).cost];
    });
    return [{ name, columns, rows }];
  }

  #picture({ angle, offset }: Line, positions: Float64Array, bestOffset: number): TemplateResult {
    const words = this.#words;
    const { x, y } = this.#mean;
    const foot = this.#foot;
    const turn = { x: foot.x - ARM * Math.sin(angle), y: foot.y + ARM * Math.cos(angle) };
    const points = Array.from({ length: positions.length / 2 }, (_, i) => {
      return svg`<circle class="dot" cx=${plane.x(positions[2 * i]!)} cy=${plane.y(positions[2 * i + 1]!)} r="3" />`;
    });
    return html`
      <div class="plane">
        ${pictureTemplate(
          plane.viewBox,
          words.picture,
          svg`
            ${points}
            <path class="guide" d=${plane.path([x, y, foot.x, foot.y])} />
            <path class="plain" d=${plane.linePath(angle, offset)} />
            <path class="normalized" d=${plane.linePath(angle, bestOffset)} />
            <path class="mean" d="M${plane.x(x) - 6} ${plane.y(y)}h12m-6 -6v12" />
          `,
        )}
        ${handleTemplate(plane, {
          label: words.moveCloud,
          kind: 'cloud',
          at: { x, y },
          drag: (to) => this.#moveCloud(to),
          nudge: (right, up) => this.#moveCloud({ x: x + 0.1 * right, y: y + 0.1 * up }),
        })}
        ${handleTemplate(plane, {
          label: words.moveLine,
          kind: 'plain',
          at: foot,
          drag: (to) => this.#moveLine(Math.cos(angle) * to.x + Math.sin(angle) * to.y),
          nudge: (right, up) =>
            this.#moveLine(offset + 0.1 * (right * signOf(Math.cos(angle)) + up * signOf(Math.sin(angle)))),
        })}
        ${handleTemplate(plane, {
          label: words.turnLine,
          kind: 'plain turn',
          at: turn,
          grasp: () => (this.#pivot = this.#foot),
          drag: (to) => this.#turnAbout(this.#pivot, Math.atan2(this.#pivot.x - to.x, to.y - this.#pivot.y)),
          nudge: (right, up) => this.#turnAbout(foot, angle + (Math.PI / 36) * (up - right)),
        })}
      </div>
    `;
  }

  /** The point of the plain line that is nearest to the mean, where it is in the picture. */
  get #foot(): Place {
    const { angle, offset } = this.#line;
    const { x, y } = this.#mean;
    const height = offset - Math.cos(angle) * x - Math.sin(angle) * y;
    return { x: x + height * Math.cos(angle), y: y + height * Math.sin(angle) };
  }

  #moveCloud({ x, y }: Place): void {
    this.cloudX = clamp(x, MOST_SHIFT);
    this.cloudY = clamp(y, MOST_SHIFT);
  }

  #moveLine(offset: number): void {
    this.offset = clamp(offset, MOST_OFFSET);
  }

  #turnAbout({ x, y }: Place, angle: number): void {
    this.angle = (Math.atan2(Math.sin(angle), Math.cos(angle)) * 180) / Math.PI;
    this.#moveLine(Math.cos(angle) * x + Math.sin(angle) * y);
  }

  protected sentence(): string {
    const words = this.#words;
    const { cost, least, distance, spread } = this.numbers;
    const range = turningRange(this.#positions);
    const measure = (value: number): string => formatMeasure(value, this.language);
    // Shown with three digits: what is nearer than that reads as the same.
    const first =
      measure(cost!) === measure(least!)
        ? words.atBest(measure(least!), measure(spread!))
        : words.numbers(measure(cost!), measure(least!), measure(distance!), measure(spread!));
    return `${first} ${words.turning(measure(range.least), measure(range.most))}`;
  }

  protected override sliders(): TemplateResult {
    const words = this.#words;
    const { offset } = this.#line;
    const { x, y } = this.#mean;
    const angle = Math.round((this.#line.angle * 180) / Math.PI);
    const shift = { min: -MOST_SHIFT, max: MOST_SHIFT, step: 0.1 };
    return html`
      ${sliderTemplate({
        label: words.offsetLabel,
        value: offset,
        min: -MOST_OFFSET,
        max: MOST_OFFSET,
        step: 0.05,
        text: this.number(Math.round(100 * offset) / 100),
        change: (value) => this.#moveLine(value),
      })}
      ${sliderTemplate({
        label: words.angleLabel,
        value: angle,
        min: -180,
        max: 180,
        step: 1,
        text: words.degrees(this.number(angle)),
        change: (value) => (this.angle = value),
      })}
      ${sliderTemplate({
        ...shift,
        label: words.cloudX,
        value: x,
        text: this.number(Math.round(100 * x) / 100),
        change: (value) => (this.cloudX = value),
      })}
      ${sliderTemplate({
        ...shift,
        label: words.cloudY,
        value: y,
        text: this.number(Math.round(100 * y) / 100),
        change: (value) => (this.cloudY = value),
      })}
    `;
  }

  protected override buttons(): TemplateResult {
    return html`
      <button type="button" class="button primary" @click=${() => this.letBatchNormChoose()}>
        ${this.#words.choose}
      </button>
    `;
  }
}

const clamp = (value: number, most: number): number => Math.min(most, Math.max(-most, value));
/** Of a direction: the way that increases it, also where it is at right angles. */
const signOf = (value: number): number => (value < 0 ? -1 : 1);
