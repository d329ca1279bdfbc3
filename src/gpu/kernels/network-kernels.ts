/** What the kernels that train and evaluate have in common: one module, one set of bindings. */
import activation from '../../shaders/lib/activation.wgsl?raw';
import batchOrder from '../../shaders/lib/batch_order.wgsl?raw';
import finite from '../../shaders/lib/finite.wgsl?raw';
import networkBindings from '../../shaders/lib/network_bindings.wgsl?raw';
import networkTable from '../../shaders/lib/network_table.wgsl?raw';
import normalizationAny from '../../shaders/lib/normalization_any.wgsl?raw';
import normalizationBatch from '../../shaders/lib/normalization_batch.wgsl?raw';
import sampleNorm from '../../shaders/lib/sample_norm.wgsl?raw';
import batchAccuracy from '../../shaders/batch_accuracy.wgsl?raw';
import batchNormBackward from '../../shaders/batch_norm_backward.wgsl?raw';
import batchNormForward from '../../shaders/batch_norm_forward.wgsl?raw';
import denseBackward from '../../shaders/dense_backward.wgsl?raw';
import denseForward from '../../shaders/dense_forward.wgsl?raw';
import evaluateText from '../../shaders/evaluate.wgsl?raw';
import findFailure from '../../shaders/find_failure.wgsl?raw';
import gatherBatch from '../../shaders/gather_batch.wgsl?raw';
import layerNormBackward from '../../shaders/layer_norm_backward.wgsl?raw';
import layerNormForward from '../../shaders/layer_norm_forward.wgsl?raw';
import normalizationStatisticsText from '../../shaders/normalization_statistics.wgsl?raw';
import optimizerStep from '../../shaders/optimizer_step.wgsl?raw';
import softmaxCrossEntropy from '../../shaders/softmax_cross_entropy.wgsl?raw';
import switchNormalizationText from '../../shaders/switch_normalization.wgsl?raw';
import trainText from '../../shaders/train.wgsl?raw';
import type { KernelDefinition } from '../kernel.js';

export const networkTableFile = { path: 'lib/network_table.wgsl', text: networkTable };

export const sampleNormFile = { path: 'lib/sample_norm.wgsl', text: sampleNorm };

const sharedFiles = [
  networkTableFile,
  { path: 'lib/network_bindings.wgsl', text: networkBindings },
  { path: 'lib/activation.wgsl', text: activation },
  { path: 'lib/finite.wgsl', text: finite },
  { path: 'lib/batch_order.wgsl', text: batchOrder },
  { path: 'gather_batch.wgsl', text: gatherBatch },
  { path: 'dense_forward.wgsl', text: denseForward },
  { path: 'batch_norm_forward.wgsl', text: batchNormForward },
  { path: 'softmax_cross_entropy.wgsl', text: softmaxCrossEntropy },
  { path: 'dense_backward.wgsl', text: denseBackward },
  { path: 'batch_norm_backward.wgsl', text: batchNormBackward },
  { path: 'optimizer_step.wgsl', text: optimizerStep },
  { path: 'find_failure.wgsl', text: findFailure },
  { path: 'batch_accuracy.wgsl', text: batchAccuracy },
  { path: 'train.wgsl', text: trainText },
  { path: 'normalization_statistics.wgsl', text: normalizationStatisticsText },
  { path: 'evaluate.wgsl', text: evaluateText },
  { path: 'switch_normalization.wgsl', text: switchNormalizationText },
] as const;

const files = [...sharedFiles, { path: 'lib/normalization_batch.wgsl', text: normalizationBatch }];
/** Of runs in which a network normalises single samples. No other run compiles them: that would take it as long again. */
const anyFiles = [
  ...sharedFiles,
  sampleNormFile,
  { path: 'layer_norm_forward.wgsl', text: layerNormForward },
  { path: 'layer_norm_backward.wgsl', text: layerNormBackward },
  { path: 'lib/normalization_any.wgsl', text: normalizationAny },
];

export const networkBindingKinds = {
  table: 'uniform',
  state: 'read-write',
  gradients: 'read-write',
  scratch: 'read-write',
  points: 'read',
  labels: 'read',
  results: 'read-write',
  verdicts: 'read-write',
} as const;

export type NetworkBindings = typeof networkBindingKinds;

const networkKernel = (
  name: string,
  entryPoint = name,
  parts: KernelDefinition<NetworkBindings>['files'] = files,
): KernelDefinition<NetworkBindings> => ({ name, entryPoint, files: parts, bindings: networkBindingKinds });

/** Dispatch (models): `step_count` whole steps. */
export const train = networkKernel('train');
/** The same where networks may normalise single samples. */
export const trainAny = networkKernel('train', 'train', anyFiles);
/** Dispatch (1): the picture's statistics of model `only_model`. */
export const normalizationStatistics = networkKernel('normalization_statistics');
/** Dispatch (chunks of batch_size rows, models). */
export const evaluate = networkKernel('evaluate');
export const evaluateAny = networkKernel('evaluate', 'evaluate', anyFiles);
/** Dispatch (1): model `only_model`. */
export const switchNormalization = networkKernel('switch_normalization');

/** Phases of `train`, each with an entry point of its own for its test. Dispatch (models). */
export const phases = {
  gatherBatch: networkKernel('gather_batch', 'gather_batch_phase'),
  denseForward: networkKernel('dense_forward', 'dense_forward_phase'),
  batchNormForward: networkKernel('batch_norm_forward', 'batch_norm_forward_phase'),
  softmaxCrossEntropy: networkKernel('softmax_cross_entropy', 'softmax_cross_entropy_phase'),
  denseBackward: networkKernel('dense_backward', 'dense_backward_phase'),
  batchNormBackward: networkKernel('batch_norm_backward', 'batch_norm_backward_phase'),
  layerNormForward: networkKernel('layer_norm_forward', 'layer_norm_forward_phase', anyFiles),
  layerNormBackward: networkKernel('layer_norm_backward', 'layer_norm_backward_phase', anyFiles),
  optimizerStep: networkKernel('optimizer_step', 'optimizer_step_phase'),
} as const;
