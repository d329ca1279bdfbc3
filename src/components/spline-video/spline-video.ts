import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { createSession, type SessionFactory } from '../../create-session.js';
import type { FilmFormat } from '../../io/video/film-writer.js';
import { HOLD_SECONDS, planFrames, stepsPerFrameFor, type FramePlan } from '../../io/video/frame-plan.js';
import { firstStepOf, type RunToReplay } from '../../io/video/replayed-run.js';
import type { Workers } from '../../page-workers.js';
import { InvalidSettingError, requireNumber } from '../../training/invalid-setting-error.js';
import type { Session } from '../../training/session.js';
import { StoreController } from '../controllers/store-controller.js';
import { emit } from '../events.js';
import { formatCount, formatSetting } from '../format.js';
import { networkName } from '../network-names.js';
import { PictureStore } from '../picture-store.js';
import type { FieldContext } from '../spline-controls/field.js';
import { splineControlsStyles } from '../spline-controls/spline-controls.styles.js';
import { download } from '../spline-files/download.js';
import { controlStyles, offPaperStyles } from '../style/controls.js';
import { defaultChoices, filmFields, type FilmChoices } from './film-fields.js';
import { rangeOf, runOf } from './film-range.js';
import { FilmMaking } from './film-making.js';
import { filmSize } from './frame-composer.js';
import type { FilmOrder } from './make-film.js';
import { formatsFor } from './open-writer.js';
import { splineVideoStyles } from './spline-video.styles.js';
import { videoStrings as words } from './video-strings.js';

/** Fields by what their numbers are called in refusals. */
const fieldIds: Readonly<Record<string, string>> = {
  [words.from]: 'from',
  [words.to]: 'to',
  [words.stepsPerFrame]: 'steps',
  [words.seconds]: 'seconds',
};

/** Longer films are longer than anybody looks. */
const MOST_SECONDS = 600;

type Planned = { readonly plan: FramePlan } | { readonly refused: InvalidSettingError };

/**
 * Makes a film of a session's run, exact to the step, and saves it.
 *
 * @element spline-video
 * @event spline-refused - `detail`: why there is no film
 * @event spline-announce - `detail`: that a film is being made, was saved or cancelled
 */
export class SplineVideo extends LitElement {
  static override readonly styles = [controlStyles, offPaperStyles, splineControlsStyles, splineVideoStyles];

  @property({ attribute: false }) accessor session: Session | null = null;
  @property({ attribute: false }) accessor picture = new PictureStore();
  /** In which films are made. */
  @property({ attribute: false }) accessor workers: Workers = 'auto';
  /** Makes the session in which the run is made again. */
  @property({ attribute: false }) accessor createSession: SessionFactory = createSession;

  @state() private accessor choices: FilmChoices = defaultChoices;
  @state() private accessor formats: readonly FilmFormat[] = ['gif'];
  /** Why there is nothing but GIF. */
  @state() private accessor gifOnly: keyof typeof words.gifOnly | null = null;
  /** What came of the last film. */
  @state() private accessor result: string | null = null;

  @query('#format') private accessor first!: HTMLSelectElement | null;
  @query('.make') private accessor makeButton!: HTMLButtonElement | null;

  readonly #sessions = new StoreController(this);
  readonly #pictures = new StoreController(this);
  readonly #making = new FilmMaking(this);
  /** Size that `formats` are of. */
  #checked = '';

  override focus(): void {
    this.first?.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('session')) this.#sessions.follow(this.session);
    if (changed.has('picture')) this.#pictures.follow(this.picture);
    void this.#checkFormats();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { session, choices } = this;
    if (!session) return nothing;
    const run = runOf(session);
    if (!run) return nothing;
    const { snapshot } = session;
    const range = rangeOf(run, snapshot, choices.range, choices);
    const planned = plannedFilm(choices, range, firstStepOf(run));
    const shown = {
      ...range,
      format: this.#format,
      formats: this.formats,
      names: snapshot.models.map((_, model) => networkName(snapshot, model)),
    };
    const { progress } = this.#making;
    return html`
      ${filmFields(contextOf(planned), choices, shown, (change) => (this.choices = { ...choices, ...change }))}
      ${this.gifOnly === null ? nothing : html`<p class="absent">${words.gifOnly[this.gifOnly]}</p>`}
      ${
        this.gifOnly === 'not-loaded'
          ? html`<div class="row">
              <button type="button" class="button" @click=${() => void this.#tryAgain()}>${words.tryAgain}</button>
            </div>`
          : nothing
      }
      ${firstStepOf(run) > 0 ? html`<p class="absent">${words.noPast(formatCount(firstStepOf(run)))}</p>` : nothing}
      ${this.picture.state.numberFill === null ? nothing : html`<p class="absent">${words.numberFill}</p>`}
      <p class="plan">${'plan' in planned ? this.#summary(planned.plan) : nothing}</p>
      <div class="row">
        <button
          type="button"
          class="button make"
          ?disabled=${!('plan' in planned)}
          aria-disabled=${progress !== null}
          @click=${() => 'plan' in planned && void this.#make(run, planned.plan)}
        >
          ${progress ? words.making : words.make}
        </button>
        ${progress ? html`<button type="button" class="button" @click=${this.#cancel}>${words.cancel}</button>` : nothing}
      </div>
      ${
        progress
          ? html`<div class="work">
              <progress aria-label=${words.progressLabel} max=${progress.count} .value=${progress.done}></progress>
              <span>
                ${words.progress(formatCount(progress.done), formatCount(progress.count), timeLeft(progress.secondsLeft))}
              </span>
            </div>`
          : nothing
      }
      ${this.result === null ? nothing : html`<p class="result">${this.result}</p>`}
    `;
  }

  get #format(): FilmFormat {
    const { format } = this.choices;
    return format !== null && this.formats.includes(format) ? format : this.formats[0]!;
  }

  get #subjects(): readonly number[] {
    const all = this.session?.snapshot.models.map((_, model) => model) ?? [];
    const { subject } = this.choices;
    return subject === null || !all.includes(subject) ? all : [subject];
  }

  #summary({ frames, framesPerSecond, ticks }: FramePlan): string {
    const { width, height } = filmSize({ edge: this.choices.edge, subjects: this.#subjects });
    const seconds = formatSetting(Math.round((10 * ticks) / framesPerSecond) / 10);
    const [from, to] = [frames[0]!, frames.at(-1)!].map(({ step }) => formatCount(step)) as [string, string];
    const size = `${formatCount(width)} × ${formatCount(height)}`;
    return words.plan(words.frames(frames.length), seconds, from, to, size);
  }

  /** What can be made here depends on the size. */
  async #checkFormats(): Promise<void> {
    const { edge, rate } = this.choices;
    const size = { ...filmSize({ edge, subjects: this.#subjects }), framesPerSecond: rate };
    const key = `${size.width} ${size.height}`;
    if (!this.session || key === this.#checked) return;
    this.#checked = key;
    const found = await formatsFor(size).catch(() => null);
    if (key !== this.#checked) return;
    this.formats = found ?? ['gif'];
    this.gifOnly = found === null ? 'not-loaded' : found.length > 1 ? null : 'no-encoder';
  }

  /** To load the part that makes videos. */
  async #tryAgain(): Promise<void> {
    this.#checked = '';
    await this.#checkFormats();
    // The button that was pressed goes away.
    if (this.gifOnly !== 'not-loaded') this.focus();
    if (this.gifOnly) emit(this, 'spline-announce', words.gifOnly[this.gifOnly]);
  }

  async #make(run: RunToReplay, plan: FramePlan): Promise<void> {
    const { session, picture } = this;
    if (!session || this.#making.progress) return;
    const { theme, points, layers, window, numberFill } = picture.state;
    const { config, engine } = session.snapshot;
    const format = this.#format;
    const order: FilmOrder = {
      run,
      plan,
      format,
      engine: engine?.kind ?? 'cpu',
      workers: this.workers,
      createSession: this.createSession,
      look: { theme, points, edge: this.choices.edge, subjects: this.#subjects },
      // A film has no exact cells to be filled by a number.
      layers: numberFill === null ? layers : { ...layers, fill: 'confidence' },
      window,
      statistics: config.statistics,
    };
    this.result = null;
    emit(this, 'spline-announce', words.begun);
    try {
      const film = await this.#making.make(order);
      if (film) this.#save(film, fileName(config.data.set, plan, format));
      else this.#tell(words.cancelled);
    } catch (error) {
      this.result = words.failed(error instanceof Error ? error.message : String(error));
      emit(this, 'spline-refused', this.result);
    }
  }

  #save(film: Blob, name: string): void {
    download(name, film, film.type);
    this.#tell(words.saved(name, words.megabytes(formatSetting(Math.max(1, Math.round(film.size / 1e5)) / 10))));
  }

  #tell(text: string): void {
    this.result = text;
    emit(this, 'spline-announce', text);
  }

  readonly #cancel = (): void => {
    // The button that was pressed goes away.
    this.makeButton?.focus();
    this.#making.cancel();
  };
}

function plannedFilm(
  choices: FilmChoices,
  { from, to }: { readonly from: number; readonly to: number },
  first: number,
): Planned {
  const { rate, pace, seconds } = choices;
  try {
    if (pace === 'length') requireNumber(words.seconds, seconds, 2 * HOLD_SECONDS + 1, MOST_SECONDS);
    const stepsPerFrame =
      pace === 'steps' ? choices.stepsPerFrame : stepsPerFrameFor(from, to, rate, seconds - 2 * HOLD_SECONDS);
    return { plan: planFrames({ from, to, stepsPerFrame, framesPerSecond: rate }, first) };
  } catch (error) {
    if (error instanceof InvalidSettingError) return { refused: error };
    throw error;
  }
}

/** A refusal stands beside its field, whose number stays. */
const contextOf = (planned: Planned): FieldContext => ({
  refusalOf: (id) => {
    if (!('refused' in planned) || fieldIds[planned.refused.field] !== id) return null;
    const { value, message } = planned.refused;
    return { text: Number.isFinite(value) ? String(value) : '', message };
  },
  apply: (_id, _text, change) => change(),
});

function timeLeft(seconds: number | null): string | null {
  if (seconds === null) return null;
  const whole = Math.max(1, Math.round(seconds));
  return whole < 100 ? words.secondsLeft(whole) : words.minutesLeft(Math.round(whole / 60));
}

/** Data set and steps: enough to tell films apart in a folder. */
const fileName = (set: string, { frames }: FramePlan, format: FilmFormat): string =>
  `splinescope-${set}-steps${frames[0]!.step}-${frames.at(-1)!.step}.${format}`;

declare global {
  interface HTMLElementTagNameMap {
    'spline-video': SplineVideo;
  }
}
