/**
 * Buffers and textures that hold nothing from one submission, or one picture's making, to the next: all users of a device
 * share them, because the queue works on one after another.
 */
import type { GpuResources } from './buffers.js';

/** Parts that any number of users may have at once, because none leaves anything in them. Freed with the last user. */
export class SharedParts<T> {
  readonly #newResources: () => GpuResources;
  readonly #parts = new Map<string, { readonly part: T; readonly resources: GpuResources; users: number }>();

  constructor(newResources: () => GpuResources) {
    this.#newResources = newResources;
  }

  /**
   * The part of this key, made where nobody has it yet.
   *
   * @param user what the user owns; the part is given back when that is destroyed
   */
  borrow(user: GpuResources, key: string, make: (resources: GpuResources) => T): T {
    const entry = this.#parts.get(key) ?? this.#make(key, make);
    entry.users++;
    user.onDestroy(() => {
      if (--entry.users > 0) return;
      this.#parts.delete(key);
      entry.resources.destroy();
    });
    return entry.part;
  }

  #make(key: string, make: (resources: GpuResources) => T) {
    const resources = this.#newResources();
    const entry = { part: make(resources), resources, users: 0 };
    this.#parts.set(key, entry);
    return entry;
  }
}

interface Shelf<T> {
  readonly free: T[];
  made: number;
  members: number;
}

/**
 * Parts that one user at a time has, for as long as it makes a picture. There are never more of a kind than users that may
 * want one, and seldom more than one.
 */
export class ScratchPool<T extends GPUBuffer | GPUTexture> {
  readonly #resources: GpuResources;
  readonly #shelves = new Map<string, Shelf<T>>();

  /** @param resources own what is in the pool */
  constructor(resources: GpuResources) {
    this.#resources = resources;
  }

  /** A member may take one part of this key at a time. */
  join(key: string, make: (resources: GpuResources) => T): PoolMember<T> {
    const shelf = this.#shelves.get(key) ?? { free: [], made: 0, members: 0 };
    this.#shelves.set(key, shelf);
    shelf.members++;
    return new PoolMember<T>(
      () => {
        const part = shelf.free.pop();
        if (part) return part;
        shelf.made++;
        return make(this.#resources);
      },
      (part) => shelf.free.push(part),
      () => {
        shelf.members--;
        while (shelf.made > shelf.members) {
          const spare = shelf.free.pop();
          if (!spare) break;
          shelf.made--;
          this.#resources.release(spare);
        }
        if (shelf.members === 0) this.#shelves.delete(key);
      },
    );
  }
}

export class PoolMember<T> {
  readonly #take: () => T;
  readonly #put: (part: T) => void;
  readonly #onLeave: () => void;
  #held: T | null = null;
  #hasLeft = false;

  constructor(take: () => T, put: (part: T) => void, onLeave: () => void) {
    this.#take = take;
    this.#put = put;
    this.#onLeave = onLeave;
  }

  /** The part that is held, null between `giveBack` and `take`. */
  get held(): T | null {
    return this.#held;
  }

  /** The part that is held already, else one that may hold anything. */
  take(): T {
    return (this.#held ??= this.#take());
  }

  giveBack(): void {
    if (this.#held) this.#put(this.#held);
    this.#held = null;
  }

  leave(): void {
    if (this.#hasLeft) return;
    this.#hasLeft = true;
    this.giveBack();
    this.#onLeave();
  }
}
