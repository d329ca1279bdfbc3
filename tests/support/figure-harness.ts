import '../../src/components/spline-figure/define.js';
// Here already, a figure has it within a frame of asking for it.
import '../../src/components/spline-figure/live-figure.js';
import type { SplineFigure } from '../../src/components/spline-figure/spline-figure.js';
import { AwakeFigures } from '../../src/components/spline-figure/awake-figures.js';
import { TrainingSlots } from '../../src/components/spline-figure/training-slots.js';
import type { Evaluation } from '../../src/training/backend.js';
import type { SessionSnapshot } from '../../src/training/session.js';
import { FakeSession } from './fake-session.js';
import { find, nextFrames, textOf } from './settle.js';

export interface FigureOptions {
  readonly attributes?: Readonly<Record<string, string>>;
  /** Children, as HTML. */
  readonly content?: string;
  readonly slots?: TrainingSlots;
  readonly awake?: AwakeFigures;
  /** Where it is put; else the page holds nothing but it. */
  readonly parent?: HTMLElement;
  /** Before it is connected. */
  readonly prepare?: (figure: SplineFigure) => void;
}

/** Of networks that have been drawn. */
export const evaluation: Evaluation = {
  trainLoss: 0.7,
  trainAccuracy: 0.5,
  testLoss: 0.7,
  testAccuracy: 0.5,
  predictions: new Uint8Array(500),
};

/** A figure on fake sessions. */
export class FigureHarness {
  readonly figure: SplineFigure;
  /** Every session that the figure has made. */
  readonly sessions: readonly FakeSession[];

  private constructor(figure: SplineFigure, sessions: readonly FakeSession[]) {
    this.figure = figure;
    this.sessions = sessions;
  }

  static async make(options: FigureOptions = {}): Promise<FigureHarness> {
    const { attributes = {}, content = '', slots = new TrainingSlots(), awake = new AwakeFigures(), prepare } = options;
    const sessions: FakeSession[] = [];
    const figure = document.createElement('spline-figure');
    for (const [name, value] of Object.entries(attributes)) figure.setAttribute(name, value);
    const children = new DOMParser().parseFromString(content, 'text/html').body.childNodes;
    figure.append(...children);
    figure.slots = slots;
    figure.awake = awake;
    figure.createSession = (config) => {
      const session = new FakeSession(config);
      sessions.push(session);
      return session;
    };
    prepare?.(figure);
    if (options.parent) options.parent.append(figure);
    else document.body.replaceChildren(figure);
    const harness = new FigureHarness(figure, sessions);
    await harness.settle();
    return harness;
  }

  get session(): FakeSession {
    const session = this.sessions.at(-1);
    if (!session) throw new Error('The figure has made no session.');
    return session;
  }

  /** What the session was told of the run, in order. */
  get runCalls(): readonly string[] {
    const names = ['play', 'pause', 'step', 'restart', 'loadExperiment', 'dispose'];
    return this.session.calls.filter(([name]) => names.includes(name)).map((call) => call.slice(0, 2).join(' ').trim());
  }

  /** Publishes a snapshot of networks that have been drawn. */
  async show(change: Partial<SessionSnapshot>): Promise<void> {
    const models = this.session.snapshot.models.map((model) => ({ ...model, evaluation }));
    this.session.show({ models, ...change });
    await this.settle();
  }

  /** Long enough for observers of sight, which report some frames after a change. */
  async settle(): Promise<void> {
    await this.figure.updateComplete;
    await nextFrames();
    await nextFrames();
    await this.figure.updateComplete;
  }

  find<T extends Element = HTMLElement>(selector: string): T {
    return find<T>(this.figure, selector);
  }

  all<T extends Element = HTMLElement>(selector: string): T[] {
    return [...(this.figure.shadowRoot?.querySelectorAll<T>(selector) ?? [])];
  }

  text(selector: string): string {
    return textOf(this.find(selector));
  }

  async press(key: string, target: Element = this.figure): Promise<KeyboardEvent> {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true });
    target.dispatchEvent(event);
    await this.settle();
    return event;
  }
}
