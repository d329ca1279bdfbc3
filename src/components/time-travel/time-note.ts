import { html, nothing, type TemplateResult } from 'lit';
import type { Session, SessionSnapshot } from '../../training/session.js';
import { formatCount, formatLoss } from '../format.js';
import { chartMarks } from '../spline-chart/chart-marks.js';
import { markTexts } from '../spline-chart/chart-sentence.js';
import { strings } from '../strings.js';
import { compareWithOriginal } from './compare-original.js';
import type { TimeActions } from './scrubber.js';
import { timeStrings } from './time-strings.js';

/** What a reader who looks at the past, or at a branch, has to know, and the ways back. Styles: `scrubberStyles`. */
export function timeNote(
  session: Session | null,
  actions: TimeActions | null = session,
): TemplateResult | typeof nothing {
  const snapshot = session?.snapshot;
  if (!snapshot) return nothing;
  const { time, step, original } = snapshot;
  if (time.isPast) {
    const last = formatCount(time.lastStep);
    return html`
      <div class="time-note">
        <p>${timeStrings.pastNote(formatCount(step), last)}</p>
        <button type="button" class="button" @click=${() => actions?.goTo(time.lastStep)}>
          ${timeStrings.toPresent(last)}
        </button>
      </div>
    `;
  }
  if (!original) return nothing;
  return html`
    <div class="time-note">
      <p>${branchSentence(snapshot)}</p>
      <button type="button" class="button" @click=${() => actions?.returnToOriginal()}>
        ${timeStrings.returnToOriginal}
      </button>
      <button type="button" class="button" @click=${() => actions?.dismissOriginal()}>${timeStrings.dismiss}</button>
    </div>
  `;
}

/** "Branch from step 120 (...). Loss at step 350 beside the original’s, mean over an epoch: first network the same, ..." */
export function branchSentence(snapshot: SessionSnapshot): string {
  const { original } = snapshot;
  if (!original) return '';
  const { branchStep } = original;
  const done = markTexts(chartMarks(snapshot).filter(({ step }) => step >= branchStep));
  const what = done.length > 0 ? timeStrings.branchWhat(done.join(', ')) : '';
  return `${timeStrings.branchNote(formatCount(branchStep), what)}. ${comparisonSentence(snapshot)}`;
}

function comparisonSentence(snapshot: SessionSnapshot): string {
  const comparison = compareWithOriginal(snapshot);
  if (!comparison) return timeStrings.notComparable;
  const networks = comparison.differences.map((difference, model) => {
    const name = strings.nthNetwork(model);
    const amount = formatLoss(Math.abs(difference));
    if (Number(amount) === 0) return timeStrings.noDifference(name);
    return timeStrings.difference(name, amount, difference < 0);
  });
  return timeStrings.comparison(formatCount(comparison.step), networks.join(', '));
}
