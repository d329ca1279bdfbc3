/**
 * An experiment and what is shown of it as names and texts: the attributes of an element, the parts of a link.
 *
 * A text may say anything: what cannot be used is left out, what is out of range is clamped, and both are said.
 */
import type { DataSetName } from '../training/data-set.js';
import { dataSetNames } from '../training/data-set.js';
import { defaultDataConfig } from '../training/datasets/catalog.js';
import { classCountOf } from '../training/datasets/custom-points.js';
import {
  experimentAttributes,
  settingOf,
  withSetting,
  type ExperimentAttribute,
} from '../training/experiment-attributes.js';
import { insertedNormalization, networkCounts, presetNames } from '../training/experiment-config.js';
import type { ExperimentConfig, PresetName } from '../training/experiment-config.js';
import { isEqual } from '../training/is-equal.js';
import { normalizations, type Normalization } from '../training/network-spec.js';
import { presets } from '../training/presets.js';
import { defaultView, figureFields, stepsField, type FigureView } from './figure-fields.js';
import { quotedText, readChoice, readChoices, readValue, writeValue, type ReadValue } from './setting-text.js';
import { settleExperiment } from './settle-experiment.js';

export type Entry = readonly [name: string, text: string];

/** A working experiment, whatever the texts were. */
export interface ParsedExperiment {
  readonly preset: PresetName;
  readonly config: ExperimentConfig;
  readonly view: FigureView;
  /** Steps to take before it rests. */
  readonly steps: number;
  /** What was clamped or left out, a sentence each, ready to be shown as text. */
  readonly problems: readonly string[];
}

/** The settings that name other settings' start, and networks beside the first. */
export const presetField = {
  name: 'preset',
  help: 'The experiment that all other settings are changes of.',
} as const;

export const compareField = {
  name: 'compare',
  help: 'Shows other networks before this one that differ in their normalization alone: named here, or the natural opposite.',
} as const;

const [data, points] = ['data', 'points'].map((name) => experimentAttributes.find((one) => one.name === name)!);
/** Read before all others, on which they depend. */
const readFirst: ReadonlySet<ExperimentAttribute | undefined> = new Set([data, points]);

/** Every name that is read. */
export const attributeNames: readonly string[] = [
  presetField.name,
  ...experimentAttributes.map(({ name }) => name),
  compareField.name,
  ...figureFields.map(({ name }) => name),
  stepsField.name,
];

const MOST_ENTRIES = 200;
const MOST_PROBLEMS = 20;

/** @param entries in any order; of a name that comes twice the first counts */
export function parseExperiment(entries: Iterable<Entry>, fallback: PresetName = 'circles'): ParsedExperiment {
  const problems: string[] = [];
  const texts = collect(entries, problems);
  const take = <T>(name: string, read: (text: string) => ReadValue<T>): T | null => {
    const text = texts.get(name);
    if (text === undefined) return null;
    const { value, problem } = read(text);
    if (problem !== null) problems.push(problem);
    return value;
  };
  const preset = take(presetField.name, (text) => readChoice(presetField.name, presetNames, text)) ?? fallback;
  const named = take('data', (text) => readChoice('data', dataSetNames, text));
  const set = named ?? (texts.has('points') ? 'custom' : presets[preset].config.data.set);
  const own = take('points', (text) => readPointsFor(set, text));
  const base = baseOf(preset, set, own);
  let config = base;
  for (const attribute of experimentAttributes) {
    if (readFirst.has(attribute) || attribute.value.kind === 'networks') continue;
    const value = take(attribute.name, (text) => readValue(attribute.name, attribute.value, text, set));
    if (value !== null) config = withSetting(config, attribute, value);
  }
  const networks = readNetworks(config.normalizations[0] ?? 'batch', take);
  const settled = settleExperiment(
    { ...config, normalizations: networks },
    baseOf(preset, presets[preset].config.data.set, null),
  );
  // A batch that is only as large as ever is made to fit without a word.
  const isSaid = (problem: string): boolean => texts.has('batch-size') || !problem.startsWith('batch-size');
  problems.push(...settled.problems.filter(isSaid));
  let view = defaultView;
  for (const { name, read } of figureFields) view = take(name, (text) => read(text, view)) ?? view;
  const steps = take(stepsField.name, stepsField.read) ?? 0;
  return { preset, config: settled.config, view, steps, problems: shortList(problems) };
}

/**
 * The fewest texts that `parseExperiment` reads this experiment from, exactly; what its data set does not read (own points
 * of another set) is left out.
 */
export function attributesOf(config: ExperimentConfig): Entry[] {
  const lists = presetNames.map((preset) => changesOf(preset, config));
  return lists.reduce((best, list) => (list.length < best.length ? list : best));
}

/** What is shown, where it is not as at first. */
export function viewAttributesOf(view: FigureView): Entry[] {
  return figureFields.flatMap(({ name, write }): Entry[] => {
    const text = write(view);
    return text === null ? [] : [[name, text]];
  });
}

function collect(entries: Iterable<Entry>, problems: string[]): Map<string, string> {
  const texts = new Map<string, string>();
  let count = 0;
  for (const [name, text] of entries) {
    if (++count > MOST_ENTRIES) {
      problems.push(`There are more than ${MOST_ENTRIES} settings; the rest was ignored.`);
      break;
    }
    if (!attributeNames.includes(name)) problems.push(`${quotedText(name)} is not a setting and was ignored.`);
    else if (texts.has(name)) problems.push(`${name} is given twice; the first one counts.`);
    else texts.set(name, text);
  }
  return texts;
}

/** One network of a preset, on points of `set`. */
function baseOf(
  preset: PresetName,
  set: DataSetName,
  customPoints: ExperimentConfig['data']['customPoints'] | null,
): ExperimentConfig {
  const { config } = presets[preset];
  const start = config.data.set === set ? config.data : { ...defaultDataConfig(set), placement: config.data.placement };
  const own = customPoints && { customPoints, classCount: classCountOf(customPoints) };
  return { ...config, data: { ...start, ...own }, normalizations: [insertedNormalization(config)] };
}

function readPointsFor(set: DataSetName, text: string): ReadValue<ExperimentConfig['data']['customPoints']> {
  if (set !== 'custom') return { value: null, problem: `points are not read with the data set ${set}.` };
  return readValue('points', points!.value, text, set) as ReadValue<ExperimentConfig['data']['customPoints']>;
}

type Take = <T>(name: string, read: (text: string) => ReadValue<T>) => T | null;

/** The network, after those that it is compared with. */
function readNetworks(usual: Normalization, take: Take): readonly Normalization[] {
  const own = take('normalization', (text) => readChoice('normalization', normalizations, text)) ?? usual;
  const opposite = own === 'none' ? 'batch' : 'none';
  const compared = take(compareField.name, (text) => {
    if (['', 'true', 'on', 'compare'].includes(text.trim().toLowerCase()))
      return { value: [opposite] as const, problem: null };
    if (['false', 'off'].includes(text.trim().toLowerCase())) return { value: [], problem: null };
    return readChoices<Normalization>(compareField.name, normalizations, text, networkCounts[1] - 1);
  });
  return [...(compared ?? []), own];
}

function writeNetworks(networks: readonly Normalization[], usual: Normalization): Entry[] {
  const own = networks.at(-1) ?? usual;
  const compared = networks.slice(0, -1);
  const opposite = own === 'none' ? 'batch' : 'none';
  return [
    ...(own === usual ? [] : [['normalization', own] as const]),
    ...(compared.length === 0
      ? []
      : [[compareField.name, isEqual(compared, [opposite]) ? '' : compared.join(' ')] as const]),
  ];
}

/** What has to be said of `config` beside the name of a preset. */
function changesOf(preset: PresetName, config: ExperimentConfig): Entry[] {
  const { set, customPoints } = config.data;
  const isOwn = set === 'custom';
  const isStarter = isEqual(customPoints, defaultDataConfig('custom').customPoints);
  const base = baseOf(preset, set, isOwn ? customPoints : null);
  const entries: Entry[] = preset === 'circles' ? [] : [[presetField.name, preset]];
  if (isOwn ? isStarter : set !== presets[preset].config.data.set) entries.push(['data', set]);
  if (isOwn && !isStarter) entries.push(['points', writeValue(customPoints)]);
  for (const attribute of experimentAttributes) {
    const { name, value: kind, path } = attribute;
    if (readFirst.has(attribute)) continue;
    if (kind.kind === 'networks')
      entries.push(...writeNetworks(config.normalizations, base.normalizations[0] ?? 'batch'));
    else if (path.at(-1) === 'order' && !isOwn) continue;
    else if ((kind.kind === 'integer' || kind.kind === 'number') && kind.range(set) === null) continue;
    else if (!isEqual(settingOf(config, attribute), settingOf(base, attribute))) {
      entries.push([name, writeValue(settingOf(config, attribute))]);
    }
  }
  return entries;
}

/** So many lines as can be read; of the rest their count. */
export function shortList(problems: readonly string[]): readonly string[] {
  if (problems.length <= MOST_PROBLEMS) return problems;
  return [...problems.slice(0, MOST_PROBLEMS), `And ${problems.length - MOST_PROBLEMS} more.`];
}
