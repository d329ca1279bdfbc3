// batch_norm_forward, per hidden unit over the B samples of the batch:
//   mean = sum linear / B, variance = sum (linear - mean)^2 / B   (two passes: no cancellation)
//   normalized = (linear - mean) / sqrt(variance + epsilon)       (replaces linear)
//   activation = act(gamma normalized + beta)
//   running = 0.99 running + 0.01 (mean, variance)                (Flax; variance biased in both)
// Without batch normalization: activation = act(linear).
//
// A thread owns a group of 4 units for the whole batch, so the sums need no barrier.
// batch_norm_frozen normalises with the statistics at `statistics` in `state` instead of the batch's.
// Oracle: src/training/reference/batch-norm.ts

// Sums over the samples of a row; only the last vector of a batch can hold padding.
fn row_sum(row: u32) -> f32 {
  let whole = table.batch_size / 4u;
  var sum = vec4f(0.0);
  for (var at = row; at < row + whole; at++) {
    sum += scratch[at];
  }
  if (table.batch_size % 4u != 0u) {
    sum += sample_mask(whole) * scratch[row + whole];
  }
  return dot(vec4f(1.0), sum);
}

fn row_squared_deviation(row: u32, mean: f32) -> f32 {
  let whole = table.batch_size / 4u;
  var sum = vec4f(0.0);
  for (var at = row; at < row + whole; at++) {
    let deviation = scratch[at] - mean;
    sum += deviation * deviation;
  }
  if (table.batch_size % 4u != 0u) {
    let deviation = scratch[row + whole] - mean;
    sum += sample_mask(whole) * deviation * deviation;
  }
  return dot(vec4f(1.0), sum);
}

fn group_statistics(layer_index: u32, group: u32, scratch_base: u32) {
  let rows = scratch_base + table.layers[layer_index].linear + 4u * group * table.vectors;
  let count = f32(table.batch_size);
  let stride = table.vectors;
  let mean = vec4f(row_sum(rows), row_sum(rows + stride), row_sum(rows + 2u * stride), row_sum(rows + 3u * stride)) / count;
  let variance = vec4f(
    row_squared_deviation(rows, mean.x),
    row_squared_deviation(rows + stride, mean.y),
    row_squared_deviation(rows + 2u * stride, mean.z),
    row_squared_deviation(rows + 3u * stride, mean.w),
  ) / count;
  scratch[scratch_base + table.layers[layer_index].batch_mean + group] = mean;
  scratch[scratch_base + table.layers[layer_index].batch_variance + group] = variance;
}

fn normalize_row(linear: u32, activation: u32, mean: f32, inverse_deviation: f32, gamma: f32, beta: f32) {
  let slope_below_zero = table.slope_below_zero;
  let vectors = table.vectors;
  for (var vector = 0u; vector < vectors; vector++) {
    let normalized = (scratch[linear + vector] - mean) * inverse_deviation;
    scratch[linear + vector] = normalized;
    scratch[activation + vector] = activate(gamma * normalized + beta, slope_below_zero);
  }
}

fn normalize_group(layer_index: u32, group: u32, parameters: u32, scratch_base: u32, mean: vec4f, variance: vec4f) {
  let layer = &table.layers[layer_index];
  let r = inverseSqrt(variance + batch_norm_epsilon);
  let gamma = state[parameters + (*layer).scale + group];
  let beta = state[parameters + (*layer).shift + group];
  let stride = table.vectors;
  let linear = scratch_base + (*layer).linear + 4u * group * stride;
  let activation = scratch_base + (*layer).activation + 4u * group * stride;
  normalize_row(linear, activation, mean.x, r.x, gamma.x, beta.x);
  normalize_row(linear + stride, activation + stride, mean.y, r.y, gamma.y, beta.y);
  normalize_row(linear + 2u * stride, activation + 2u * stride, mean.z, r.z, gamma.z, beta.z);
  normalize_row(linear + 3u * stride, activation + 3u * stride, mean.w, r.w, gamma.w, beta.w);
}

fn activate_rows(layer_index: u32, scratch_base: u32, thread: u32) {
  let linear = scratch_base + table.layers[layer_index].linear;
  let activation = scratch_base + table.layers[layer_index].activation;
  let count = 4u * table.layers[layer_index].groups * table.vectors;
  let slope_below_zero = table.slope_below_zero;
  for (var vector = thread; vector < count; vector += workgroup_size) {
    scratch[activation + vector] = activate(scratch[linear + vector], slope_below_zero);
  }
}

fn update_running(model: u32, layer_index: u32, group: u32, scratch_base: u32) {
  let layer = &table.layers[layer_index];
  let running = running_statistics_base(model);
  let mean_at = running + (*layer).mean + group;
  let variance_at = running + (*layer).variance + group;
  let mean = scratch[scratch_base + (*layer).batch_mean + group];
  let variance = scratch[scratch_base + (*layer).batch_variance + group];
  state[mean_at] = batch_norm_momentum * state[mean_at] + (1.0 - batch_norm_momentum) * mean;
  state[variance_at] = batch_norm_momentum * state[variance_at] + (1.0 - batch_norm_momentum) * variance;
}

fn batch_norm_forward(model: u32, layer_index: u32, scratch_base: u32, thread: u32) {
  if (table.models[model].normalization != batch_normalization) {
    activate_rows(layer_index, scratch_base, thread);
    return;
  }
  let layer = &table.layers[layer_index];
  for (var group = thread; group < (*layer).groups; group += workgroup_size) {
    group_statistics(layer_index, group, scratch_base);
    let mean = scratch[scratch_base + (*layer).batch_mean + group];
    let variance = scratch[scratch_base + (*layer).batch_variance + group];
    normalize_group(layer_index, group, state_base(model), scratch_base, mean, variance);
    if (table.update_running == 1u) {
      update_running(model, layer_index, group, scratch_base);
    }
  }
}

fn batch_norm_frozen(model: u32, layer_index: u32, statistics: u32, scratch_base: u32, thread: u32) {
  if (table.models[model].normalization != batch_normalization) {
    activate_rows(layer_index, scratch_base, thread);
    return;
  }
  let layer = &table.layers[layer_index];
  for (var group = thread; group < (*layer).groups; group += workgroup_size) {
    let mean = state[statistics + (*layer).mean + group];
    let variance = state[statistics + (*layer).variance + group];
    normalize_group(layer_index, group, state_base(model), scratch_base, mean, variance);
  }
}

@compute @workgroup_size(workgroup_size)
fn batch_norm_forward_phase(@builtin(local_invocation_index) thread: u32, @builtin(workgroup_id) workgroup: vec3u) {
  batch_norm_forward(workgroup.x, table.phase_layer, workgroup.x * table.scratch_vectors, thread);
}
