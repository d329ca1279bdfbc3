/**
 * Edits of a run as text of a link, divided by `;`, words by spaces:
 * `120 switch 1 none align data` (network, to, insert, statistics), `200 train learning-rate 0.1 momentum 0`,
 * `300 move 1 2 1 0` (dx, dy, scale, rotation), `400 points 0,0,0 1,1,1`.
 */
import { CurrentExperiment } from '../training/current-experiment.js';
import { experimentAttributes, type ExperimentAttribute } from '../training/experiment-attributes.js';
import type { ExperimentConfig } from '../training/experiment-config.js';
import { InvalidSettingError } from '../training/invalid-setting-error.js';
import { normalizationStatistics } from '../training/model-state.js';
import { normalizations } from '../training/network-spec.js';
import { applyEdit } from '../training/replay.js';
import type { RunEdit } from '../training/run-edits.js';
import { quotedText, readChoice, readNumber, readValue, writeValue } from './setting-text.js';

const inserts = ['align', 'keep-function'] as const;
const MOST_EDITS = 2000;

const trainingAttributes = experimentAttributes.filter(({ path }) => path[0] === 'training');
const placementAttributes = ['dx', 'dy', 'scale', 'rotation'].map(attributeNamed);
const pointsAttribute = attributeNamed('points');

function attributeNamed(name: string): ExperimentAttribute {
  return experimentAttributes.find((one) => one.name === name)!;
}

export const writeEdits = (edits: readonly RunEdit[]): string => edits.map(writeEdit).join(';');

function writeEdit(edit: RunEdit): string {
  switch (edit.kind) {
    case 'switch':
      return [edit.step, 'switch', edit.model, edit.to, edit.insert, edit.statistics].join(' ');
    case 'training': {
      const values = new Map<string, string | number | boolean>(Object.entries(edit.settings));
      const words = trainingAttributes.flatMap(({ name, path }) => {
        const value = values.get(path[1] ?? '');
        return value === undefined ? [] : [name, writeValue(value)];
      });
      return [edit.step, 'train', ...words].join(' ');
    }
    case 'data': {
      const { dx, dy, scale, rotation } = edit.placement;
      return [edit.step, 'move', dx, dy, scale, rotation].join(' ');
    }
    case 'points':
      return `${edit.step} points ${writeValue(edit.customPoints)}`;
    default:
      return edit satisfies never;
  }
}

/** What was read of the edits, and what was left out, a sentence each. */
export interface ReadEdits {
  readonly edits: readonly RunEdit[];
  readonly problems: readonly string[];
}

/**
 * @param config of the run before the first edit
 * @param last steps taken at the moment; what acts later is left out
 */
export function readEdits(text: string, config: ExperimentConfig, last: number): ReadEdits {
  const problems: string[] = [];
  const edits: RunEdit[] = [];
  const parts = text.split(';').filter((part) => part.trim() !== '');
  if (parts.length > MOST_EDITS) problems.push(`Of ${parts.length} edits the first ${MOST_EDITS} were read.`);
  if (parts.length === 0) return { edits, problems };
  const experiment = new CurrentExperiment(config);
  for (const part of parts.slice(0, MOST_EDITS)) {
    const edit = readEdit(part.trim().split(/\s+/), edits.at(-1)?.step ?? 0, last);
    try {
      if (edit) applyEdit(experiment, edit);
    } catch (error) {
      if (!(error instanceof InvalidSettingError)) throw error;
      problems.push(`The edit ${quotedText(part)} was ignored: ${error.message}`);
      continue;
    }
    if (edit) edits.push(edit);
    else problems.push(`The edit ${quotedText(part)} is not understood and was ignored.`);
  }
  return { edits, problems };
}

function readEdit([at = '', kind = '', ...words]: readonly string[], least: number, most: number): RunEdit | null {
  const step = exactly(readNumber('step', at, [least, most], true));
  if (step === null) return null;
  switch (kind) {
    case 'switch':
      return readSwitch(step, words);
    case 'train':
      return readTraining(step, words);
    case 'move':
      return readMove(step, words);
    case 'points': {
      const points = exactly(readValue('points', pointsAttribute.value, words.join(' '), 'custom'));
      return typeof points === 'object' && points
        ? { step, kind: 'points', customPoints: points as ExperimentConfig['data']['customPoints'] }
        : null;
    }
    default:
      return null;
  }
}

function readSwitch(
  step: number,
  [model = '', to = '', insert = '', statistics = '']: readonly string[],
): RunEdit | null {
  const read = {
    model: exactly(readNumber('model', model, [0, 3], true)),
    to: exactly(readChoice('to', normalizations, to)),
    insert: exactly(readChoice('insert', inserts, insert)),
    statistics: exactly(readChoice('statistics', normalizationStatistics, statistics)),
  };
  if (read.model === null || !read.to || !read.insert || !read.statistics) return null;
  return { step, kind: 'switch', model: read.model, to: read.to, insert: read.insert, statistics: read.statistics };
}

function readTraining(step: number, words: readonly string[]): RunEdit | null {
  const settings = new Map<string, unknown>();
  for (let index = 0; index < words.length; index += 2) {
    const attribute = trainingAttributes.find(({ name }) => name === words[index]);
    const value = attribute && exactly(readValue(attribute.name, attribute.value, words[index + 1] ?? '', 'circles'));
    if (!attribute || value === null) return null;
    settings.set(attribute.path[1] ?? '', value);
  }
  return settings.size > 0 ? { step, kind: 'training', settings: Object.fromEntries(settings) } : null;
}

function readMove(step: number, words: readonly string[]): RunEdit | null {
  if (words.length !== placementAttributes.length) return null;
  const read = placementAttributes.map(({ name, value }, index) =>
    exactly(readValue(name, value, words[index] ?? '', 'circles')),
  );
  const [dx, dy, scale, rotation] = read.filter((value) => typeof value === 'number');
  if (dx === undefined || dy === undefined || scale === undefined || rotation === undefined) return null;
  return { step, kind: 'data', placement: { dx, dy, scale, rotation } };
}

/** An edit is read to the letter or not at all: one that is changed leads elsewhere. */
const exactly = <T>({ value, problem }: { readonly value: T | null; readonly problem: string | null }): T | null =>
  problem === null ? value : null;
