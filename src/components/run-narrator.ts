import type { SessionSnapshot, SessionState } from '../training/session.js';
import { cellWords } from './cell-words.js';
import type { ExactState } from './exact-partitions.js';
import { formatCount, formatLoss } from './format.js';
import { networkName } from './network-names.js';
import { strings } from './strings.js';
import type { Announcer } from './announcer.js';

/** While training, ears are told about progress this often. */
const INTERVAL_MS = 10_000;

/** Tells the live region how a run goes: its end, and now and then its numbers. */
export class RunNarrator {
  readonly #announcer: Announcer;
  #state: SessionState = 'idle';
  #toldAtMs = 0;

  constructor(announcer: Announcer) {
    this.#announcer = announcer;
  }

  /** @param exactOf what is known of a network's exact partition */
  follow(snapshot: SessionSnapshot, exactOf: (model: number) => ExactState, nowMs: number): void {
    const { state, step } = snapshot;
    if (state !== this.#state) {
      this.#state = state;
      this.#toldAtMs = nowMs;
      if (state === 'finished') this.#announcer.say(strings.announce.finished(formatCount(step)));
    }
    if (state !== 'running' || nowMs - this.#toldAtMs < INTERVAL_MS) return;
    this.#toldAtMs = nowMs;
    const networks = snapshot.models.map(({ loss }, model) =>
      strings.announce.network(
        networkName(snapshot, model),
        formatLoss(loss),
        cellWords(snapshot, model, exactOf(model)),
      ),
    );
    this.#announcer.say(strings.announce.progress(formatCount(step), networks.join('; ')));
  }
}
