// Buffers of the kernels that train and evaluate. Oracle of what they hold: src/training/reference.
//
// state     per model: parameters, first moment, second moment (parameter_vectors each), running statistics and the
//           picture's statistics (statistics_vectors each)
// gradients per model: parameter_vectors
// scratch   per workgroup: scratch_vectors
// points    [rows][D], training rows first, then test rows
// labels    [rows]
// results   per model: steps taken, failure code, failure step, unused, then as bits of f32 `loss_ring` losses and
//           `loss_ring` accuracies of the batches
// verdicts  evaluate only: per model [rows] of (predicted class, bits of the loss)

@group(0) @binding(0) var<uniform> table: NetworkTable;
@group(0) @binding(1) var<storage, read_write> state: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> gradients: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> scratch: array<vec4f>;
@group(0) @binding(4) var<storage, read> points: array<f32>;
@group(0) @binding(5) var<storage, read> labels: array<u32>;
@group(0) @binding(6) var<storage, read_write> results: array<u32>;
@group(0) @binding(7) var<storage, read_write> verdicts: array<vec2u>;

override workgroup_size: u32 = 16;

const batch_norm_momentum = 0.99;

fn state_base(model: u32) -> u32 {
  return model * (3u * table.parameter_vectors + 2u * table.statistics_vectors);
}

fn running_statistics_base(model: u32) -> u32 {
  return state_base(model) + 3u * table.parameter_vectors;
}

fn picture_statistics_base(model: u32) -> u32 {
  return running_statistics_base(model) + table.statistics_vectors;
}

fn results_base(model: u32) -> u32 {
  return model * result_words();
}

// 1 for samples of the batch, 0 for the padding behind them, of the 4 samples of one vector.
fn sample_mask(vector: u32) -> vec4f {
  let sample = 4u * vector + vec4u(0u, 1u, 2u, 3u);
  return select(vec4f(0.0), vec4f(1.0), sample < vec4u(table.batch_size));
}
