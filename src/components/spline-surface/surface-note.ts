import { html, type TemplateResult } from 'lit';
import { formatCount } from '../format.js';
import { readingSentence } from '../reading/reading-sentence.js';
import { readingStrings } from '../reading/reading-strings.js';
import type { Reading } from '../reading/reading.js';
import { icon } from '../style/icons.js';
import type { SurfaceModel } from './surface-model.js';
import { liftName, surfaceStrings as words } from './surface-strings.js';

export interface SurfaceNote {
  readonly model: SurfaceModel;
  /** At the point that is read; null where none is. */
  readonly height: number | null;
  /** Why the 2-D canvas draws; null where WebGPU does. */
  readonly fallbackReason: string | null;
  /** Whether the picture's fill is one that surfaces do not show. */
  readonly lacksFill: boolean;
  /** Of the point that is read; null where none is. */
  readonly reading: Reading | null;
  /** Whether keys read; then they end it, too. */
  readonly isByKeys: boolean;
  readonly end: () => void;
}

/** What is lifted and its range, the height at the point that is read, and that reading in short. */
export function surfaceNote(note: SurfaceNote): TemplateResult {
  const { model, height, fallbackReason, lacksFill, reading } = note;
  const { lift, lowest, highest, partition } = model;
  return html`
    <p class="note">
      <span>${words.range(liftName(lift), formatHeight(lowest), formatHeight(highest))}</span>
      <b>${height === null ? null : words.at(formatHeight(height))}</b>
      ${partition.isComplete ? null : html`<span>${words.incomplete}</span>`}
      ${lacksFill ? html`<span>${words.lacksFill}</span>` : null}
      ${fallbackReason === null ? null : html`<span>${words.fallback(fallbackReason)}</span>`}
    </p>
    <div class="reading">${reading ? readingTemplate(reading, note) : null}</div>
  `;
}

function readingTemplate(reading: Reading, { isByKeys, end }: SurfaceNote): TemplateResult {
  const { close } = readingStrings;
  return html`
    <p>${readingSentence(reading)}</p>
    <button
      type="button"
      class="button icon ${isByKeys ? '' : 'by-touch'}"
      aria-label=${close}
      title=${close}
      @click=${end}
    >
      ${icon('close')}
    </button>
  `;
}

export function surfaceSentence({ lift, lowest, highest, partition }: SurfaceModel): string {
  const cells = formatCount(partition.cellCount);
  return words.sentence(liftName(lift), formatHeight(lowest), formatHeight(highest), cells);
}

/** Three significant digits: heights may be of any size. */
const heightDigits = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
export const formatHeight = (value: number): string => heightDigits.format(value === 0 ? 0 : value).replace('-', '−');
