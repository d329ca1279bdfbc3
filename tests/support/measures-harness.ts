import '../../src/components/spline-measures/define.js';
import { expect, onTestFinished } from 'vitest';
import type { MeasureRequest } from '../../src/analysis/measures.js';
import { RunMeasures } from '../../src/components/run-measures/run-measures.js';
import type { SplineMeasures } from '../../src/components/spline-measures/spline-measures.js';
import { dataWindow } from '../../src/training/datasets/data-window.js';
import { presets } from '../../src/training/presets.js';
import { batchRows } from '../../src/training/reference/training-step.js';
import { FakeSession } from './fake-session.js';
import { mount, textOf } from './settle.js';
import { eventually } from './eventually.js';

const { moons } = presets;
export const smallExperiment = { ...moons.config, network: { ...moons.config.network, hiddenWidths: [6, 6] } };

/** <spline-measures> on a fake session with small networks, measured by its own Worker. */
export class MeasuresHarness {
  readonly element: SplineMeasures;
  readonly session: FakeSession;

  private constructor(element: SplineMeasures, session: FakeSession) {
    this.element = element;
    this.session = session;
  }

  static async make(session = new FakeSession(smallExperiment)): Promise<MeasuresHarness> {
    const element = document.createElement('spline-measures');
    const measures = new RunMeasures(session);
    onTestFinished(() => measures.dispose());
    Object.assign(element, { session, measures });
    await mount(element, '1000px');
    return new MeasuresHarness(element, session);
  }

  get root(): ShadowRoot {
    return this.element.shadowRoot!;
  }

  all(selector: string): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>(selector)];
  }

  async open(panel: string): Promise<void> {
    this.root.querySelector<HTMLElement>(`#${panel} > summary`)!.click();
    await eventually(() => expect(this.all(`#${panel} > .body`)).toHaveLength(1));
  }

  /** Waits until what is said is of a step. */
  measuredAt(step: number): Promise<void> {
    return eventually(() => expect(textOf(this.root.querySelector('.basis'))).toContain(`at step ${step},`));
  }

  /** The cells of the row of a table of numbers with this name. */
  row(name: string): string[] {
    const row = this.all('.measures tbody tr').find((one) => {
      const [label, how] = ['th', '.how'].map((selector) => textOf(one.querySelector(selector)));
      return label === `${name} ${how}`;
    });
    if (!row) throw new Error(`There is no row “${name}”.`);
    return [...row.querySelectorAll('td')].map(textOf);
  }

  /** The networks after some steps, read back. */
  train(step: number): void {
    this.session.models = this.session.models!.map((model) => ({
      ...model,
      step,
      parameters: model.parameters.map((value) => 1.2 * value + 0.05),
    }));
    this.session.show({ step });
  }

  /** What the page asks of a network. */
  request(model: number): MeasureRequest {
    const { data, config } = this.session.snapshot;
    const { modelsBatch } = this.session;
    return {
      model: this.session.models![model]!,
      data: data!,
      statistics: config.statistics,
      batchRows: batchRows(data!.train.count, modelsBatch.training, modelsBatch.cursor),
      window: dataWindow(data!),
      learningRate: config.training.learningRate,
    };
  }
}
