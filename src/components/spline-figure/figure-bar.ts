import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Session } from '../../training/session.js';
import { formatCount } from '../format.js';
import type { Language } from '../language.js';
import { speeds } from '../spline-lab/speeds.js';
import { icon } from '../style/icons.js';
import type { ControlSet } from './figure-options.js';
import type { Hold } from './figure-run.js';
import type { FigureStrings } from './figure-strings.js';

export interface BarActions {
  toggle(): void;
  step(): void;
  restart(): void;
  /** @param stepsPerSecond Infinity: as fast as the engine goes */
  setPace(stepsPerSecond: number): void;
  /** Where it is left out there is no button for it. */
  showKeys?(): void;
}

/** What the bar tells of. */
export interface BarScene {
  readonly session: Session | null;
  /** Whether steps are being taken. */
  readonly isGoing: boolean;
  readonly hold: Hold | null;
  /** Whether what runs the figure could not be loaded. */
  readonly hasFailed: boolean;
  /** Whether it waits for the reader to ask for it. */
  readonly isSpared?: boolean;
  /** Whether Play asks for what has not begun. */
  readonly canAsk?: boolean;
  /** Steps per second. */
  readonly pace: number;
  readonly controls: ControlSet;
  readonly words: FigureStrings;
  readonly language: Language;
}

/** Play and the step; with full controls one step, restart, pace and the list of keys, too. */
export function barTemplate(scene: BarScene, actions: BarActions): TemplateResult | typeof nothing {
  const { session, isGoing, controls, words, canAsk = false } = scene;
  if (controls === 'none') return nothing;
  const snapshot = session?.snapshot;
  const canRun = !!snapshot && !['diverged', 'failed', 'disposed'].includes(snapshot.state);
  const name = isGoing ? words.pause : snapshot?.state === 'finished' ? words.goOn : words.play;
  return html`
    <div class="bar" part="bar" role="group" aria-label=${words.run}>
      <button type="button" class="button primary play" part="play" ?disabled=${snapshot ? !canRun : !canAsk} @click=${() => actions.toggle()}>
        ${icon(isGoing ? 'pause' : 'play')}<span>${name}</span>
      </button>
      ${controls === 'full' ? moreTemplate(scene, canRun, actions) : nothing}
      <p class="where">${whereTemplate(scene)}</p>
    </div>
  `;
}

function moreTemplate(
  { session, pace, words, language }: BarScene,
  canRun: boolean,
  actions: BarActions,
): TemplateResult {
  const iconButton = (name: 'step' | 'restart' | 'keyboard', label: string, isOff: boolean, act: () => void) => html`
    <button type="button" class="button icon" aria-label=${label} title=${label} ?disabled=${isOff} @click=${act}>
      ${icon(name)}
    </button>
  `;
  const onSpeed = (event: Event): void => {
    const speed = speeds[(event.currentTarget as HTMLSelectElement).selectedIndex];
    if (speed !== undefined) actions.setPace(speed);
  };
  return html`
    ${iconButton('step', words.oneStep, !canRun, () => actions.step())}
    ${iconButton('restart', words.restartHint, !session, () => actions.restart())}
    <select class="speed" aria-label=${words.speed} ?disabled=${!session} @change=${onSpeed}>
      ${speeds.map(
        (speed) =>
          html`<option .selected=${live(speed === pace)}>
            ${speed === Infinity ? words.fastest : words.speedOption(formatCount(speed, language))}
          </option>`,
      )}
    </select>
    ${actions.showKeys ? iconButton('keyboard', words.keys, false, () => actions.showKeys?.()) : nothing}
  `;
}

function whereTemplate({ session, hold, hasFailed, isSpared, words, language }: BarScene): TemplateResult {
  const snapshot = session?.snapshot;
  if (!snapshot) {
    const state = hasFailed ? language.common.stateNames.failed : isSpared ? '' : words.starting;
    return html`<span class="state">${state}</span>`;
  }
  const { isPast, lastStep } = snapshot.time;
  const end = formatCount(isPast ? lastStep : snapshot.endStep, language);
  const state = isPast ? words.past : language.common.stateNames[snapshot.state];
  const held = { hidden: words.pausedHidden, turn: words.waitsForTurn };
  return html`
    <span class="state">${hold ? held[hold] : state}</span>
    <span class="steps" data-last="${words.step} ${end} ${words.ofSteps(end)}"
      >${words.step} <b>${formatCount(snapshot.step, language)}</b> ${words.ofSteps(end)}</span
    >
  `;
}
