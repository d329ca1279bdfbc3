import { html, nothing, type TemplateResult } from 'lit';
import type { LatePartsController } from '../controllers/late-parts-controller.js';
import { keysDialog } from '../spline-lab/keys-dialog.js';
import { latePartsNote } from '../spline-lab/late-parts-note.js';
import type { TimeActions } from '../time-travel/scrubber.js';
import { icon } from '../style/icons.js';
import { barTemplate, type BarActions, type BarScene } from './figure-bar.js';
import type { DetailsActions } from './figure-details.js';
import { keysWithout } from './figure-keys.js';
import { noticeSentence } from '../../training/notice-strings.js';
import { printLine, settingsLine } from '../print/settings-line.js';
import type { Session } from '../../training/session.js';
import { layersTemplate } from './figure-layers.js';
import type { FigureStrings } from './figure-strings.js';
import { networkTemplate, type NetworkActions, type NetworkScene } from './figure-network.js';
import { isDrawn } from './figure-reporter.js';
import { inWords, type Remark } from './remark.js';
import type { MomentToOpen } from '../../training/moment-to-open.js';

/** All that a figure is drawn from. */
export interface FigureScene extends Omit<NetworkScene, 'alt'>, Pick<BarScene, 'isGoing' | 'hold' | 'pace'> {
  /** What it opens by a link; null: nothing. */
  readonly linkedMoment: MomentToOpen | null;
  /** As the author gives it; empty: the figure has a name of its own. */
  readonly alt: string;
  readonly theme: 'light' | 'dark';
  readonly poster: string;
  readonly hasFallback: boolean;
  /** Whether the picture comes by itself, or is there. */
  readonly isComing: boolean;
  readonly chart: LatePartsController;
  /** What the fold holds, once it has been loaded, and how that stands. */
  readonly details: typeof import('./figure-details.js') | null;
  readonly late: LatePartsController;
  /** How it stands with what runs the figure. */
  readonly near: LatePartsController;
  /** Whether that waits for the reader, who saves data, or has been asked for and is on its way. */
  readonly isSpared: boolean;
  readonly isAskedFor: boolean;
  /** Address of the page that links open; empty: there is none. */
  readonly app: string;
  /** Whether the tables are open. */
  readonly isOpen: boolean;
  /** Whether the figure fills the screen. */
  readonly isFull: boolean;
  /** What was not understood, a sentence each. */
  readonly problems: readonly Remark[];
  /** What the reader, or the author, wanted and cannot have. */
  readonly refusal: Remark | null;
  /** For those who hear the figure. */
  readonly spoken: string;
}

export interface FigureActions extends NetworkActions, Omit<BarActions, 'showKeys'>, DetailsActions {
  onFallback(event: Event): void;
  onDetails(event: Event): void;
  dismissRefusal(): void;
  /** Loads what runs the figure, where that has failed or has to be asked for. */
  load(): void;
  /** Goes to another moment of the run, or back to the run that was left. */
  readonly time: TimeActions;
  /** Tells that the past is shown, or left. */
  readonly onMoment: (event: CustomEvent<string>) => void;
}

export function figureTemplate(scene: FigureScene, actions: FigureActions): TemplateResult {
  const { session, config, words, language, options, poster, altLang } = scene;
  const snapshot = session?.snapshot ?? null;
  const isBeforePicture = !snapshot || !isDrawn(snapshot);
  const showsFallback = isBeforePicture && (scene.hasFallback || poster !== '');
  const alt = scene.alt || words.defaultAlt;
  const kinds = config.normalizations;
  const classes = [
    'figure',
    ...(showsFallback ? ['before-picture'] : []),
    ...(kinds.length > 1 ? ['several'] : []),
  ].join(' ');
  return html`
    <div class="theme ${scene.theme}">
      <figure class=${classes} part="figure" lang=${(altLang ?? language.lang) || nothing} aria-label=${alt}>
        <div class="words" lang=${language.lang || nothing} dir=${language.dir}>
        <div class="networks">
          ${kinds.map((_, model) => networkTemplate({ ...scene, alt }, model, actions))}
          <div class="fallback ${scene.isComing ? 'coming' : ''}" ?hidden=${!showsFallback}>
            ${poster ? html`<img part="poster" loading=${options.loading} src=${poster} alt=${scene.alt || words.posterAlt} lang=${altLang ?? nothing} />` : nothing}
            <slot @slotchange=${(event: Event) => actions.onFallback(event)}></slot>
          </div>
          ${isBeforePicture && !showsFallback ? html`<p class="unseen" lang=${altLang ?? nothing} aria-hidden="true">${alt}</p>` : nothing}
        </div>
        ${barTemplate({ ...scene, controls: options.controls, hasFailed: scene.near.state === 'failed' }, actions)}
        ${options.controls === 'full' ? fullTemplate(scene, actions) : nothing}
        ${foldedTemplate(scene, actions)} ${notesTemplate(scene, actions)}
        <p class="print-line">${printLine({ config }, scene.stills[0]?.step ?? snapshot?.step, language)}</p>
        <slot name="caption"></slot>
        <p class="visually-hidden" role="status">${scene.spoken}</p>
        ${keysDialog(language, keysWithout[options.controls])}
        </div>
      </figure>
    </div>
  `;
}

function fullTemplate(
  { session, config, words, language, picture, theme, chart }: FigureScene,
  { time, onMoment }: FigureActions,
): TemplateResult {
  return html`
    <div class="more-controls">
      <spline-scrubber
        .language=${language}
        .session=${session}
        .time=${time}
        @spline-announce=${onMoment}
      ></spline-scrubber>
      <div class="chart">
        <spline-chart .language=${language} .session=${session} .theme=${theme}>
          ${lateNote(chart, words)}
        </spline-chart>
      </div>
      ${layersTemplate(picture, config.network.hiddenWidths.length, words, language)}
    </div>
  `;
}

function foldedTemplate(scene: FigureScene, actions: FigureActions): TemplateResult {
  const { session, config, options, words, language, isOpen } = scene;
  const isQuiet = options.controls === 'none';
  return html`
    <details class=${isQuiet ? 'quiet' : nothing} part="details" @toggle=${(event: Event) => actions.onDetails(event)}>
      <summary>
        ${isQuiet ? nothing : html`<span class="settings">${settingsLine({ config }, language)}</span>`}<span class="more">${words.details}</span>
      </summary>
      ${isOpen && session ? openTemplate({ ...scene, session }, actions) : nothing}
    </details>
  `;
}

function openTemplate(
  scene: FigureScene & { readonly session: Session },
  actions: FigureActions,
): TemplateResult | typeof nothing {
  const { details, late, words } = scene;
  if (details) return details.detailsTemplate(scene, actions);
  return lateNote(late, words);
}

function lateNote(part: LatePartsController, words: FigureStrings): TemplateResult | typeof nothing {
  const { partLoading: loading, partFailed: failed, tryAgain: retry } = words;
  return latePartsNote(part.state, () => void part.load(), { loading, failed, retry });
}

function nearNote(scene: FigureScene, actions: FigureActions): TemplateResult | typeof nothing {
  const { near, isSpared, isAskedFor, words } = scene;
  if (isSpared && near.state !== 'failed') {
    // It stays until Play can have the focus in its place.
    return html`<div class="note">
      <p>${words.spared}</p>
      <button type="button" class="button" aria-disabled=${isAskedFor} @click=${() => actions.load()}>
        ${isAskedFor ? words.starting : words.showFigure}
      </button>
    </div>`;
  }
  if (near.state !== 'failed') return nothing;
  const { partLoading: loading, notLoaded: failed, tryAgain: retry } = words;
  return html`<div class="note">${latePartsNote(near.state, () => actions.load(), { loading, failed, retry })}</div>`;
}

const remarkTemplate = ({ text, english }: Remark): TemplateResult =>
  html`<p>${text} ${english ? html`<span lang="en" dir="ltr">${english}</span>` : nothing}</p>`;

function notesTemplate(scene: FigureScene, actions: FigureActions): TemplateResult {
  const { session, words, language, problems, refusal } = scene;
  const { failure, notice } = session?.snapshot ?? { failure: null, notice: null };
  const lines = [
    ...problems.map(remarkTemplate),
    ...(failure === null ? [] : [remarkTemplate(inWords(words.nothingRuns, failure))]),
    ...(notice === null
      ? []
      : [remarkTemplate(inWords(noticeSentence(notice, language.common.notice, language.locale), notice.reason))]),
  ];
  return html`
    ${nearNote(scene, actions)} ${lines.map((line) => html`<div class="note">${line}</div>`)}
    ${
      refusal === null
        ? nothing
        : html`<div class="note" role="alert">
            ${remarkTemplate(refusal)}
            <button
              type="button"
              class="button icon"
              aria-label=${language.common.notice.dismiss}
              @click=${() => actions.dismissRefusal()}
            >
              ${icon('close')}
            </button>
          </div>`
    }
  `;
}
