import { html, type TemplateResult } from 'lit';
import { insertedNormalization, type ExperimentConfig } from '../../training/experiment-config.js';
import type { PictureTheme } from '../../training/picture.js';
import type { SessionSnapshot } from '../../training/session.js';
import { strings } from '../strings.js';
import { icon } from '../style/icons.js';
import { labStrings } from './lab-strings.js';

export interface MastheadActions {
  readonly changeTheme: (theme: PictureTheme) => void;
  readonly showKeys: () => void;
}

/** Title, what the page is about, and what is always at hand. */
export function mastheadTemplate(
  config: ExperimentConfig,
  engine: SessionSnapshot['engine'],
  theme: PictureTheme,
  { changeTheme, showKeys }: MastheadActions,
): TemplateResult {
  const inserted = insertedNormalization(config);
  const { lead, hint } = labStrings.normalizers[inserted];
  const isDark = theme === 'dark';
  return html`
    <header class="masthead">
      <h1>${labStrings.title}</h1>
      <p class="lead">
        ${labStrings.lead.lines[config.network.activation]}<spline-term hint=${hint}>${strings.normalizers[inserted].long}</spline-term>${lead}
      </p>
      <div class="tools">
        <spline-term class="badge" hint=${engine?.description ?? labStrings.engine.starting}
          >${engine ? labStrings.engine.names[engine.kind] : labStrings.engine.name}</spline-term
        >
        <button
          type="button"
          class="button icon"
          aria-label=${isDark ? labStrings.theme.toLight : labStrings.theme.toDark}
          @click=${() => changeTheme(isDark ? 'light' : 'dark')}
        >
          ${icon(isDark ? 'sun' : 'moon')}
        </button>
        <button type="button" class="button icon" aria-label=${labStrings.keysButton} @click=${showKeys}>
          ${icon('keyboard')}
        </button>
      </div>
    </header>
  `;
}
