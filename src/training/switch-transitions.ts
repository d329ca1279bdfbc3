/** Which networks' walls are travelling after a switch of batch normalization, and how far they have come. */
export class SwitchTransitions {
  readonly #startMs = new Map<number, number>();

  start(model: number, nowMs: number): void {
    this.#startMs.set(model, nowMs);
  }

  clear(): void {
    this.#startMs.clear();
  }

  /** True until a picture with every wall at its end has been drawn (`settle`). */
  get active(): boolean {
    return this.#startMs.size > 0;
  }

  /** 0 at the switch to 1 at the end, eased in and out; 1 where nothing travels. */
  progress(model: number, nowMs: number, durationMs: number): number {
    const start = this.#startMs.get(model);
    if (start === undefined || nowMs - start >= durationMs) return 1;
    const share = Math.max(0, nowMs - start) / durationMs;
    return share * share * (3 - 2 * share);
  }

  /** Forgets the walls that had arrived at `nowMs`, the time of a picture that has been drawn. */
  settle(nowMs: number, durationMs: number): void {
    for (const [model, start] of this.#startMs) {
      if (nowMs - start >= durationMs) this.#startMs.delete(model);
    }
  }
}
