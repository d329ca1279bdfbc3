import { FigureGroup } from './figure-group.js';
import { TEARDOWN_DELAY_MS } from '../figure-run.js';
import type { Slots } from './shared-turn.js';

/** The groups of one page, by the names that its figures give; one that stays left by all is forgotten. */
export class GroupNames {
  readonly #groups = new Map<string, FigureGroup>();

  /**
   * @param slots that its figures train by, where it is new
   * @param former the group of who asks; one that all have left goes on for those who come back at once, moved within the page
   */
  get(name: string, slots: Slots, former: FigureGroup | null = null): FigureGroup {
    const known = this.#groups.get(name);
    if (known && (known === former || !known.isEmpty)) return known;
    const group = new FigureGroup(slots);
    this.#groups.set(name, group);
    return group;
  }

  forgetEmptySoon(): void {
    setTimeout(() => this.#forgetEmpty(), TEARDOWN_DELAY_MS);
  }

  #forgetEmpty(): void {
    for (const [name, group] of this.#groups) if (group.isEmpty) this.#groups.delete(name);
  }

  get count(): number {
    return this.#groups.size;
  }
}

/** Those of this page. */
export const pageGroups = new GroupNames();
