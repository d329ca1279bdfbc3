import { html, type TemplateResult } from 'lit';
import { presets } from '../../training/presets.js';
import type { ModelCurves, SessionSnapshot } from '../../training/session.js';
import { stepsPerEpoch } from '../../training/training-spec.js';
import { formatCount, formatPercent } from '../format.js';
import { networkName } from '../network-names.js';
import { isPreset } from '../spline-lab/preset-pictures.js';
import { notebookStrings as words } from './notebook-strings.js';

const notebook = presets.notebook.config;

/** Whether the notes are about what is running: the notebook's points and networks; training settings may be others. */
export function isNotebook({ config }: SessionSnapshot): boolean {
  return isPreset('notebook', config) && config.normalizations.join() === notebook.normalizations.join();
}

/**
 * What the notebook did that a reader of its pictures would not expect, and its own accuracy. Settings that were changed
 * since are told as they are.
 */
export function notebookNotes(snapshot: SessionSnapshot, trainCount: number): TemplateResult {
  const notes = [
    ...batchNotes(snapshot, trainCount),
    words.end(formatCount(snapshot.endStep)) + (snapshot.endStep === notebookSteps(trainCount) ? words.likeIt : '.'),
    words.twice,
    ...countNote(snapshot),
    ...accuracyNote(snapshot, stepsPerEpoch(snapshot.config.training, trainCount)),
    snapshot.areWeightsGiven ? words.weightsGiven : words.weights,
    words.untrained + (snapshot.areWeightsGiven ? '' : words.drawsUntrained),
    words.origin,
  ];
  return html`<ul class="notes">
    ${notes.map((note) => html`<li>${note}</li>`)}
  </ul>`;
}

const notebookSteps = (trainCount: number): number =>
  notebook.training.epochs * stepsPerEpoch(notebook.training, trainCount);

function batchNotes({ config: { training } }: SessionSnapshot, trainCount: number): string[] {
  const { batchSize, batchOrder } = training;
  const batches = stepsPerEpoch(training, trainCount);
  const left = trainCount - batches * batchSize;
  const parts = [formatCount(batches), formatCount(batchSize)] as const;
  if (batchOrder !== 'sequential') return [words.shuffled(...parts)];
  const end = batchSize === notebook.training.batchSize ? words.likeIt : '.';
  const order = words.sequential(...parts) + end;
  return left > 0 ? [order, words.left(formatCount(left), formatCount(trainCount)) + end] : [order];
}

/** How often running averages have moved; nothing where that is not known for sure. */
function countNote({ step, marks, models }: SessionSnapshot): string[] {
  const wasAlwaysOn = models.every(({ curves }) => curves.batchAccuracies.every(Number.isFinite));
  return step > 0 && marks.length === 0 && wasAlwaysOn ? [words.count(formatCount(2 * step), formatCount(step))] : [];
}

function accuracyNote(snapshot: SessionSnapshot, batches: number): string[] {
  const accuracies = snapshot.models.map(({ curves }) => newestAccuracy(curves, snapshot.step, batches));
  if (accuracies.some((accuracy) => !Number.isFinite(accuracy))) return [];
  return [
    words.accuracy(
      formatCount(batches),
      accuracies.map((accuracy, model) => `${networkName(snapshot, model)} ${formatPercent(accuracy)}`).join(', '),
    ),
  ];
}

/** Mean over the batches of the newest `batches` steps; NaN before the first. */
function newestAccuracy({ lossSteps, batchAccuracies }: ModelCurves, step: number, batches: number): number {
  const newest = batchAccuracies.filter((_, index) => (lossSteps[index] ?? -1) >= step - batches);
  return newest.reduce((sum, accuracy) => sum + accuracy, 0) / newest.length;
}
