import type { ExperimentConfig } from '../experiment-config.js';
import { isEqual } from '../is-equal.js';
import type { Normalization } from '../network-spec.js';
import { changedSettings } from './changed-settings.js';

export interface SettingsEdit {
  readonly kind: 'settings';
  readonly before: ExperimentConfig;
  readonly after: ExperimentConfig;
}

/** One thing that was done to an experiment, its run or its picture, and that can be undone. */
export type SessionEdit =
  /** Settings that act in mid-run, the place of the data included. */
  | SettingsEdit
  /**
   * experiment: other settings, which began another run. open: an experiment that was loaded, from a preset, a file or a
   * link. half-rate: went back from a divergence.
   */
  | {
      readonly kind: 'experiment' | 'open' | 'half-rate';
      readonly before: ExperimentConfig;
      readonly after: ExperimentConfig;
    }
  | { readonly kind: 'switch'; readonly model: number; readonly from: Normalization; readonly to: Normalization }
  /** @param step that the run had come to */
  | { readonly kind: 'restart'; readonly step: number }
  /** An earlier moment was taken up. */
  | { readonly kind: 'branch'; readonly step: number }
  /** A branch was left for its original. */
  | { readonly kind: 'return' }
  /**
   * What the page alone knows of, such as how a picture is drawn.
   *
   * @param subject tells which edits are of one kind, so that those of one gesture can be joined
   * @param name in words, "line colour red to blue"
   */
  | { readonly kind: 'page'; readonly subject: string; readonly name: string };

export type PageEdit = Extract<SessionEdit, { kind: 'page' }>;

/** An edit that can be undone, or done again. */
export interface UndoLevel {
  /** Of this level for good, unlike those of any other. */
  readonly id: number;
  readonly edit: SessionEdit;
}

/** How the page undoes what it alone knows of. */
export interface PageReversal {
  readonly undo: () => void;
  readonly redo: () => void;
}

/** True where nothing is different afterwards. */
export const isIdle = (edit: SessionEdit): boolean =>
  'after' in edit && edit.kind !== 'open' && changedSettings(edit.before, edit.after).length === 0;

/** True where only the picture is another afterwards, whatever moment of a run it is of. */
export const isOfPicture = (edit: SessionEdit): boolean =>
  edit.kind === 'page' ||
  (edit.kind === 'settings' &&
    isEqual(edit.before.training, edit.after.training) &&
    isEqual(edit.before.data, edit.after.data));

/** What an edit changes, as far as that tells gestures apart; null: no two such edits are of one gesture. */
export function subjectOf(edit: SessionEdit): string | null {
  if (edit.kind === 'page') return `page ${edit.subject}`;
  if (edit.kind !== 'settings' && edit.kind !== 'experiment') return null;
  const groups = changedSettings(edit.before, edit.after).map(({ path }) => group(path));
  return `${edit.kind} ${[...new Set(groups)].join()}`;
}

/** Dragging and turning the data is one gesture. */
const group = (path: string): string => path.replace(/^(data\.placement)\..*/, '$1');

/** Two edits as one: what begins another run, or changes settings, says more of it than what does not. */
export function joined(first: SessionEdit, last: SessionEdit): SessionEdit {
  if ('before' in first && 'after' in last)
    return first.kind === 'settings' ? { ...last, before: first.before } : { ...first, after: last.after };
  const isFirstMore = 'before' in first || (last.kind === 'page' && first.kind !== 'page');
  return isFirstMore ? first : last;
}
