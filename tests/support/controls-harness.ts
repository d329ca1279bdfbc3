import '../../src/components/spline-controls/define.js';
import { PictureStore } from '../../src/components/picture-store.js';
import type { SplineControls } from '../../src/components/spline-controls/spline-controls.js';
import { FakeSession } from './fake-session.js';
import { mount, textOf } from './settle.js';

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** The panels of <spline-controls> on a fake session, by the names of their fields. */
export class ControlsHarness {
  readonly controls: SplineControls;
  readonly session: FakeSession;
  readonly picture: PictureStore;

  private constructor(controls: SplineControls, session: FakeSession, picture: PictureStore) {
    this.controls = controls;
    this.session = session;
    this.picture = picture;
  }

  static async make(session = new FakeSession()): Promise<ControlsHarness> {
    const controls = document.createElement('spline-controls');
    const picture = new PictureStore();
    controls.session = session;
    controls.picture = picture;
    await mount(controls, '800px');
    return new ControlsHarness(controls, session, picture);
  }

  get root(): ShadowRoot {
    const { shadowRoot } = this.controls;
    if (!shadowRoot) throw new Error('not rendered');
    return shadowRoot;
  }

  get panels(): HTMLDetailsElement[] {
    return [...this.root.querySelectorAll('details')];
  }

  get fields(): Field[] {
    return [...this.root.querySelectorAll<Field>('input, select, textarea')];
  }

  get labels(): string[] {
    return this.fields.map((field) => this.nameOf(field));
  }

  nameOf(field: Field): string {
    const label = field.labels?.[0];
    return field.getAttribute('aria-label') ?? textOf(label?.querySelector('span')?.firstChild?.parentElement ?? label);
  }

  field(name: string): Field {
    const found = this.fields.find((field) => this.nameOf(field) === name || this.nameOf(field).startsWith(name));
    if (!found) throw new Error(`There is no field “${name}”; there are ${this.labels.join(' | ')}.`);
    return found;
  }

  /** Enters a value as a reader does: types or chooses, then leaves the field. */
  async enter(name: string, value: string): Promise<void> {
    const field = this.field(name);
    if (field instanceof HTMLInputElement && (field.type === 'radio' || field.type === 'checkbox')) {
      field.click();
    } else {
      field.value = value;
      if (field instanceof HTMLInputElement && field.type === 'range') field.dispatchEvent(new Event('input'));
      else field.dispatchEvent(new Event('change', { bubbles: true }));
    }
    await this.controls.updateComplete;
  }

  /** What stands beside a field that refused its value. */
  refusalOf(name: string): string {
    return textOf(this.field(name).closest('.field')?.querySelector('.refusal'));
  }

  summary(panel: number): string {
    return textOf(this.panels[panel]?.querySelector('.now'));
  }
}
