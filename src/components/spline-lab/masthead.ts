import { html, type TemplateResult } from 'lit';
import { insertedNormalization, type ExperimentConfig } from '../../training/experiment-config.js';
import type { PictureTheme } from '../../training/picture.js';
import type { SessionSnapshot } from '../../training/session.js';
import { strings } from '../strings.js';
import { icon } from '../style/icons.js';

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
  const normalizer = strings.normalizers[insertedNormalization(config)];
  const isDark = theme === 'dark';
  return html`
    <header class="masthead">
      <h1>${strings.title}</h1>
      <p class="lead">
        ${strings.lead.lines[config.network.activation]}<spline-term hint=${normalizer.hint}>${normalizer.long}</spline-term>${
          normalizer.lead
        }
      </p>
      <div class="tools">
        <spline-term class="badge" hint=${engine?.description ?? strings.engine.starting}
          >${engine ? strings.engine.names[engine.kind] : strings.engine.name}</spline-term
        >
        <button
          type="button"
          class="button icon"
          aria-label=${isDark ? strings.theme.toLight : strings.theme.toDark}
          @click=${() => changeTheme(isDark ? 'light' : 'dark')}
        >
          ${icon(isDark ? 'sun' : 'moon')}
        </button>
        <button type="button" class="button icon" aria-label=${strings.keysButton} @click=${showKeys}>
          ${icon('keyboard')}
        </button>
      </div>
    </header>
  `;
}
