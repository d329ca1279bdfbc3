import { expect } from 'vitest';
import '../../src/components/demonstrations/define.js';
import type { Demonstration } from '../../src/components/demonstrations/demonstration.js';
import { find, mount, textOf } from './settle.js';

/** A demonstration in a page, and what a reader does to it and sees of it. */
export class DemonstrationHarness<T extends Demonstration> {
  readonly element: T;

  private constructor(element: T) {
    this.element = element;
  }

  /** @param attributes as an author writes them */
  static async make<K extends keyof HTMLElementTagNameMap>(
    tag: K,
    attributes: Readonly<Record<string, string>> = {},
  ): Promise<DemonstrationHarness<Extract<HTMLElementTagNameMap[K], Demonstration>>> {
    const element = document.createElement(tag) as Extract<HTMLElementTagNameMap[K], Demonstration>;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return new DemonstrationHarness(await mount(element, '800px'));
  }

  find<E extends Element = HTMLElement>(selector: string): E {
    return find<E>(this.element, selector);
  }

  all<E extends Element = HTMLElement>(selector: string): E[] {
    return [...this.element.renderRoot.querySelectorAll<E>(selector)];
  }

  get sentence(): string {
    return textOf(this.find('#numbers'));
  }

  get name(): string | null {
    return this.find('figure').getAttribute('aria-label');
  }

  /** The control with that accessible name. */
  control<E extends HTMLElement = HTMLInputElement>(name: string): E {
    const found = this.all<E>('input, button, select').filter(
      (control) => (control.getAttribute('aria-label') ?? textOf(control.closest('label') ?? control)) === name,
    );
    expect(found, name).toHaveLength(1);
    return found[0]!;
  }

  async slide(name: string, value: number): Promise<void> {
    const slider = this.control(name);
    slider.value = String(value);
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    await this.element.updateComplete;
  }

  async press(name: string): Promise<void> {
    this.control<HTMLButtonElement>(name).click();
    await this.element.updateComplete;
  }

  async key(name: string, key: string): Promise<void> {
    this.control<HTMLButtonElement>(name).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    await this.element.updateComplete;
  }
}
