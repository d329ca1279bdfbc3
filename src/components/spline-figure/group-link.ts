import type { LitElement, ReactiveController } from 'lit';
import { formatList } from '../format.js';
import type { Language } from '../language.js';
import { figureStrings } from './figure-strings.js';
import type { GroupMember } from './group/group-member.js';
import type { GroupableFigure } from './group/grouped-figure.js';
import type { Slots } from './group/shared-turn.js';
import { inWords, type Remark } from './remark.js';

/** Ties a figure to the group that its attribute names; what groups are made of is loaded with the first name. */
export class GroupLink implements ReactiveController {
  readonly #host: LitElement;
  readonly #figure: () => GroupableFigure;
  readonly #slots: () => Slots;
  #parts: typeof import('./group/group-member.js') | null = null;
  #hasFailed = false;
  #name = '';
  #member: GroupMember | null = null;

  /** @param slots by which the figure trains outside of a group */
  constructor(host: LitElement, figure: () => GroupableFigure, slots: () => Slots) {
    this.#host = host;
    this.#figure = figure;
    this.#slots = slots;
    host.addController(this);
  }

  /** The figure’s place in its group; null: it is in none. */
  get member(): GroupMember | null {
    return this.#name !== '' && this.#host.isConnected ? this.#member : null;
  }

  /** Whether it is not known yet what the figure begins with. */
  get isPending(): boolean {
    return this.#name !== '' && !this.#hasFailed && !(this.member?.isKnown ?? false);
  }

  /** What the figure's reader is to know of the group. */
  remarks(language: Language): readonly Remark[] {
    const words = language.of('figure', figureStrings);
    if (this.#hasFailed) return [inWords(words.groupFailed)];
    const conflicts = this.member?.conflicts ?? [];
    return conflicts.length > 0 ? [inWords(words.otherData(this.#name, formatList(conflicts, language)))] : [];
  }

  /** @param name empty: of no group */
  follow(name: string): void {
    if (name === this.#name) return;
    this.#member?.leave();
    this.#member = null;
    this.#name = name;
    this.#hasFailed = false;
    if (name !== '') void this.#load();
  }

  hostConnected(): void {
    if (this.#member) this.#member.attach(this.#slots());
    else this.#join();
  }

  hostDisconnected(): void {
    this.#member?.detach();
  }

  async #load(): Promise<void> {
    try {
      this.#parts = await import('./group/group-member.js');
    } catch {
      this.#hasFailed = true;
    }
    this.#join();
  }

  #join(): void {
    if (this.#parts && !this.#member && this.#name !== '' && this.#host.isConnected) {
      this.#member = new this.#parts.GroupMember(this.#figure(), this.#name, this.#slots());
    }
    this.#host.requestUpdate();
  }
}
