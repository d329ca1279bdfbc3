import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Session, SessionSnapshot } from '../../training/session.js';
import { formatCount } from '../format.js';
import { strings } from '../strings.js';
import { icon } from '../style/icons.js';
import { scrubberTemplate } from '../time-travel/scrubber.js';
import { timeNote } from '../time-travel/time-note.js';
import { timeStrings } from '../time-travel/time-strings.js';
import { undoButtons } from '../undo/undo-buttons.js';
import type { UndoDirection } from '../undo/undo-keys.js';
import { defaultSpeed, speeds } from './speeds.js';
import { labStrings } from './lab-strings.js';

const words = labStrings.transport;

const speedName = (speed: number): string =>
  speed === Infinity ? words.fastest : words.speedOption(formatCount(speed));

export interface TransportActions {
  toggle(): void;
  restart(): void;
  newWeights(): void;
  /** Undoes the newest edit, or does it again. */
  turn(direction: UndoDirection): void;
}

/** Play, step, restart, undo, pace and progress. Buttons that have nothing to act on yet are off. */
export function transportTemplate(
  session: Session | null,
  isHiddenPause: boolean,
  actions: TransportActions,
): TemplateResult {
  const snapshot = session?.snapshot;
  const isRunning = snapshot?.state === 'running';
  const canRun = !!snapshot && !['diverged', 'failed', 'disposed'].includes(snapshot.state);
  const playName = isRunning ? words.pause : snapshot?.state === 'finished' ? words.goOn : words.play;
  return html`
    <div class="transport" role="group" aria-label=${words.label}>
      ${scrubberTemplate(session)}
      <div class="transport-row">
        <button type="button" class="button primary play" ?disabled=${!canRun} @click=${() => actions.toggle()}>
          ${icon(isRunning ? 'pause' : 'play')}<span>${playName}</span>
        </button>
        <button type="button" class="button" ?disabled=${!canRun} @click=${() => session?.step(1)}>
          ${icon('step')}<span>${words.step}</span>
        </button>
        <button type="button" class="button" ?disabled=${!canRun} @click=${() => session?.stepEpoch()}>
          ${icon('epoch')}<span>${words.epoch}</span>
        </button>
        <button type="button" class="button" aria-label=${words.restartHint} title=${words.restartHint} ?disabled=${!session} @click=${() => actions.restart()}>
          ${icon('restart')}<span>${words.restart}</span>
        </button>
        <button
          type="button"
          class="button"
          aria-label=${words.newWeightsHint}
          title=${words.newWeightsHint}
          ?disabled=${!session}
          @click=${() => actions.newWeights()}
        >
          ${icon('dice')}<span>${words.newWeights}</span>
        </button>
        ${undoButtons(session, (direction) => actions.turn(direction))}
        <label class="speed" title=${words.speed}>
          <span>${words.speed}</span>
          <select
            ?disabled=${!session}
            @change=${(event: Event) => {
              const speed = speeds[(event.currentTarget as HTMLSelectElement).selectedIndex];
              if (session && speed !== undefined) session.stepsPerSecond = speed;
            }}
          >
            ${speeds.map(
              (speed) =>
                html`<option .selected=${live(speed === (session?.stepsPerSecond ?? defaultSpeed))}>
                  ${speedName(speed)}
                </option>`,
            )}
          </select>
        </label>
        <p class="where">${snapshot ? whereTemplate(snapshot, isHiddenPause) : strings.stateNames.idle}</p>
      </div>
      ${timeNote(session)}
    </div>
  `;
}

function whereTemplate(snapshot: SessionSnapshot, isHiddenPause: boolean): TemplateResult {
  const { numbers } = labStrings;
  const { stateNames } = strings;
  const { state, step, endStep, time } = snapshot;
  const where = time.isPast ? timeStrings.past : stateNames[state];
  return html`
    <span class="state">${isHiddenPause ? words.pausedHidden : where}</span>
    <span class="steps"
      >${numbers.step} <b>${formatCount(step)}</b> ${numbers.of(formatCount(time.isPast ? time.lastStep : endStep))}</span
    >
  `;
}
