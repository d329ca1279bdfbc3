// Sizes, offsets and settings of one run: the uniform table that lets one compiled pipeline serve every architecture.
//
// Loop bounds that guard barriers come from this table, so that control flow is uniform. All offsets count vec4f.
// Widths are padded to whole groups of 4 units; padding holds zeros and stays zero (its gradients are zero).
// B rows of a batch are kept as `vectors` = ceil(B / 16) * 4 vec4f along the samples, so that tiles of 16 are whole.

const max_layers = 9u;  // 8 hidden layers and the head
const max_models = 8u;
const result_header = 4u;  // words per model in `results` before the rings
const batch_norm_epsilon = 1e-5;

// What a model normalises with. Those above batch_normalization normalise every sample by itself.
const no_normalization = 0u;
const batch_normalization = 1u;
const layer_normalization = 2u;
const group_normalization = 3u;
const rms_normalization = 4u;

struct LayerTable {
  @align(16) inputs: u32,   // real number of inputs
  input_groups: u32,        // ceil(inputs / 4)
  width: u32,               // real number of outputs
  groups: u32,              // ceil(width / 4)
  weight: u32,              // in the parameter section: [4 input_groups][groups] vec4f over 4 outputs
  bias: u32,                // [groups]
  scale: u32,               // gamma, [groups]; hidden layers only, as are shift, mean and variance
  shift: u32,               // beta, [groups]
  mean: u32,                // in a statistics section, [groups]
  variance: u32,            // [groups]
  input_rows: u32,          // in the scratch section: [4 input_groups][vectors], the previous layer's activation
  linear: u32,              // [4 groups][vectors]: weight x + bias, replaced by the normalised value
  activation: u32,          // [4 groups][vectors]; of the head: the logits, same as linear
  delta: u32,               // [4 groups][vectors]: gradient of the loss
  batch_mean: u32,          // in the scratch section, [groups]: statistics of the batch in hand
  batch_variance: u32,      // [groups]
  inverse_deviation: u32,   // [unit_groups][vectors]: of every sample, under layer, group and RMS normalization
}

struct ModelRecord {
  @align(16) normalization: u32,
  affine_restart: u32,         // step at which adam's count of these tensors began
  scale_shift_restart: u32,
  output_restart: u32,
}

struct NetworkTable {
  hidden_layers: u32,
  class_count: u32,
  dimension: u32,            // D, features per row of points
  slope_below_zero: f32,
  batch_size: u32,           // B
  vectors: u32,              // vec4f per row of a batch
  row_count: u32,            // rows that batches are drawn from
  batches_per_epoch: u32,
  first_step: u32,           // steps already taken
  step_count: u32,           // steps of this dispatch
  first_epoch: u32,
  first_batch: u32,
  shuffled: u32,             // 0: rows in order; 1: keyed permutation per epoch
  order_seed: u32,
  order_half_bits: u32,      // smallest k >= 1 with 4^k >= row_count
  optimizer: u32,            // 0 sgd, 1 adam, 2 adamw
  learning_rate: f32,
  momentum: f32,
  nesterov: u32,
  weight_decay: f32,
  log_beta1: f32,            // ln of beta1: adam's 1 - beta^t is taken from it without cancellation
  log_beta2: f32,
  beta1_complement: f32,     // 1 - beta1
  beta2_complement: f32,
  adam_epsilon: f32,
  update_running: u32,       // 1: batch_norm_forward updates the running statistics
  accuracy_pass: u32,        // 1: every step of `train` is followed by a pass that measures the accuracy
  unit_groups: u32,          // groups of neighbouring units that group normalization takes
  parameter_vectors: u32,    // vec4f per parameter, moment or gradient section
  statistics_vectors: u32,   // vec4f per statistics section
  scratch_vectors: u32,      // vec4f of scratch per workgroup
  input_rows: u32,           // scratch: [4 ceil(D / 4)][vectors], the batch
  label_row: u32,            // scratch: [vectors], classes as floats
  loss_row: u32,             // scratch: [vectors], loss per sample
  phase_layer: u32,          // which layer the entry point of a single phase runs
  only_model: u32,           // the model of a dispatch for one: normalization_statistics, switch_normalization
  statistics_source: u32,    // normalization_statistics: 0 of the rows in hand, 1 the running ones
  switch_action: u32,        // switch_normalization: see there
  loss_ring: u32,            // slots of the ring of losses, and of that of accuracies
  layers: array<LayerTable, max_layers>,
  models: array<ModelRecord, max_models>,
}

// Words per model in `results`; the kernel binds `table`.
fn result_words() -> u32 {
  return result_header + 2u * table.loss_ring;
}
