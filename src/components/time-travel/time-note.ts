import { html, nothing, type TemplateResult } from 'lit';
import type { Session, SessionSnapshot } from '../../training/session.js';
import { formatCount, formatList, formatLoss } from '../format.js';
import { english, type Language } from '../language.js';
import { chartMarks } from '../spline-chart/chart-marks.js';
import { markTexts } from '../spline-chart/chart-sentence.js';
import { compareWithOriginal } from './compare-original.js';
import type { TimeActions } from './scrubber.js';
import { timeStrings } from './time-strings.js';

/** What a reader who looks at the past, or at a branch, has to know, and the ways back. Styles: `scrubberStyles`. */
export function timeNote(
  session: Session | null,
  actions: TimeActions | null = session,
  language = english,
): TemplateResult | typeof nothing {
  const words = language.of('time', timeStrings);
  const snapshot = session?.snapshot;
  if (!snapshot) return nothing;
  const { time, step, original } = snapshot;
  if (time.isPast) {
    const last = formatCount(time.lastStep, language);
    return html`
      <div class="time-note">
        <p>${words.pastNote(formatCount(step, language), last)}</p>
        <button type="button" class="button" @click=${() => actions?.goTo(time.lastStep)}>
          ${words.toPresent(last)}
        </button>
      </div>
    `;
  }
  if (!original) return nothing;
  return html`
    <div class="time-note">
      <p>${branchSentence(snapshot, language)}</p>
      <button type="button" class="button" @click=${() => actions?.returnToOriginal()}>
        ${words.returnToOriginal}
      </button>
      <button type="button" class="button" @click=${() => actions?.dismissOriginal()}>${words.dismiss}</button>
    </div>
  `;
}

/** "Branch from step 120 (...). Loss at step 350 beside the original’s, mean over an epoch: first network the same, ..." */
export function branchSentence(snapshot: SessionSnapshot, language = english): string {
  const words = language.of('time', timeStrings);
  const { original } = snapshot;
  if (!original) return '';
  const { branchStep } = original;
  const done = markTexts(
    chartMarks(snapshot, language).filter(({ step }) => step >= branchStep),
    language,
  );
  const marks = done.length > 0 ? formatList(done, language) : null;
  return `${words.branchNote(formatCount(branchStep, language), marks)} ${comparisonSentence(snapshot, language)}`;
}

function comparisonSentence(snapshot: SessionSnapshot, language: Language): string {
  const words = language.of('time', timeStrings);
  const comparison = compareWithOriginal(snapshot);
  if (!comparison) return words.notComparable;
  const networks = comparison.differences.map((difference, model) => {
    const name = language.common.nthNetwork(model);
    const amount = formatLoss(Math.abs(difference), language);
    if (amount === formatLoss(0, language)) return words.noDifference(name);
    return words.difference(name, amount, difference < 0);
  });
  return words.comparison(formatCount(comparison.step, language), formatList(networks, language));
}
