import type { Session } from '../../training/session.js';
import type { Announcer } from '../announcer.js';
import { formatCount } from '../format.js';
import { english, type Language } from '../language.js';
import { timeStrings } from './time-strings.js';

/** Tells the live region that the past is shown, left, or branched off from; a slider says its steps itself. */
export class TimeNarrator {
  readonly #announcer: Pick<Announcer, 'say'>;
  readonly #language: () => Language;
  #session: Pick<Session, 'snapshot'> | null = null;
  #isPast = false;
  #branchStep: number | null = null;

  constructor(announcer: Pick<Announcer, 'say'>, language = (): Language => english) {
    this.#announcer = announcer;
    this.#language = language;
  }

  /** @param session as it is after each of its changes; another one begins at its present, without a branch */
  follow(session: Pick<Session, 'snapshot'>): void {
    if (session !== this.#session) {
      this.#session = session;
      this.#isPast = false;
      this.#branchStep = null;
    }
    const { time, step, original } = session.snapshot;
    const language = this.#language();
    const words = language.of('time', timeStrings);
    const branchStep = original?.branchStep ?? null;
    if (branchStep !== null && branchStep !== this.#branchStep) {
      this.#announcer.say(words.announceBranch(formatCount(branchStep, language)));
    } else if (time.isPast !== this.#isPast) {
      this.#announcer.say(
        time.isPast
          ? words.announcePast(formatCount(step, language), formatCount(time.lastStep, language))
          : words.announcePresent,
      );
    }
    this.#isPast = time.isPast;
    this.#branchStep = branchStep;
  }
}
