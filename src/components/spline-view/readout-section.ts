import { html, type TemplateResult } from 'lit';
import type { ViewWindow } from '../../training/picture.js';
import type { Language } from '../language.js';
import type { PictureState } from '../picture-store.js';
import type { Reading } from '../reading/reading.js';
import { readingStrings } from '../reading/reading-strings.js';
import { readoutTemplate } from '../reading/readout.js';

export interface ReadoutSection {
  /** Its name. */
  readonly network: string;
  /** Null while nothing is read. */
  readonly reading: Reading | null;
  readonly state: PictureState;
  readonly window: ViewWindow;
  /** Whether the point was chosen in another picture. */
  readonly isLinked: boolean;
  readonly end: () => void;
  readonly language: Language;
}

/** The reading beside the picture or over it: there on the other side than the point that it is about. */
export function readoutSection({
  network,
  reading,
  state,
  window,
  isLinked,
  end,
  language,
}: ReadoutSection): TemplateResult {
  const { probe, theme, unit } = state;
  const isProbeAtLeft = !!probe && probe.x < (window.x0 + window.x1) / 2;
  return html`<section
    class="readout ${isProbeAtLeft ? 'right' : 'left'} ${isLinked ? 'linked' : ''}"
    aria-label=${language.of('reading', readingStrings).region(network)}
    ?hidden=${!reading}
  >
    ${reading ? readoutTemplate(reading, theme, unit, end, language) : null}
  </section>`;
}
