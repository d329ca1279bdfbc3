import type { ExperimentConfig } from '../../training/experiment-config.js';
import { presets } from '../../training/presets.js';
import { isEqual } from '../../training/is-equal.js';
import type { SessionEdit } from '../../training/session.js';
import { changedSettings, type ChangedSetting } from '../../training/undo/changed-settings.js';
import { formatCount, formatSetting } from '../format.js';
import { strings } from '../strings.js';
import { undoStrings as words } from './undo-strings.js';

/** More names than these are not read to the end. */
const MOST_NAMES = 2;

/** What an edit is called: "learning rate 0.1 to 0.5". */
export function editWords(edit: SessionEdit): string {
  switch (edit.kind) {
    case 'settings':
    case 'experiment':
      return changeWords(changedSettings(edit.before, edit.after));
    case 'open':
      return openWords(edit.before, edit.after);
    case 'half-rate': {
      const [before, after] = [edit.before.training.learningRate, edit.after.training.learningRate];
      return words.halfRate(formatSetting(before), formatSetting(after));
    }
    case 'switch': {
      const { model, from, to } = edit;
      if (to !== 'none') return words.switched(strings.chart.on(to), strings.nthNetwork(model));
      return words.switched(from === 'none' ? words.off : strings.chart.off(from), strings.nthNetwork(model));
    }
    case 'restart':
      return words.restart(formatCount(edit.step));
    case 'branch':
      return words.branch(formatCount(edit.step));
    case 'return':
      return words.toOriginal;
    case 'page':
      return edit.name;
    default:
      return edit satisfies never;
  }
}

function openWords(before: ExperimentConfig, after: ExperimentConfig): string {
  const preset = Object.values(presets).find(({ config }) => isEqual(config, after));
  if (preset) return words.preset(preset.label);
  const changes = changedSettings(before, after);
  return changes.length === 0 || changes.length > MOST_NAMES ? words.opened : changeWords(changes);
}

function changeWords(changes: readonly ChangedSetting[]): string {
  const [first] = changes;
  if (!first) return words.opened;
  const paths = changes.map(({ path }) => path);
  if (paths.includes('data.customPoints')) {
    return paths.includes('data.set') || paths.includes('data.classCount') ? words.pointsDrawn : words.pointsMoved;
  }
  if (paths.every((path) => path.startsWith('data.placement'))) return words.dataMoved;
  // Another set brings settings of its own along.
  const main = changes.find(({ path }) => path === 'data.set') ?? first;
  if (changes.length === 1 || main.path === 'data.set') {
    return words.change(nameOf(main.path), valueWords(main.path, main.before), valueWords(main.path, main.after));
  }
  if (changes.length > MOST_NAMES) return words.many(formatCount(changes.length));
  return words.several(paths.map(nameOf).join(', '));
}

const nameOf = (path: string): string => words.settings[path] ?? path;

function valueWords(path: string, value: unknown): string {
  if (typeof value === 'number') return Number.isInteger(value) ? formatCount(value) : formatSetting(value);
  if (typeof value === 'boolean') return value ? words.on : words.off;
  if (Array.isArray(value)) {
    const separator = value.every((item) => typeof item === 'number') ? '–' : ', ';
    return value.map((item) => valueWords(path, item)).join(separator);
  }
  const name = String(value);
  return words.values[path]?.[name] ?? name;
}
