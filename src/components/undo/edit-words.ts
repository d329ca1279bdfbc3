import { presetNames, type ExperimentConfig } from '../../training/experiment-config.js';
import { presets } from '../../training/presets.js';
import { isEqual } from '../../training/is-equal.js';
import type { SessionEdit } from '../../training/session.js';
import { changedSettings, type ChangedSetting } from '../../training/undo/changed-settings.js';
import { formatCount, formatList, formatSetting } from '../format.js';
import { english, type Language } from '../language.js';
import { choiceStrings } from '../spline-controls/choice-strings.js';
import { undoStrings } from './undo-strings.js';
import { chartStrings } from '../spline-chart/chart-strings.js';

/** More names than these are not read to the end. */
const MOST_NAMES = 2;

/** What an edit is called: "learning rate 0.1 to 0.5". */
export function editWords(edit: SessionEdit, language = english): string {
  const words = language.of('undo', undoStrings);
  switch (edit.kind) {
    case 'settings':
    case 'experiment':
      return changeWords(changedSettings(edit.before, edit.after), language);
    case 'open':
      return openWords(edit.before, edit.after, language);
    case 'half-rate': {
      const [before, after] = [edit.before.training.learningRate, edit.after.training.learningRate];
      return words.halfRate(formatSetting(before, language), formatSetting(after, language));
    }
    case 'switch': {
      const { model, from, to } = edit;
      const chart = language.of('chart', chartStrings);
      const { normalizers, nthNetwork } = language.common;
      if (to !== 'none') return words.switched(chart.on(normalizers[to].short), nthNetwork(model));
      const off = from === 'none' ? words.off : chart.off(normalizers[from].short);
      return words.switched(off, nthNetwork(model));
    }
    case 'restart':
      return words.restart(formatCount(edit.step, language));
    case 'branch':
      return words.branch(formatCount(edit.step, language));
    case 'return':
      return words.toOriginal;
    case 'page':
      return words.picture[edit.subject as keyof typeof words.picture] ?? edit.name;
    default:
      return edit satisfies never;
  }
}

function openWords(before: ExperimentConfig, after: ExperimentConfig, language: Language): string {
  const words = language.of('undo', undoStrings);
  const preset = presetNames.find((name) => isEqual(presets[name].config, after));
  if (preset) return words.preset(words.presetNames[preset]);
  const changes = changedSettings(before, after);
  return changes.length === 0 || changes.length > MOST_NAMES ? words.opened : changeWords(changes, language);
}

function changeWords(changes: readonly ChangedSetting[], language: Language): string {
  const words = language.of('undo', undoStrings);
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
    return words.change(
      nameOf(main.path, language),
      valueWords(main.path, main.before, language),
      valueWords(main.path, main.after, language),
    );
  }
  if (changes.length > MOST_NAMES) return words.many(formatCount(changes.length, language));
  return formatList(
    paths.map((path) => nameOf(path, language)),
    language,
  );
}

function nameOf(path: string, language: Language): string {
  const inChart: Readonly<Record<string, string | undefined>> = language.of('chart', chartStrings).settings;
  return language.of('undo', undoStrings).settings[path] ?? inChart[path.replace(/^training\./, '')] ?? path;
}

function valueWords(path: string, value: unknown, language: Language): string {
  const words = language.of('undo', undoStrings);
  if (typeof value === 'number')
    return Number.isInteger(value) ? formatCount(value, language) : formatSetting(value, language);
  if (typeof value === 'boolean') return value ? words.on : words.off;
  if (Array.isArray(value)) {
    const items = value.map((item) => valueWords(path, item, language));
    return path === 'network.hiddenWidths' ? items.join(language.common.dash) : formatList(items, language);
  }
  const name = String(value);
  return choicesOf(path, language)?.[name] ?? name;
}

/** Names of what a setting can be; undefined where it is not chosen among names. */
function choicesOf(path: string, language: Language): Readonly<Record<string, string | undefined>> | undefined {
  const words = language.of('choices', choiceStrings);
  const named: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'data.set': words.sets,
    'data.split': words.splits,
    'data.order': words.orders,
    'network.activation': words.activations,
    'network.initializer': words.initializers,
    'network.biasInitializer': words.biasInitializers,
    normalizations: words.normalizers,
    'training.optimizer': words.optimizers,
    'training.batchOrder': words.batchOrders,
    statistics: words.statistics,
  };
  return named[path];
}
