import type { SessionSnapshot, SessionState } from '../training/session.js';
import { cellWords } from './cell-words.js';
import type { ExactState } from './exact-partitions.js';
import { formatCount, formatLoss } from './format.js';
import { networkName } from './network-names.js';
import type { Announcer } from './announcer.js';
import { english, type Language } from './language.js';
import { pictureStrings } from './spline-view/picture-strings.js';

/** While training, ears are told about progress this often. */
const INTERVAL_MS = 10_000;

/** Tells the live region how a run goes: its end, now and then its numbers, and once that its pictures come slowly. */
export class RunNarrator {
  readonly #announcer: Announcer;
  readonly #language: () => Language;
  #state: SessionState = 'idle';
  #toldAtMs = 0;
  #hasToldSlowing = false;

  constructor(announcer: Announcer, language = (): Language => english) {
    this.#announcer = announcer;
    this.#language = language;
  }

  /** @param exactOf what is known of a network's exact partition */
  follow(snapshot: SessionSnapshot, exactOf: (model: number) => ExactState, nowMs: number): void {
    const { state, step } = snapshot;
    const language = this.#language();
    if (state !== this.#state) {
      this.#state = state;
      this.#toldAtMs = nowMs;
      if (state === 'finished') this.#announcer.say(language.common.announce.finished(formatCount(step, language)));
    }
    if (snapshot.isSlowing && !this.#hasToldSlowing) {
      this.#hasToldSlowing = true;
      this.#announcer.say(language.of('picture', pictureStrings).slowed);
    }
    if (state !== 'running' || nowMs - this.#toldAtMs < INTERVAL_MS) return;
    this.#toldAtMs = nowMs;
    const networks = snapshot.models.map(({ loss }, model) =>
      language.common.announce.network(
        networkName(snapshot, model, language),
        formatLoss(loss, language),
        cellWords(snapshot, model, exactOf(model), language, language.of('picture', pictureStrings)),
      ),
    );
    this.#announcer.say(
      language.common.announce.progress(formatCount(step, language), networks.join(language.common.semicolon)),
    );
  }
}
