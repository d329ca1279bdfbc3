import { FigureGroup } from './figure-group.js';
import type { Slots } from './shared-turn.js';

/** The groups of one page, by the names that its figures give; one that is left by all is forgotten. */
export class GroupNames {
  readonly #groups = new Map<string, FigureGroup>();

  /** @param slots that its figures train by, where it is new */
  get(name: string, slots: Slots): FigureGroup {
    const group = this.#groups.get(name) ?? new FigureGroup(slots);
    this.#groups.set(name, group);
    return group;
  }

  forgetEmpty(): void {
    for (const [name, group] of this.#groups) if (group.isEmpty) this.#groups.delete(name);
  }

  get count(): number {
    return this.#groups.size;
  }
}

/** Those of this page. */
export const pageGroups = new GroupNames();
