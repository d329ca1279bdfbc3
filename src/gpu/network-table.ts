/** Typed mirrors of the structs in src/shaders/lib/network_table.wgsl, and the offsets of the scratch section. */
import { feistelHalfBits } from '../training/random/keyed-permutation.js';
import { networkLimits, normalizations, slopeBelowZero, type Normalization } from '../training/network-spec.js';
import type { ModelState } from '../training/model-state.js';
import { stepsPerEpoch, type BatchCursor, type Optimizer, type TrainingSpec } from '../training/training-spec.js';
import type { NetworkLayout } from './network-layout.js';
import { arrayOf, uniformStruct } from './uniform-struct.js';

/** Hidden layers and the head. */
export const MAX_LAYERS = networkLimits.depth[1] + 1;
export const MAX_MODELS = 8;

export const LayerTable = uniformStruct('LayerTable', {
  inputs: 'u32',
  input_groups: 'u32',
  width: 'u32',
  groups: 'u32',
  weight: 'u32',
  bias: 'u32',
  scale: 'u32',
  shift: 'u32',
  mean: 'u32',
  variance: 'u32',
  input_rows: 'u32',
  linear: 'u32',
  activation: 'u32',
  delta: 'u32',
  batch_mean: 'u32',
  batch_variance: 'u32',
  inverse_deviation: 'u32',
});

export const ModelRecord = uniformStruct('ModelRecord', {
  normalization: 'u32',
  affine_restart: 'u32',
  scale_shift_restart: 'u32',
  output_restart: 'u32',
});

export const NetworkTable = uniformStruct('NetworkTable', {
  hidden_layers: 'u32',
  class_count: 'u32',
  dimension: 'u32',
  slope_below_zero: 'f32',
  batch_size: 'u32',
  vectors: 'u32',
  row_count: 'u32',
  batches_per_epoch: 'u32',
  first_step: 'u32',
  step_count: 'u32',
  first_epoch: 'u32',
  first_batch: 'u32',
  shuffled: 'u32',
  order_seed: 'u32',
  order_half_bits: 'u32',
  optimizer: 'u32',
  learning_rate: 'f32',
  momentum: 'f32',
  nesterov: 'u32',
  weight_decay: 'f32',
  log_beta1: 'f32',
  log_beta2: 'f32',
  beta1_complement: 'f32',
  beta2_complement: 'f32',
  adam_epsilon: 'f32',
  update_running: 'u32',
  accuracy_pass: 'u32',
  unit_groups: 'u32',
  parameter_vectors: 'u32',
  statistics_vectors: 'u32',
  scratch_vectors: 'u32',
  input_rows: 'u32',
  label_row: 'u32',
  loss_row: 'u32',
  phase_layer: 'u32',
  only_model: 'u32',
  statistics_source: 'u32',
  switch_action: 'u32',
  loss_ring: 'u32',
  layers: arrayOf(LayerTable, MAX_LAYERS),
  models: arrayOf(ModelRecord, MAX_MODELS),
});

export type NetworkTableValues = Parameters<typeof NetworkTable.encode>[0];
export type LayerTableValues = Parameters<typeof LayerTable.encode>[0];

/** Slots of the rings of losses and of accuracies per model: more than any readback interval holds steps. */
export const LOSS_RING = 1024;
/** Words per model in `results` before the rings: steps taken, failure code, failure step, unused. */
export const RESULT_HEADER = 4;
/** Words per model in `results`: the header, the ring of losses, the ring of accuracies. */
export const RESULT_WORDS = RESULT_HEADER + 2 * LOSS_RING;

/** Where rows, statistics and layers lie in the scratch of one workgroup, in vec4f. */
export interface ScratchLayout {
  /** vec4f along the samples of a batch. */
  readonly vectors: number;
  readonly inputRows: number;
  readonly labelRow: number;
  readonly lossRow: number;
  readonly layers: readonly {
    readonly inputRows: number;
    readonly linear: number;
    readonly activation: number;
    readonly delta: number;
    readonly batchMean: number;
    readonly batchVariance: number;
    readonly inverseDeviation: number;
  }[];
  readonly vectorCount: number;
}

/** vec4f per row for a batch of `batchSize`: whole tiles of 16 samples. */
const rowVectors = (batchSize: number): number => 4 * Math.ceil(batchSize / 16);

/**
 * @param keep `everything` for the backward pass; `forward` lets layers share two sets of rows in turn, and normalises
 *   and activates in place
 */
export function scratchLayout(layout: NetworkLayout, batchSize: number, keep: 'everything' | 'forward'): ScratchLayout {
  const vectors = rowVectors(batchSize);
  let end = 0;
  const place = (count: number): number => (end += count) - count;
  const inputRows = place(4 * Math.ceil(layout.spec.inputDimension / 4) * vectors);
  const labelRow = place(vectors);
  const lossRow = place(vectors);
  const widestGroups = Math.max(...layout.layers.map(({ groups }) => groups));
  const shared = keep === 'forward' ? [place(4 * widestGroups * vectors), place(4 * widestGroups * vectors)] : null;
  let previous = inputRows;
  const layers = layout.layers.map(({ groups }, index) => {
    const linear = shared?.[index % 2] ?? place(4 * groups * vectors);
    const isHead = index === layout.layers.length - 1;
    const layer = {
      inputRows: previous,
      linear,
      activation: isHead || shared ? linear : place(4 * groups * vectors),
      delta: shared ? linear : place(4 * groups * vectors),
      batchMean: isHead ? 0 : place(groups),
      batchVariance: isHead ? 0 : place(groups),
      inverseDeviation: isHead ? 0 : place(layout.spec.groups * vectors),
    };
    previous = layer.activation;
    return layer;
  });
  return { vectors, inputRows, labelRow, lossRow, layers, vectorCount: end };
}

// WGSL may assume that infinity does not occur; exp of this is 0 all the same.
const finiteLog = (value: number): number => Math.max(Math.log(value), -1e4);

const optimizerCodes: Readonly<Record<Optimizer, number>> = { sgd: 0, adam: 1, adamw: 2 };

/** Which rows a dispatch takes, and how much it does with them. */
export interface DispatchPlan {
  readonly scratch: ScratchLayout;
  readonly batchSize: number;
  readonly rowCount: number;
  readonly shuffled: boolean;
  /** Of the batch order; that of the training settings where left out. */
  readonly orderSeed?: number;
  readonly firstStep?: number;
  readonly stepCount?: number;
  readonly cursor?: BatchCursor;
  readonly updateRunning?: boolean;
  readonly phaseLayer?: number;
  /** The network of a dispatch that serves one. */
  readonly onlyModel?: number;
  readonly statisticsSource?: 'rows' | 'running';
  readonly switchAction?: SwitchAction;
  readonly lossRing?: number;
}

/** In the order of the action codes of switch_normalization. */
export const switchActions = ['insert', 'adopt', 'keep', 'fold'] as const;
export type SwitchAction = (typeof switchActions)[number];

export type ModelRecordSource = Pick<ModelState, 'restartStep'> & { readonly normalization: Normalization };

export function networkTableValues(
  layout: NetworkLayout,
  models: readonly ModelRecordSource[],
  training: TrainingSpec,
  plan: DispatchPlan,
): NetworkTableValues {
  const { spec } = layout;
  const { scratch } = plan;
  return {
    hidden_layers: spec.hiddenWidths.length,
    class_count: spec.classCount,
    dimension: spec.inputDimension,
    slope_below_zero: slopeBelowZero(spec),
    batch_size: plan.batchSize,
    vectors: scratch.vectors,
    row_count: plan.rowCount,
    batches_per_epoch: Math.max(1, stepsPerEpoch({ batchSize: plan.batchSize }, plan.rowCount)),
    first_step: plan.firstStep ?? 0,
    step_count: plan.stepCount ?? 0,
    first_epoch: plan.cursor?.epoch ?? 0,
    first_batch: plan.cursor?.batch ?? 0,
    shuffled: Number(plan.shuffled),
    order_seed: plan.orderSeed ?? training.seed,
    order_half_bits: feistelHalfBits(plan.rowCount),
    optimizer: optimizerCodes[training.optimizer],
    learning_rate: training.learningRate,
    momentum: training.momentum,
    nesterov: Number(training.nesterov),
    weight_decay: training.weightDecay,
    log_beta1: finiteLog(training.beta1),
    log_beta2: finiteLog(training.beta2),
    beta1_complement: 1 - training.beta1,
    beta2_complement: 1 - training.beta2,
    adam_epsilon: training.epsilon,
    update_running: Number(plan.updateRunning ?? false),
    accuracy_pass: Number(training.accuracyInTrainingMode),
    unit_groups: spec.groups,
    parameter_vectors: layout.parameterVectors,
    statistics_vectors: layout.statisticsVectors,
    scratch_vectors: scratch.vectorCount,
    input_rows: scratch.inputRows,
    label_row: scratch.labelRow,
    loss_row: scratch.lossRow,
    phase_layer: plan.phaseLayer ?? 0,
    only_model: plan.onlyModel ?? 0,
    statistics_source: plan.statisticsSource === 'running' ? 1 : 0,
    switch_action: switchActions.indexOf(plan.switchAction ?? 'insert'),
    loss_ring: plan.lossRing ?? LOSS_RING,
    layers: layout.layers.map((layer, index) => layerValues(layer, scratch.layers[index])),
    models: models.map(({ normalization, restartStep }) => ({
      normalization: normalizations.indexOf(normalization),
      affine_restart: restartStep.affine,
      scale_shift_restart: restartStep.scaleShift,
      output_restart: restartStep.output,
    })),
  };
}

function layerValues(
  layer: NetworkLayout['layers'][number],
  scratch: ScratchLayout['layers'][number] | undefined,
): LayerTableValues {
  return {
    inputs: layer.inputs,
    input_groups: layer.inputGroups,
    width: layer.width,
    groups: layer.groups,
    weight: layer.weight,
    bias: layer.bias,
    scale: layer.scale,
    shift: layer.shift,
    mean: layer.mean,
    variance: layer.variance,
    input_rows: scratch?.inputRows ?? 0,
    linear: scratch?.linear ?? 0,
    activation: scratch?.activation ?? 0,
    delta: scratch?.delta ?? 0,
    batch_mean: scratch?.batchMean ?? 0,
    batch_variance: scratch?.batchVariance ?? 0,
    inverse_deviation: scratch?.inverseDeviation ?? 0,
  };
}
