import * as v from 'valibot';
import { makeDataSet } from '../training/datasets/make-data-set.js';
import { networkSpecs, validateExperiment, type ExperimentConfig } from '../training/experiment-config.js';
import { InvalidSettingError } from '../training/invalid-setting-error.js';
import { experimentFields } from '../training/experiment-fields.js';
import type { ModelState } from '../training/model-state.js';
import { normalizations } from '../training/network-spec.js';
import type { ChangeMark, SwitchMark } from '../training/session-types.js';
import type { BatchCursor, TrainingSpec } from '../training/training-spec.js';
import { InvalidFileError, quoted, shortened } from './invalid-file-error.js';
import { networkFromJson, networkToJson } from './network-json.js';
import type { ReadNetwork } from './network-tensors.js';
import { settingsSchema, someSettingsSchema } from './setting-schema.js';

export const EXPERIMENT_FORMAT = 'splinescope-experiment';
const VERSION = 1;

/** What weights alone do not tell of a run that is to go on from where it was. */
export interface SavedProgress {
  /** The batch that the next step takes. */
  readonly cursor: BatchCursor;
  /** Networks with their optimiser state, by `packModels`. */
  readonly networks: string;
}

/** A whole experiment, how far it had come, and, if they were asked for, its weights. */
export interface SavedExperiment {
  readonly config: ExperimentConfig;
  /** Steps taken. */
  readonly step: number;
  /** Switches of normalisation on the way. */
  readonly marks: readonly SwitchMark[];
  /** Moved data and changed settings on the way, of which `config` holds the last; absent where there were none. */
  readonly changes?: readonly ChangeMark[];
  /** One per network. */
  readonly models?: readonly ModelState[];
  readonly progress?: SavedProgress;
}

export interface ReadExperiment extends Omit<SavedExperiment, 'models'> {
  readonly networks?: readonly ReadNetwork[];
}

export function writeExperimentJson({ config, step, marks, changes = [], models, progress }: SavedExperiment): string {
  const file = {
    format: EXPERIMENT_FORMAT,
    version: VERSION,
    config,
    step,
    marks,
    ...(changes.length > 0 && { changes }),
    networks: models?.map(networkToJson),
    progress,
  };
  return `${JSON.stringify(file, null, 1)}\n`;
}

/** Kinds of values; ranges are checked where the experiment itself is. */
const configSchema = settingsSchema<ExperimentConfig>(experimentFields);

const manners = { align: 0, 'keep-function': 0, fold: 0, insert: 0, remove: 0 } satisfies Record<SwitchMark['how'], 0>;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const markSchema = v.strictObject({
  step: count,
  model: count,
  to: v.picklist(normalizations),
  how: v.picklist(Object.keys(manners) as SwitchMark['how'][]),
}) satisfies v.GenericSchema<SwitchMark>;

const changeSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('data'), step: count, until: count }),
  v.strictObject({
    kind: v.literal('training'),
    step: count,
    until: count,
    settings: someSettingsSchema<TrainingSpec, 'epochs'>(experimentFields.training, ['epochs']),
  }),
]);

const fileSchema = v.strictObject({
  format: v.literal(EXPERIMENT_FORMAT),
  version: v.literal(VERSION),
  config: configSchema,
  step: count,
  marks: v.array(markSchema),
  changes: v.optional(v.array(changeSchema)),
  networks: v.optional(v.array(v.unknown())),
  progress: v.optional(
    v.strictObject({ cursor: v.strictObject({ epoch: count, batch: count }), networks: v.string() }),
  ),
});

/**
 * @param json parsed
 * @throws InvalidFileError naming the field that is missing, unknown or refused
 */
export function readExperimentJson(file: string, json: unknown): ReadExperiment {
  const result = v.safeParse(fileSchema, json, { abortEarly: true });
  if (!result.success) throw refusal(file, result.issues[0]);
  const { config, step, marks, changes, networks, progress } = result.output;
  requireValid(file, config);
  const stray = marks.findIndex(({ model }) => model >= config.normalizations.length);
  if (stray >= 0) {
    const accepted = `0 to ${config.normalizations.length - 1}, as there are ${config.normalizations.length} networks`;
    throw new InvalidFileError(file, `marks.${stray}.model is ${marks[stray]!.model}`, accepted);
  }
  if (networks && networks.length !== config.normalizations.length) {
    const count = config.normalizations.length;
    throw new InvalidFileError(file, `it has the weights of ${networks.length} networks`, `${count}, or none`);
  }
  const specs = networkSpecs(config, { dimension: 2, classCount: config.data.classCount });
  const read = networks?.map((network, index) => networkFromJson(`${file}, networks[${index}]`, network));
  read?.forEach(({ model: { spec } }, index) => {
    const sizes = [...spec.hiddenWidths, spec.classCount].join('-');
    const wanted = specs[index]!;
    const wantedSizes = [...wanted.hiddenWidths, wanted.classCount].join('-');
    if (sizes === wantedSizes && spec.activation === wanted.activation) return;
    const problem = `networks[${index}] is ${sizes} with ${spec.activation}`;
    throw new InvalidFileError(file, problem, `${wantedSizes} with ${wanted.activation}, as its config says`);
  });
  return {
    config,
    step,
    marks,
    ...(changes && { changes }),
    ...(read && { networks: read }),
    ...(progress && { progress }),
  };
}

function refusal(file: string, issue: v.BaseIssue<unknown>): InvalidFileError {
  const path = v.getDotPath(issue) ?? 'the file';
  if (issue.expected === 'never')
    return new InvalidFileError(file, `it has the unknown field ${shortened(path)}`, 'known fields alone');
  if (issue.received === 'undefined')
    return new InvalidFileError(file, `${path} is missing`, 'experiments saved by this program');
  return new InvalidFileError(file, `${path} is ${shortened(issue.received)}`, acceptedBy(issue));
}

function acceptedBy({ expected, message }: v.BaseIssue<unknown>): string {
  return (expected ?? message)
    .replace(/^\((.*)\)$/, '$1')
    .replaceAll(' | ', ', ')
    .replaceAll('"', '');
}

function requireValid(file: string, config: ExperimentConfig): void {
  try {
    validateExperiment(config, makeDataSet(config.data));
  } catch (error) {
    if (!(error instanceof InvalidSettingError)) throw error;
    throw new InvalidFileError(file, `${error.field} is ${quoted(error.value)}`, error.allowed);
  }
}
