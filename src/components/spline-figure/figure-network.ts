import { html, nothing, type TemplateResult } from 'lit';
import type { ExperimentConfig } from '../../training/experiment-config.js';
import { isPiecewiseAffine } from '../../training/network-spec.js';
import type { Session, SessionSnapshot } from '../../training/session.js';
import { cellWords } from '../cell-words.js';
import { divergenceTemplate, type DivergenceActions } from '../divergence.js';
import type { ExactPartitions, ExactState } from '../exact-partitions.js';
import { formatCount, formatLoss, formatPercent } from '../format.js';
import type { Language } from '../language.js';
import { kindName, lastSwitch, networkLabel, switchedNormalizer } from '../network-names.js';
import { normalizationSwitch } from '../normalization-switch.js';
import type { PictureStore } from '../picture-store.js';
import { lineSample } from '../spline-chart/line-sample.js';
import type { FigureOptions } from './figure-options.js';
import type { Still } from '../print/paint-still.js';
import type { FigureStrings } from './figure-strings.js';

export interface NetworkActions extends DivergenceActions {
  switchNormalization(model: number): void;
}

/** What the networks of a figure are shown with. */
export interface NetworkScene {
  readonly session: Session | null;
  readonly partitions: ExactPartitions | null;
  readonly picture: PictureStore;
  readonly options: FigureOptions;
  readonly words: FigureStrings;
  readonly language: Language;
  /** Name of the picture for assistive technology. */
  readonly alt: string;
  /** What that is in, as the page says it, which may be empty; null: in the language of the words. */
  readonly altLang: string | null;
  /** What runs, or what is to. */
  readonly config: ExperimentConfig;
  /** In place of pictures, while the page is printed. */
  readonly stills: readonly (Still | null)[];
}

/** One network of a figure: its picture, below it its name and switch, and one line of numbers. */
export function networkTemplate(scene: NetworkScene, model: number, actions: NetworkActions): TemplateResult {
  const { session, partitions, picture, options, words, language, alt, altLang, config, stills } = scene;
  const kinds = config.normalizations;
  const snapshot = session?.snapshot ?? null;
  const normalization = snapshot?.models[model]?.normalization ?? kinds[model] ?? 'none';
  const inserted = switchedNormalizer(snapshot ?? { config });
  const name = kindName(normalization, inserted, language);
  const mark = snapshot && lastSwitch(snapshot, model);
  const label = networkLabel(model, name, language);
  const isBare = options.controls === 'none';
  const pictureName = kinds.length > 1 ? words.altOf(alt, language.common.nthNetwork(model)) : alt;
  const still = stills[model];
  return html`
    <div role="group" class="network ${model === 0 ? 'first' : 'second'} ${still ? 'printed' : ''}" part="network" data-model=${model} aria-label=${label}>
      <spline-view
        part="view"
        exportparts="frame, hint"
        .session=${session}
        .model=${model}
        .picture=${picture}
        .partitions=${partitions}
        .gestures=${options.gestures}
        .tools=${isBare ? 'none' : options.controls === 'full' ? 'all' : 'view'}
        .language=${language}
        .label=${pictureName}
        .labelLang=${altLang}
        .prints=${false}
      >
        ${snapshot?.divergence?.model === model ? divergenceTemplate(snapshot, actions, language) : nothing}
      </spline-view>
      ${still ? html`<div class="still" role="img" lang=${altLang ?? nothing} aria-label=${pictureName}>${still.canvas}</div>` : nothing}
      <div class="title">
        ${lineSample(model, normalization)}
        <span class="name" part="name">${name}</span>
        <span class="since">${mark ? words.since(formatCount(mark.step, language)) : nothing}</span>
        ${isBare ? nothing : normalizationSwitch(snapshot, model, () => actions.switchNormalization(model), config, language)}
      </div>
      ${numbersTemplate(snapshot, model, partitions?.of(model) ?? { status: 'no-model', exact: null }, words, language)}
      ${isPiecewiseAffine(normalization) ? nothing : html`<p class="curved">${language.common.curvedNote(language.common.normalizers[normalization === 'none' ? inserted : normalization].short)}</p>`}
    </div>
  `;
}

function numbersTemplate(
  snapshot: SessionSnapshot | null,
  model: number,
  state: ExactState,
  words: FigureStrings,
  language: Language,
): TemplateResult {
  const network = snapshot?.models[model];
  const cells = snapshot && cellWords(snapshot, model, state, language, words);
  return html`
    <p class="numbers" part="numbers">
      <span>${words.loss} <b>${formatLoss(network?.loss ?? NaN, language)}</b></span>
      <span class="accuracy"><b>${formatPercent(network?.evaluation?.trainAccuracy ?? NaN, language)}</b> ${words.accuracy}</span
      >
      <span class="cells">${cells ?? nothing}</span>
    </p>
  `;
}
