import { html, nothing, type TemplateResult } from 'lit';
import { palettes } from '../../training/palette.js';
import type { PictureTheme } from '../../training/picture.js';
import type { SessionSnapshot } from '../../training/session.js';
import { formatCount } from '../format.js';
import type { Language } from '../language.js';
import { markerIcon } from '../spline-view/marker-icon.js';
import { icon, type IconName } from '../style/icons.js';
import { outcomeOf, type DraftOutcome, type DraftProblem } from './draft-outcome.js';
import { editStrings } from './edit-strings.js';
import type { PointDraft } from './point-draft.js';
import type { PointEditing } from './point-editing.js';
import { problemText } from './problem-text.js';

/** Smallest batch that networks train on. */
const SMALLEST_BATCH = 2;

/** Under the picture while points are edited: classes, tools, what comes of it, and the two ways out. */
export function editPanel(
  draft: PointDraft,
  snapshot: SessionSnapshot,
  theme: PictureTheme,
  editing: PointEditing,
  language: Language,
): TemplateResult {
  const words = language.of('edit', editStrings);
  const outcome = outcomeOf(draft.putDown(), snapshot);
  const isProblem = outcome.kind === 'problem';
  return html`
    <div class="edit" role="group" aria-label=${words.label}>
      <div class="edit-row" role="group" aria-label=${words.classes}>${classChips(draft, theme, editing, language)}</div>
      <div class="edit-row">
        ${tool('undo', words.undo, draft.canUndo, () => editing.undo())}
        ${tool('redo', words.redo, draft.canRedo, () => editing.redo())}
        ${tool('trash', words.remove, draft.selected !== null, () => editing.remove())}
        <span class="edit-ways">
          <button type="button" class="button" @click=${() => editing.cancel()}>${words.cancel}</button>
          <button type="button" class="button primary" @click=${() => editing.done()}>${words.done}</button>
        </span>
      </div>
      <p class="edit-outcome ${isProblem ? 'problem' : ''}">
        ${editing.mustDecide ? `${words.announce.decide} ` : nothing}${outcomeText(outcome, draft, language)}
      </p>
      ${isProblem ? offer(outcome.problem, editing, language) : nothing}
    </div>
  `;
}

/** A chip for each class, and one more that makes a new class. */
function classChips(
  draft: PointDraft,
  theme: PictureTheme,
  editing: PointEditing,
  language: Language,
): TemplateResult[] {
  const words = language.of('edit', editStrings);
  const { classCount, choiceCount, label: chosen } = draft;
  return Array.from(
    { length: choiceCount },
    (_, label) => html`
      <button
        type="button"
        class="chip"
        aria-pressed=${label === chosen ? 'true' : 'false'}
        @click=${() => editing.choose(label)}
      >
        ${markerIcon(palettes[theme], label, true)}${(label < classCount ? words.class : words.newClass)(formatCount(label, language))}
      </button>
    `,
  );
}

/** One that cannot be used keeps the focus, which would be lost to the page if it were `disabled`. */
const tool = (name: IconName, label: string, isEnabled: boolean, act: () => void): TemplateResult => html`
  <button
    type="button"
    class="button icon"
    aria-label=${label}
    title=${label}
    aria-disabled=${isEnabled ? 'false' : 'true'}
    @click=${() => isEnabled && act()}
  >
    ${icon(name)}
  </button>
`;

function outcomeText(outcome: DraftOutcome, draft: PointDraft, language: Language): string {
  const words = language.of('edit', editStrings);
  const { length } = draft.points;
  const count = formatCount(length, language);
  switch (outcome.kind) {
    case 'nothing':
      return words.outcome.nothing;
    case 'move':
      return words.outcome.move(count, length);
    case 'restart': {
      const { lostTestCount } = outcome;
      const lost = lostTestCount > 0 ? words.outcome.lostTest(formatCount(lostTestCount, language), lostTestCount) : '';
      return words.outcome.restart(count, length, formatCount(draft.classCount, language)) + lost;
    }
    case 'problem':
      return problemText(outcome.problem, language);
    default:
      return outcome satisfies never;
  }
}

/** A button that does what would help. */
function offer(problem: DraftProblem, editing: PointEditing, language: Language): TemplateResult | typeof nothing {
  const words = language.of('edit', editStrings);
  if (problem.kind === 'empty-class')
    return html`<button type="button" class="button" @click=${() => editing.renumber()}>${words.problem.renumber}</button>`;
  if (problem.kind === 'large-batch' && problem.trainCount >= SMALLEST_BATCH) {
    const { trainCount } = problem;
    return html`<button type="button" class="button" @click=${() => editing.doneWithBatchSize(trainCount)}>
      ${words.problem.smallerBatch(formatCount(trainCount, language))}
    </button>`;
  }
  return nothing;
}
