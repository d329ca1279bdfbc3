import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Entry } from '../../io/parse-experiment.js';
import type { PictureTheme } from '../../training/picture.js';
import { LatePartsController } from '../controllers/late-parts-controller.js';
import { tell } from '../events.js';
import { formatSetting } from '../format.js';
import { languageOf } from '../language-of.js';
import { english, type Language, type Strings, type Words } from '../language.js';
import { detailsStyles } from '../spline-figure/figure-details.styles.js';
import { PrintController } from '../print/print-controller.js';
import { FigureLook } from '../spline-figure/figure-look.js';
import { latePartsNote } from '../spline-lab/late-parts-note.js';
import { splineShareStyles } from '../spline-share/spline-share.styles.js';
import { controlStyles } from '../style/controls.js';
import { tokens } from '../style/tokens.js';
import { demonstrationStrings } from './demonstration-strings.js';
import { demonstrationStyles } from './demonstration.styles.js';
import { lineSample } from './line-sample.js';
import { LinkedAttributes } from './linked-attributes.js';
import type { Series, ShownExperiment } from './series.js';
import type { SlicedWork } from './sliced-work.js';

/** What a demonstration measures, by name; NaN for what is not known yet. */
export type DemonstrationNumbers = Readonly<Record<string, number>>;

/** A line of a picture, by the class that it is drawn in, and what it is. */
export type KeyEntry = readonly [kind: string, name: string];

type DetailsParts = typeof import('./demonstration-details.js');

interface Details extends Pick<DetailsParts, 'appAddress'> {
  readonly parts: InstanceType<DetailsParts['DemonstrationDetails']>;
}

/** How a demonstration looks and behaves on its page, which no link says. */
const pageAttributes: ReadonlySet<string> = new Set(['theme', 'app']);

/** Attributes that say what is shown, each with its property. */
const ownAttributes = ({ elementProperties }: typeof LitElement): (readonly [attribute: string, key: string])[] =>
  [...elementProperties].flatMap(([key, { attribute }]) => {
    const name = typeof attribute === 'string' ? attribute : String(key).toLowerCase();
    return attribute === false || pageAttributes.has(name) ? [] : [[name, String(key)] as const];
  });

/**
 * A small figure of an article that shows one thing and computes every number that it says. Children are shown until there
 * is a picture.
 *
 * @attr theme - auto (default): dark where the page's text is light; light, dark
 * @attr lang - language of `strings`, and of numbers with them; else that of the nearest element which has one
 * @attr app - address of the page with the whole application, which links of experiments open; as with figures where it is not set
 *
 * @slot - fallback: a picture, a sentence, a link; an image with `loading="lazy"`, and links that stand alone, without script and on paper
 *
 * @fires spline-numbers - whenever a number that it shows is another
 */
export abstract class Demonstration extends LitElement {
  static override readonly styles = [tokens, controlStyles, splineShareStyles, detailsStyles, ...demonstrationStyles];

  /** auto: dark where the page's text is light; light, dark. */
  @property() accessor theme = 'auto';
  /** What it says, as with figures, in place of English words. */
  @property({ attribute: false }) accessor strings: Strings | null = null;
  /** Address of the page with the whole application, as with figures. */
  @property() accessor app = '';

  @state() private accessor isOpen = false;

  @query('.theme') private accessor themed!: HTMLElement;

  readonly #print = new PrintController(this, () => this.performUpdate());
  readonly #look = new FigureLook(
    this,
    () => this.#theme,
    () => this.#print.isPrinting,
  );
  readonly #late = new LatePartsController(this, async () => {
    const { appAddress, DemonstrationDetails } = await import('./demonstration-details.js');
    this.#details = { appAddress, parts: new DemonstrationDetails(this) };
  });
  #details: Details | null = null;
  /** One as no author or reader has touched it. */
  #untouched: this | null = null;
  #language = english;
  #notes: string[] = [];
  #sentNumbers = '';

  constructor() {
    super();
    const attributes = ownAttributes(this.constructor as typeof LitElement).map(([attribute]) => attribute);
    new LinkedAttributes(this, attributes);
  }

  /** Name of the figure; it never changes. */
  protected abstract readonly name: string;

  /** All numbers that the figure shows, for sentences elsewhere in a page. */
  abstract get numbers(): DemonstrationNumbers;

  /** What moves the figure by itself, which its reader can pause; null where nothing does. */
  protected readonly work: SlicedWork | null = null;

  /** Panels with a picture each, side by side where there is room. */
  protected abstract pictures(): TemplateResult | readonly TemplateResult[];

  /** What is to be known of all pictures. */
  protected underPictures(): TemplateResult | typeof nothing {
    return nothing;
  }

  protected sliders(): TemplateResult | typeof nothing {
    return nothing;
  }

  protected buttons(): TemplateResult | typeof nothing {
    return nothing;
  }

  /** What the pictures show, in words and numbers. */
  protected abstract sentence(): string;

  /** What the pictures show, as tables. */
  protected abstract series(): readonly Series[];

  /** What of it the whole application can show; null: nothing. */
  protected get experiment(): ShownExperiment | null {
    return null;
  }

  /** Whether the pictures show something yet. */
  protected get hasPicture(): boolean {
    return true;
  }

  /** What it is read in. */
  protected get language(): Language {
    return this.#language;
  }

  /** A setting. */
  protected number(value: number): string {
    return formatSetting(value, this.#language).replace('-', '−');
  }

  /** A number from outside, within its range: one beyond it is moved to the edge, and the figure says so. */
  protected within(name: string, value: number | null, least: number, most: number, initial: number): number {
    // Where an attribute was taken away.
    if (value === null) return initial;
    if (Number.isNaN(value)) {
      this.#notes.push(this.#words.notANumber(name, this.number(initial)));
      return initial;
    }
    const kept = Math.min(most, Math.max(least, value));
    if (kept !== value) this.#notes.push(this.#words.limited(name, this.number(kept)));
    return kept;
  }

  /** A word from outside: the first of the accepted ones where it is none of them, and the figure says so. */
  protected choice<T extends string>(name: string, value: string, accepted: readonly [T, ...T[]]): T {
    const found = accepted.find((one) => one === value);
    if (found === undefined) this.#notes.push(this.#words.notAChoice(name, accepted.join(', '), accepted[0]));
    return found ?? accepted[0];
  }

  protected keyTemplate(entries: readonly KeyEntry[]): TemplateResult {
    return html`<ul class="key">
      ${entries.map(([kind, name]) => html`<li>${lineSample(kind)}${name}</li>`)}
    </ul>`;
  }

  protected override performUpdate(): void {
    this.#language = languageOf(this, this.strings, this.#language);
    super.performUpdate();
  }

  override render(): TemplateResult {
    this.#notes = [];
    const { language } = this;
    return html`
      <div class="theme ${this.#look.printedTheme}">
        <figure class=${this.hasPicture ? '' : 'before-picture'} aria-label=${this.name} lang=${language.lang || nothing} dir=${language.dir}>
          <div class="stage">
            <div class="pictures">${this.pictures()}</div>
            <div class="fallback" ?hidden=${this.hasPicture}><slot>${this.name}</slot></div>
          </div>
          ${this.underPictures()}
          <div class="controls">
            ${this.sliders()}
            <div class="buttons">${this.buttons()}${this.#pauseTemplate()}</div>
          </div>
          <p class="numbers" id="numbers">${this.work?.isSpared ? this.#words.spared : this.sentence()}</p>
          ${this.#notesTemplate()} ${this.#detailsTemplate()}
        </figure>
      </div>
    `;
  }

  protected override updated(): void {
    this.#look.dress(this.themed);
    const { numbers } = this;
    const sent = Object.values(numbers).join();
    if (sent === this.#sentNumbers) return;
    this.#sentNumbers = sent;
    tell(this, 'spline-numbers', numbers);
  }

  get #words(): Words<typeof demonstrationStrings> {
    return this.#language.of('demonstration', demonstrationStrings);
  }

  get #theme(): PictureTheme | 'auto' {
    return this.theme === 'light' || this.theme === 'dark' ? this.theme : 'auto';
  }

  /** Settings that are not as at first. */
  get #changedAttributes(): Entry[] {
    const untouched = (this.#untouched ??= document.createElement(this.localName) as this);
    return ownAttributes(this.constructor as typeof LitElement).flatMap(([attribute, key]): Entry[] => {
      const value: unknown = this[key as keyof this];
      if (Object.is(value, untouched[key as keyof this])) return [];
      return [[attribute, value === true ? '' : String(value)]];
    });
  }

  #detailsTemplate(): TemplateResult {
    const { language, name, app } = this;
    const words = this.#words;
    const { partLoading: loading, partFailed: failed, tryAgain: retry } = words;
    const details = this.#details;
    return html`
      <details part="details" @toggle=${(event: Event) => this.#onToggle(event)}>
        <summary><span class="settings">${name}</span><span class="more">${words.details}</span></summary>
        ${
          !this.isOpen
            ? nothing
            : details
              ? details.parts.template({
                  name,
                  attributes: this.#changedAttributes,
                  series: this.series(),
                  experiment: this.experiment,
                  app: details.appAddress(app),
                  language,
                })
              : latePartsNote(this.#late.state, () => void this.#late.load(), { loading, failed, retry })
        }
      </details>
    `;
  }

  #onToggle({ currentTarget }: Event): void {
    this.isOpen = (currentTarget as HTMLDetailsElement).open;
    if (this.isOpen) void this.#late.load();
  }

  #notesTemplate(): TemplateResult | typeof nothing {
    const words = this.#words;
    const ofStrings = this.#language.problems.map(({ key, kind }) =>
      (kind === 'unknown' ? words.unknownString : words.unfitString)(key),
    );
    const notes = [...new Set([...this.#notes, ...ofStrings])];
    return notes.length > 0 ? html`<p class="note" role="status">${notes.join(' ')}</p>` : nothing;
  }

  /** It stays when there is nothing left to pause, so that who has pressed it keeps the focus. */
  #pauseTemplate(): TemplateResult | typeof nothing {
    const { work } = this;
    if (!work) return nothing;
    const words = this.#words;
    const label = work.isPaused ? words.goOn : work.isWorking ? words.pause : words.done;
    const press = (): void => {
      if (work.isSpared) work.begin();
      else if (work.isWorking) work.toggle();
    };
    return html`
      <button type="button" class="button" aria-disabled=${String(!work.isWorking)} @click=${press}>
        ${work.isSpared ? words.begin : label}
      </button>
    `;
  }
}
