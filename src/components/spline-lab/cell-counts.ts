import { html, nothing, type TemplateResult } from 'lit';
import type { CellCount } from '../../training/backend.js';
import type { SessionSnapshot } from '../../training/session.js';
import { cellNumber, exactNumber } from '../cell-words.js';
import type { ExactState } from '../exact-partitions.js';
import { formatCount, formatShare, NO_VALUE } from '../format.js';
import { labStrings } from './lab-strings.js';

/** How many cells a network has in the window: exact first, and below it how many of them the picture's grid meets. */
export function cellCountsTemplate(snapshot: SessionSnapshot | null, model: number, state: ExactState): TemplateResult {
  const { counts } = labStrings;
  const sampled = snapshot?.models[model]?.cells ?? null;
  const seen = sampled ? cellNumber(sampled.distinct, sampled.overflow) : NO_VALUE;
  const sampledTerm = (text: string): TemplateResult =>
    html`<spline-term hint=${sampledHint(sampled, state)}>${text}</spline-term>`;
  if (state.status === 'curved') {
    return html`<p class="number cells"><b>${seen}</b> <span>${sampledTerm(labStrings.numbers.cells)}</span></p>`;
  }
  return html`
    <p class="number cells ${isOfSomethingElse(snapshot, state) ? 'former' : ''}">
      <b>${exactNumber(state)}</b>
      <span><spline-term hint=${exactHint(state)}>${exactLabel(snapshot, state)}</spline-term></span>
      <span class="sampled">${sampled ? sampledTerm(counts.seen(seen)) : nothing}</span>
    </p>
  `;
}

function exactLabel(snapshot: SessionSnapshot | null, state: ExactState): string {
  if (!state.exact || !snapshot || state.isCurrent) return labStrings.counts.exact;
  if (isOfSomethingElse(snapshot, state)) return labStrings.counts.again;
  return labStrings.counts.exactAt(formatCount(state.exact.step));
}

/** Whether the number is of the same step but of something else: other weights, another window, moved data. */
const isOfSomethingElse = (snapshot: SessionSnapshot | null, state: ExactState): boolean =>
  state.exact !== null && !state.isCurrent && state.exact.step === snapshot?.step;

function exactHint(state: ExactState): string {
  const { counts } = labStrings;
  switch (state.status) {
    case 'failed':
      return counts.failed(state.reason);
    case 'too-many-cells':
      return counts.tooMany(formatCount(state.exact.partition.cellCount));
    case 'ready': {
      const { linearRegions } = state.exact;
      return counts.exactHint + (linearRegions ? counts.linear(formatCount(linearRegions.count)) : '');
    }
    case 'no-model':
    case 'computing':
    case 'curved':
      return counts.exactHint;
    default:
      return state satisfies never;
  }
}

/** What a grid misses in general, and in this picture where both counts are of the same network. */
function sampledHint(sampled: CellCount | null, state: ExactState): string {
  const { counts } = labStrings;
  const cells = state.status === 'ready' && state.isCurrent ? state.exact.partition.cellCount : null;
  const isKnown = sampled && cells && !sampled.overflow && sampled.distinct <= cells;
  const missed = isKnown ? counts.missed(formatShare(1 - sampled.distinct / cells)) : '';
  const grid = sampled ? counts.grid(formatCount(sampled.gridWidth), formatCount(sampled.gridHeight)) : '';
  return (state.status === 'curved' ? counts.curvedHint : counts.seenHint) + grid + missed;
}
