import '../../src/components/spline-lab/define.js';
import '../../src/components/spline-lab/later-parts.js';
import type { SplineLab } from '../../src/components/spline-lab/spline-lab.js';
import { FakeSession } from './fake-session.js';
import { find, mount, nextFrames, textOf } from './settle.js';

/** The whole page on fake sessions. */
export class LabHarness {
  readonly lab: SplineLab;
  /** Every session that the page has made. */
  readonly sessions: readonly FakeSession[];

  private constructor(lab: SplineLab, sessions: readonly FakeSession[]) {
    this.lab = lab;
    this.sessions = sessions;
  }

  static async make(attributes: Readonly<Record<string, string>> = {}): Promise<LabHarness> {
    const sessions: FakeSession[] = [];
    const lab = document.createElement('spline-lab');
    for (const [name, value] of Object.entries(attributes)) lab.setAttribute(name, value);
    lab.createSession = (config) => {
      const session = new FakeSession(config);
      sessions.push(session);
      return session;
    };
    await mount(lab, '1200px');
    return new LabHarness(lab, sessions);
  }

  get session(): FakeSession {
    const session = this.sessions.at(-1);
    if (!session) throw new Error('The page has made no session.');
    return session;
  }

  async settle(): Promise<void> {
    await this.lab.updateComplete;
    await nextFrames();
    await this.lab.updateComplete;
  }

  find<T extends Element = HTMLElement>(selector: string): T {
    return find<T>(this.lab, selector);
  }

  all<T extends Element = HTMLElement>(selector: string): T[] {
    return [...(this.lab.shadowRoot?.querySelectorAll<T>(selector) ?? [])];
  }

  button(name: string): HTMLButtonElement {
    const found = this.all<HTMLButtonElement>('button').find((one) => (one.ariaLabel ?? textOf(one)).startsWith(name));
    if (!found) throw new Error(`There is no button “${name}”.`);
    return found;
  }

  get switches(): HTMLButtonElement[] {
    return this.all<HTMLButtonElement>('[role=switch]');
  }

  /** The numbers under a network. */
  numbers(model: number): string[] {
    return this.all('.twin')[model] ? [...this.twin(model).querySelectorAll('.number')].map(textOf) : [];
  }

  twin(model: number): HTMLElement {
    const twin = this.all('.twin')[model];
    if (!twin) throw new Error(`There is no network ${model}.`);
    return twin;
  }

  async press(key: string, target: Element = this.lab, options: KeyboardEventInit = {}): Promise<void> {
    const init = { key, bubbles: true, composed: true, cancelable: true, ...options };
    target.dispatchEvent(new KeyboardEvent('keydown', init));
    await this.settle();
  }
}
