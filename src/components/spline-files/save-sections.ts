/** The sections of the panel that save what is asked for at once: numbers, experiments, weights. */
import { html, type TemplateResult } from 'lit';
import type { Session, SessionSnapshot } from '../../training/session.js';
import { networkName } from '../network-names.js';
import type { RunMeasures } from '../run-measures/run-measures.js';
import { checkbox } from '../spline-controls/field.js';
import type { ExactCells } from './exact-cells.js';
import { fileStrings as words } from './file-strings.js';
import { cellsFile, curvesFile, experimentFile, pointsFile, weightsFile, type SavedFile } from './saved-files.js';

/** Makes a file and hands it to the reader. */
export type Save = (make: () => SavedFile) => void;

export function section(title: string, body: TemplateResult, help: string): TemplateResult {
  return html`<section class="section">
    <h3>${title}</h3>
    ${body}
    <p class="help">${help}</p>
  </section>`;
}

/** @param make null where there is nothing to save */
function saveButton(label: string, save: Save, make: (() => SavedFile) | null): TemplateResult {
  return html`
    <button type="button" class="button" ?disabled=${make === null} @click=${() => make && save(make)}>${label}</button>
  `;
}

export function numbersSection(
  snapshot: SessionSnapshot,
  measures: RunMeasures | null,
  cellsOf: (model: number) => ExactCells,
  save: Save,
): TemplateResult {
  const { numbers } = words;
  const { data } = snapshot;
  return section(
    numbers.title,
    html`
      <div class="row">
        ${saveButton(numbers.curves, save, () => curvesFile(snapshot, measures))}
        ${saveButton(numbers.points, save, data && (() => pointsFile(snapshot, data)))}
        ${snapshot.models.map((_, model) => {
          const cells = cellsOf(model);
          const make = cells.exact ? () => cellsFile({ ...cells, model }) : null;
          return saveButton(numbers.cells(networkName(snapshot, model)), save, make);
        })}
      </div>
    `,
    numbers.help,
  );
}

export function experimentSection(
  session: Session,
  hasWeights: boolean,
  setHasWeights: (hasWeights: boolean) => void,
  save: Save,
): TemplateResult {
  const { experiment } = words;
  return section(
    experiment.title,
    html`
      ${checkbox(experiment.weights, hasWeights, setHasWeights)}
      <div class="row">${saveButton(experiment.save, save, () => experimentFile(session, hasWeights))}</div>
    `,
    experiment.help,
  );
}

export function weightsSection({ snapshot, models }: Session, save: Save): TemplateResult {
  const { weights } = words;
  return section(
    weights.title,
    html`
      <div class="row">
        ${snapshot.models.map((_, model) => {
          const network = models?.[model];
          const make = network ? () => weightsFile(snapshot, network, model) : null;
          return saveButton(weights.save(networkName(snapshot, model)), save, make);
        })}
      </div>
    `,
    weights.help,
  );
}
