/**
 * What a figure shows, in words and tables: for those who read it without seeing it, and those who want the numbers; and what
 * copies links and saves files. Loaded when it is asked for.
 */
import '../spline-share/define.js';
import { html, nothing, type TemplateResult } from 'lit';
import { layerValues } from '../../analysis/layer-values.js';
import type { MomentToOpen } from '../../training/moment-to-open.js';
import type { ModelState } from '../../training/model-state.js';
import { isPiecewiseAffine } from '../../training/network-spec.js';
import type { Session, SessionSnapshot } from '../../training/session.js';
import { cellWords } from '../cell-words.js';
import type { ExactPartitions } from '../exact-partitions.js';
import { formatCount, formatLoss, formatMeasure, formatPercent, NO_VALUE } from '../format.js';
import type { Language } from '../language.js';
import { networkName, switchedNormalizer } from '../network-names.js';
import { curveTable } from '../spline-chart/curve-data.js';
import { epochsOf } from '../spline-chart/epoch-means.js';
import { numbersTable } from '../numbers-table.js';
import type { PictureStore } from '../picture-store.js';
import { undoButtons } from '../undo/undo-buttons.js';
import type { UndoDirection } from '../undo/undo-keys.js';
import type { ControlSet } from './figure-options.js';
import { fullScreenButton } from './full-screen-button.js';
import { savesTemplate } from './figure-saves.js';
import type { FigureStrings } from './figure-strings.js';
import { settingsLine } from '../print/settings-line.js';
import { shareStrings } from '../spline-share/share-strings.js';
import { chartStrings } from '../spline-chart/chart-strings.js';
import { pictureStrings } from '../spline-view/picture-strings.js';

const MOST_ROWS = 200;

export interface DetailsScene {
  readonly session: Session;
  readonly options: { readonly controls: ControlSet };
  /** Whether the figure fills the screen. */
  readonly isFull: boolean;
  readonly partitions: ExactPartitions | null;
  readonly picture: PictureStore;
  /** Address of the page that links open; empty: there is none. */
  readonly app: string;
  /** The picture in words, as the author gives them; empty: none are given. */
  readonly alt: string;
  /** What the figure opens by a link; null: nothing. */
  readonly linkedMoment: MomentToOpen | null;
  readonly words: FigureStrings;
  readonly language: Language;
}

export interface DetailsActions {
  /** Undoes the newest edit, or does it again. */
  readonly turn: (direction: UndoDirection) => void;
  readonly showKeys: () => void;
}

export function detailsTemplate(
  { session, options, isFull, partitions, picture, app, alt, linkedMoment, words, language }: DetailsScene,
  { turn, showKeys }: DetailsActions,
): TemplateResult {
  const { controls } = options;
  const { snapshot, models } = session;
  const { sentence, statisticsNames, switchHint, normalizers } = language.common;
  const inserted = switchedNormalizer(snapshot);
  const canSwitch = controls !== 'none';
  const { statistics } = language.of('picture', pictureStrings);
  const isDrawnWithStatistics = snapshot.models.some(({ normalization }) => normalization === 'batch');
  return html`
    ${controls === 'none' ? nothing : undoTemplate(session, turn, language)}
    <spline-share
      .language=${language}
      .session=${session}
      .picture=${picture}
      .base=${app}
      .sentence=${alt}
      .offers=${app ? 'all' : 'embed'}
    ></spline-share>
    ${savesTemplate(
      partitions && { session, partitions, picture, language },
      app,
      words,
      html`${fullScreenButton(isFull, words)} ${controls === 'full' ? nothing : keysButton(showKeys, words)}`,
    )}
    <p>
      ${sentence(settingsLine(snapshot, language))}
      ${linkedMoment ? linkText(linkedMoment, language) : nothing}
      ${words.accuracyHint} ${canSwitch && !isPiecewiseAffine(inserted) ? switchHint(normalizers[inserted].short) : nothing}
      ${isDrawnWithStatistics ? sentence(statistics(statisticsNames[snapshot.config.statistics])) : nothing}
    </p>
    ${runTable(snapshot, partitions, words, language)} ${models ? layersTable(snapshot, models, words, language) : ''}
    ${seriesTable(snapshot, words, language)}
  `;
}

/** For those without keys; in the bar they would take a second row, whose height nothing keeps free. */
const undoTemplate = (session: Session, turn: DetailsActions['turn'], language: Language): TemplateResult =>
  html`<div class="undoing">${undoButtons(session, turn, language)}</div>`;

/** Where the bar has no room for it. */
const keysButton = (showKeys: () => void, words: FigureStrings): TemplateResult =>
  html`<button type="button" class="button keys" @click=${showKeys}>${words.keys}</button>`;

/** How a link brings its networks. */
function linkText(moment: MomentToOpen, language: Language): string | typeof nothing {
  const { weights, replayed } = language.of('share', shareStrings).opened;
  const step = formatCount(moment.step, language);
  if ('models' in moment) return weights(step);
  return moment.step > 0 || moment.edits.length > 0 ? replayed(step) : nothing;
}

function runTable(
  snapshot: SessionSnapshot,
  partitions: ExactPartitions | null,
  words: FigureStrings,
  language: Language,
): TemplateResult {
  const { step, models } = snapshot;
  return numbersTable(
    words.runCaption,
    [words.network, words.step, words.cells, words.loss, words.trainAccuracy, words.testAccuracy],
    models.map(({ loss, evaluation }, model) => [
      networkName(snapshot, model, language),
      formatCount(step, language),
      cellWords(
        snapshot,
        model,
        partitions?.of(model) ?? { status: 'no-model', exact: null },
        language,
        language.of('picture', pictureStrings),
      ) ?? NO_VALUE,
      formatLoss(loss, language),
      formatPercent(evaluation?.trainAccuracy ?? NaN, language),
      formatPercent(evaluation?.testAccuracy ?? NaN, language),
    ]),
  );
}

function layersTable(
  snapshot: SessionSnapshot,
  models: readonly ModelState[],
  words: FigureStrings,
  language: Language,
): TemplateResult {
  const valueOrNone = (value: number | null): string =>
    value === null ? words.withoutValue : formatMeasure(value, language);
  const rows = models.flatMap((state, model) =>
    layerValues(state).map((values, layer) => [
      networkName(snapshot, model, language),
      formatCount(layer + 1, language),
      formatCount(values.units, language),
      formatMeasure(values.weights, language),
      ...[values.scale, values.shift, values.runningMean, values.runningVariance].map(valueOrNone),
    ]),
  );
  const { network, layer, units, weightSize, scale, shift, runningMean, runningVariance } = words;
  const columns = [network, layer, units, weightSize, scale, shift, runningMean, runningVariance];
  return numbersTable(words.layersCaption, columns, rows);
}

function seriesTable(snapshot: SessionSnapshot, words: FigureStrings, language: Language): TemplateResult {
  const curves = snapshot.models.map((model) => model.curves);
  const { steps, networks } = curveTable(curves, MOST_ROWS, epochsOf(snapshot));
  const { columns } = language.of('chart', chartStrings);
  const names = snapshot.models.map((_, model) => networkName(snapshot, model, language));
  return numbersTable(
    words.seriesCaption(formatCount(steps.length, language)),
    [words.step, ...names.map((name) => columns.loss(name)), ...names.map((name) => columns.train(name))],
    steps.map((step, row) => [
      formatCount(step, language),
      ...networks.map(({ losses }) => formatLoss(losses[row] ?? NaN, language)),
      ...networks.map(({ trainAccuracies }) => formatPercent(trainAccuracies[row] ?? NaN, language)),
    ]),
  );
}
