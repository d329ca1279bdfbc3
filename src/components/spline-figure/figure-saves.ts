/** Buttons that save what a figure shows as files; what makes these is loaded when one is asked for. */
import { html, type TemplateResult } from 'lit';
import { emit } from '../events.js';
import { download } from '../spline-files/download.js';
import type { ExportedFigure, FigureFile } from './figure-exports.js';
import type { FigureStrings } from './figure-strings.js';

const files: readonly FigureFile[] = ['svg', 'png', 'csv', 'layers'];

/**
 * @param figure null: it has nothing to save yet
 * @param app the page that links open; empty: there is none
 * @param beside what else stands there
 */
export const savesTemplate = (
  figure: ExportedFigure | null,
  app: string,
  words: FigureStrings,
  beside: TemplateResult,
): TemplateResult => html`
  <div class="saves">
    ${files.map(
      (file) =>
        html`<button
          type="button"
          class="button"
          ?disabled=${figure === null}
          @click=${(event: Event) => figure && void save(event.currentTarget as HTMLButtonElement, figure, file, app, words)}
        >
          ${words.saveFile[file]}
        </button>`,
    )}
    ${beside}
  </div>
`;

/** Until the file is there the button does nothing, but keeps the focus. */
async function save(
  button: HTMLButtonElement,
  figure: ExportedFigure,
  file: FigureFile,
  app: string,
  words: FigureStrings,
): Promise<void> {
  if (button.ariaDisabled === 'true') return;
  button.ariaDisabled = 'true';
  try {
    const { fileOf } = await import('./figure-exports.js');
    const { name, content, type } = await fileOf(figure, file, app);
    download(name, content, type);
    emit(button, 'spline-announce', words.saved(name));
  } catch (error) {
    emit(button, 'spline-refused', words.notSaved(error instanceof Error ? error.message : String(error)));
  } finally {
    button.ariaDisabled = null;
  }
}
