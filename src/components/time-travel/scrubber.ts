import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Session, SessionSnapshot } from '../../training/session.js';
import { formatCount } from '../format.js';
import { english } from '../language.js';
import { styled } from '../style/styled.js';
import { timeStrings } from './time-strings.js';

/** Goes through the moments of a run, as a session does. */
export type TimeActions = Pick<Session, 'goTo' | 'returnToOriginal' | 'dismissOriginal'>;

/**
 * The steps of a run as a slider: as far as it has come every moment can be gone to, with a tick at each switch of a network.
 * Styles: `scrubberStyles`.
 */
export function scrubberTemplate(
  session: Session | null,
  time: TimeActions | null = session,
  language = english,
): TemplateResult {
  const words = language.of('time', timeStrings);
  const snapshot = session?.snapshot;
  const canGo = snapshot !== undefined && ['ready', 'running', 'finished'].includes(snapshot.state);
  const { first, last, end } = rangeOf(snapshot);
  const share = (step: number): number => (end > first ? (Math.min(step, end) - first) / (end - first) : 0);
  return html`
    <div class="scrubber" ${styled({ '--taken': String(share(last)) })}>
      <input
        type="range"
        aria-label=${words.scrubber}
        aria-valuetext=${snapshot ? stepText(snapshot, language) : words.at('0', '0')}
        min=${first}
        max=${Math.max(first + 1, end)}
        step="1"
        ?disabled=${!canGo}
        .value=${live(String(snapshot?.step ?? 0))}
        @input=${(event: Event) => time?.goTo(Number((event.currentTarget as HTMLInputElement).value))}
      />
      ${snapshot?.marks.map(
        ({ step, model }) =>
          html`<span class="tick ${model === 0 ? 'first' : 'second'}" ${styled({ '--at': String(share(step)) })} aria-hidden="true"></span>`,
      )}
    </div>
  `;
}

/** "step 120 of 350, in the past". */
export function stepText(snapshot: SessionSnapshot, language = english): string {
  const words = language.of('time', timeStrings);
  const { step, time, endStep } = snapshot;
  if (time.isPast) return words.pastAt(formatCount(step, language), formatCount(time.lastStep, language));
  return words.at(formatCount(step, language), formatCount(endStep, language));
}

function rangeOf(snapshot: SessionSnapshot | undefined): { first: number; last: number; end: number } {
  if (!snapshot) return { first: 0, last: 0, end: 1 };
  const { firstStep, lastStep } = snapshot.time;
  return { first: firstStep, last: lastStep, end: Math.max(lastStep, snapshot.endStep) };
}
