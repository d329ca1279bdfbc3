import { html, type TemplateResult } from 'lit';
import type { NumberFill } from '../../geometry/cell-fills.js';
import type { SessionSnapshot } from '../../training/session.js';
import type { ExactState } from '../exact-partitions.js';
import { formatCount } from '../format.js';
import type { Language } from '../language.js';
import { pictureStrings } from './picture-strings.js';

/** Whether there is no picture of a network yet, nor a reason. */
export function isAwaited(snapshot: SessionSnapshot | null, model: number): boolean {
  const isPreparing = !snapshot || snapshot.state === 'idle' || snapshot.state === 'preparing';
  return isPreparing && !snapshot?.models[model]?.evaluation;
}

/**
 * What a picture is drawn with, what of it cannot be had or comes late, or that there is none yet.
 *
 * @param exact null where no exact picture is wanted
 * @param numberFill that is wanted
 */
export function pictureNote(
  snapshot: SessionSnapshot | null,
  model: number,
  exact: ExactState | null,
  numberFill: NumberFill | null,
  language: Language,
): TemplateResult | null {
  const words = language.of('picture', pictureStrings);
  const network = snapshot?.models[model];
  if (isAwaited(snapshot, model)) return html`<p class="note waiting">${words.waiting}</p>`;
  const statistics =
    snapshot && network?.normalization === 'batch'
      ? words.statistics(language.common.statisticsNames[snapshot.config.statistics])
      : null;
  const reason = exact && whyNotExact(exact, numberFill, language);
  const slowed = snapshot?.isSlowing ? words.slowed : null;
  if (!statistics && !reason && !slowed) return null;
  return html`<div class="note">
    ${statistics && html`<p class="statistics">${statistics}</p>`} ${reason && html`<p>${reason}</p>`}
    ${slowed && html`<p>${slowed}</p>`}
  </div>`;
}

/** Why an exact picture is not there, in one sentence; null where it is or will be. */
function whyNotExact(state: ExactState, numberFill: NumberFill | null, language: Language): string | null {
  const words = language.of('picture', pictureStrings);
  const noFill = numberFill ? words.noFill(words.numberFills[numberFill]) : '';
  switch (state.status) {
    case 'too-many-cells':
      return noFill + words.tooManyCells(formatCount(state.exact.partition.cellCount, language));
    case 'failed':
      return noFill + words.exactFailed;
    case 'curved':
      return noFill && noFill + words.curvedCells;
    case 'no-model':
    case 'computing':
    case 'ready':
      return null;
    default:
      return state satisfies never;
  }
}
