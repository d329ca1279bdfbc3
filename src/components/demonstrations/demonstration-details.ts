/** What the fold of a demonstration holds: links, embed code, and its numbers as tables and files. Loaded when it is opened. */
import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import { csvText } from '../../io/csv-text.js';
import { embedTag } from '../../io/embed-code.js';
import { defaultView } from '../../io/figure-fields.js';
import { writeLink } from '../../io/link.js';
import type { Entry } from '../../io/parse-experiment.js';
import { embedSource } from '../embed-source.js';
import { formatCount, formatMeasure } from '../format.js';
import type { Language, Words } from '../language.js';
import { numbersTable } from '../numbers-table.js';
import { download } from '../spline-files/download.js';
import { pageAddress } from '../spline-figure/page-address.js';
import { CopiedText } from '../spline-share/copied-text.js';
import { shareStrings } from '../spline-share/share-strings.js';
import { demonstrationStrings } from './demonstration-strings.js';
import { addressOf } from './linked-attributes.js';
import type { Series, ShownExperiment } from './series.js';

export interface DetailsScene {
  readonly name: string;
  /** That are not as at first. */
  readonly attributes: readonly Entry[];
  readonly series: readonly Series[];
  /** Null: the application shows nothing like it. */
  readonly experiment: ShownExperiment | null;
  /** Address of the page with the whole application; empty: none is known. */
  readonly app: string;
  readonly language: Language;
}

export class DemonstrationDetails {
  readonly #host: LitElement;
  readonly #copied: CopiedText;

  constructor(host: LitElement) {
    this.#host = host;
    this.#copied = new CopiedText(host);
  }

  template(scene: DetailsScene): TemplateResult {
    const { app, experiment, language } = scene;
    const share = language.of('share', shareStrings);
    return html`
      <div class="row">
        <button type="button" class="button" @click=${() => this.#copyLink(scene)}>${share.link}</button>
        <button type="button" class="button" @click=${() => this.#copyEmbed(scene)}>${share.embed}</button>
        ${
          app && experiment
            ? html`<a
                class="button"
                href=${app}
                target="_blank"
                rel="noopener"
                @click=${(event: Event) => void openExperiment(event, app, experiment)}
                >${share.open}</a
              >`
            : nothing
        }
      </div>
      <div role="status">${this.#copied.template(share.byHand)}</div>
      ${scene.series.map((series) => tableTemplate(series, this.#host.localName, language))}
    `;
  }

  #copyLink({ attributes, language }: DetailsScene): void {
    const page = location.href.replace(/#.*$/s, '');
    void this.#copied.copy(addressOf(this.#host, attributes, page), language.of('share', shareStrings).copied.link);
  }

  #copyEmbed({ name, attributes, language }: DetailsScene): void {
    const words = language.of('share', shareStrings);
    const source = embedSource();
    const written = this.#host.textContent.replace(/\s+/g, ' ').trim();
    const fallback = { sentence: written || language.common.sentence(name), address: '', linkText: '' };
    const code = embedTag(this.#host.localName, attributes, source, fallback);
    void this.#copied.copy(code, words.copied.embed, source.isKnown ? '' : words.embedPlace);
  }
}

/** The application at that step of the experiment; at its own start where no link can say it. */
async function openExperiment(event: Event, app: string, { config, steps }: ShownExperiment): Promise<void> {
  event.preventDefault();
  const link = { config, view: defaultView, moment: { step: steps, edits: [] }, madeOn: null };
  const { text } = await writeLink(link);
  open(text === null ? app : `${app}#${text}`, '_blank', 'noopener');
}

/** @param tag begins the name of the file */
function tableTemplate(series: Series, tag: string, language: Language): TemplateResult {
  const { name, columns, rows } = series;
  const words: Words<typeof demonstrationStrings> = language.of('demonstration', demonstrationStrings);
  const written = (value: string | number): string => {
    if (typeof value === 'string') return value;
    return Number.isInteger(value) ? formatCount(value, language).replace('-', '−') : formatMeasure(value, language);
  };
  return html`
    ${numbersTable(
      name,
      columns,
      rows.map((row) => row.map(written)),
    )}
    <p>
      <button type="button" class="button" @click=${() => saveCsv(series, tag)}>${words.saveCsv(name)}</button>
    </p>
  `;
}

function saveCsv({ name, columns, rows }: Series, tag: string): void {
  const cells = rows.map((row) => row.map((value) => (typeof value === 'number' && isNaN(value) ? null : value)));
  const file = `${tag} ${name}`.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');
  download(`${file}.csv`, csvText(columns, cells), 'text/csv');
}

/** The page that links of the application open, where an author or the script of figures says it. @param own the author's */
export function appAddress(own: string): string {
  const figure = customElements.get('spline-figure') as { readonly appPage?: string } | undefined;
  return pageAddress(own || (figure?.appPage ?? ''));
}
