import type { SessionSnapshot } from '../../training/session.js';
import type { Announcer } from '../announcer.js';
import { formatCount } from '../format.js';
import { timeStrings } from './time-strings.js';

/** Tells the live region that the past is shown, left, or branched off from; a slider says its steps itself. */
export class TimeNarrator {
  readonly #announcer: Pick<Announcer, 'say'>;
  #isPast = false;
  #branchStep: number | null = null;

  constructor(announcer: Pick<Announcer, 'say'>) {
    this.#announcer = announcer;
  }

  follow({ time, step, original }: SessionSnapshot): void {
    const branchStep = original?.branchStep ?? null;
    if (branchStep !== null && branchStep !== this.#branchStep) {
      this.#announcer.say(timeStrings.announceBranch(formatCount(branchStep)));
    } else if (time.isPast !== this.#isPast) {
      this.#announcer.say(
        time.isPast
          ? timeStrings.announcePast(formatCount(step), formatCount(time.lastStep))
          : timeStrings.announcePresent,
      );
    }
    this.#isPast = time.isPast;
    this.#branchStep = branchStep;
  }
}
