// layer_norm_forward, per sample over each group of n neighbouring units (LayerNorm, RMSNorm: one group, the whole layer):
//   mean = sum linear / n   (RMSNorm: 0),   r = 1 / sqrt(sum (linear - mean)^2 / n + epsilon)
//   normalized = (linear - mean) r               (replaces linear)
//   activation = act(gamma normalized + beta)    (RMSNorm: beta = 0)
// r is kept at `inverse_deviation`, [group][vectors], for the backward pass. There are no running statistics.
//
// A thread owns 4 samples of one group, so the sums need no barrier. Activations of padded units become 0.
// Oracle: sampleNormForward in src/training/reference/layer-norm.ts

fn unit_group_count(model: u32) -> u32 {
  return select(1u, table.unit_groups, table.models[model].normalization == group_normalization);
}

fn is_centred(model: u32) -> bool {
  return table.models[model].normalization != rms_normalization;
}

// Of 4 samples: the mean over `size` rows from `row`, each `vectors` long.
fn group_mean(row: u32, size: u32) -> vec4f {
  var sum = vec4f(0.0);
  for (var unit = 0u; unit < size; unit++) {
    sum += scratch[row + unit * table.vectors];
  }
  return sum / f32(size);
}

fn group_inverse_deviation(row: u32, size: u32, mean: vec4f) -> vec4f {
  var sum = vec4f(0.0);
  for (var unit = 0u; unit < size; unit++) {
    let deviation = scratch[row + unit * table.vectors] - mean;
    sum += deviation * deviation;
  }
  return inverseSqrt(sum / f32(size) + sample_norm_epsilon);
}

fn normalize_samples(model: u32, layer_index: u32, group: u32, size: u32, vector: u32, scratch_base: u32) {
  let layer = &table.layers[layer_index];
  let parameters = state_base(model);
  let vectors = table.vectors;
  let slope_below_zero = table.slope_below_zero;
  let first = group * size;
  let linear = scratch_base + (*layer).linear + first * vectors + vector;
  let activation = scratch_base + (*layer).activation + first * vectors + vector;
  let centred = is_centred(model);
  let mean = select(vec4f(0.0), group_mean(linear, size), centred);
  let r = group_inverse_deviation(linear, size, mean);
  scratch[scratch_base + (*layer).inverse_deviation + group * vectors + vector] = r;
  for (var unit = 0u; unit < size; unit++) {
    let at = (first + unit) / 4u;
    let lane = (first + unit) % 4u;
    let gamma = state[parameters + (*layer).scale + at][lane];
    let beta = select(0.0, state[parameters + (*layer).shift + at][lane], centred);
    let normalized = (scratch[linear + unit * vectors] - mean) * r;
    scratch[linear + unit * vectors] = normalized;
    scratch[activation + unit * vectors] = activate(gamma * normalized + beta, slope_below_zero);
  }
}

fn layer_norm_forward(model: u32, layer_index: u32, scratch_base: u32, thread: u32) {
  let layer = &table.layers[layer_index];
  let vectors = table.vectors;
  let group_count = unit_group_count(model);
  let size = (*layer).width / group_count;
  for (var item = thread; item < group_count * vectors; item += workgroup_size) {
    normalize_samples(model, layer_index, item / vectors, size, item % vectors, scratch_base);
  }
  let padding = scratch_base + (*layer).activation + (*layer).width * vectors;
  for (var at = thread; at < (4u * (*layer).groups - (*layer).width) * vectors; at += workgroup_size) {
    scratch[padding + at] = vec4f(0.0);
  }
}

@compute @workgroup_size(workgroup_size)
fn layer_norm_forward_phase(@builtin(local_invocation_index) thread: u32, @builtin(workgroup_id) workgroup: vec3u) {
  layer_norm_forward(workgroup.x, table.phase_layer, workgroup.x * table.scratch_vectors, thread);
}
