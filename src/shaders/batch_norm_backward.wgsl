// batch_norm_backward, per hidden unit; delta holds the gradient with respect to the activation and is replaced by the
// one with respect to linear. With z = gamma normalized + beta and d = delta act'(z):
//   d_gamma = sum_b d normalized,  d_beta = sum_b d
//   d_linear = gamma / sqrt(variance + epsilon) (d - mean(d) - normalized mean(d normalized))
// (the gradient flows through the batch's mean and variance). Without batch normalization: d_linear = delta act'(linear)
// and d_gamma = d_beta = 0.
//
// A thread owns a group of 4 units for the whole batch. Oracle: batchNormBackward in src/training/reference/batch-norm.ts

fn activation_backward(layer_index: u32, scratch_base: u32, thread: u32) {
  let linear = scratch_base + table.layers[layer_index].linear;
  let delta = scratch_base + table.layers[layer_index].delta;
  let count = 4u * table.layers[layer_index].groups * table.vectors;
  let slope_below_zero = table.slope_below_zero;
  for (var vector = thread; vector < count; vector += workgroup_size) {
    scratch[delta + vector] *= activation_derivative(scratch[linear + vector], slope_below_zero);
  }
}

// Returns (d_gamma, d_beta) of one unit and replaces its row of delta by d_linear. Samples behind the batch have delta 0
// and add nothing to the sums; their d_linear is set to 0.
fn normalized_row_backward(normalized_row: u32, delta_row: u32, gamma: f32, beta: f32, inverse_deviation: f32) -> vec2f {
  let slope_below_zero = table.slope_below_zero;
  let vectors = table.vectors;
  var sum_normalized = vec4f(0.0);
  var sum = vec4f(0.0);
  for (var vector = 0u; vector < vectors; vector++) {
    let normalized = scratch[normalized_row + vector];
    let d = scratch[delta_row + vector] * activation_derivative(gamma * normalized + beta, slope_below_zero);
    scratch[delta_row + vector] = d;
    sum_normalized += d * normalized;
    sum += d;
  }
  let d_gamma = dot(vec4f(1.0), sum_normalized);
  let d_beta = dot(vec4f(1.0), sum);
  let mean = d_beta / f32(table.batch_size);
  let mean_normalized = d_gamma / f32(table.batch_size);
  let factor = gamma * inverse_deviation;
  let whole = table.batch_size / 4u;
  for (var vector = 0u; vector < whole; vector++) {
    let d = scratch[delta_row + vector] - mean - scratch[normalized_row + vector] * mean_normalized;
    scratch[delta_row + vector] = factor * d;
  }
  for (var vector = whole; vector < vectors; vector++) {
    let d = scratch[delta_row + vector] - mean - scratch[normalized_row + vector] * mean_normalized;
    scratch[delta_row + vector] = sample_mask(vector) * factor * d;
  }
  return vec2f(d_gamma, d_beta);
}

fn batch_norm_backward(model: u32, layer_index: u32, scratch_base: u32, thread: u32) {
  let layer = &table.layers[layer_index];
  let parameters = state_base(model);
  let d_parameters = model * table.parameter_vectors;
  if (table.models[model].normalization != batch_normalization) {
    activation_backward(layer_index, scratch_base, thread);
    for (var group = thread; group < (*layer).groups; group += workgroup_size) {
      gradients[d_parameters + (*layer).scale + group] = vec4f(0.0);
      gradients[d_parameters + (*layer).shift + group] = vec4f(0.0);
    }
    return;
  }
  for (var group = thread; group < (*layer).groups; group += workgroup_size) {
    let gamma = state[parameters + (*layer).scale + group];
    let beta = state[parameters + (*layer).shift + group];
    let r =
      inverseSqrt(scratch[scratch_base + (*layer).batch_variance + group] + batch_norm_epsilon);
    let stride = table.vectors;
    let normalized = scratch_base + (*layer).linear + 4u * group * stride;
    let delta = scratch_base + (*layer).delta + 4u * group * stride;
    let d0 = normalized_row_backward(normalized, delta, gamma.x, beta.x, r.x);
    let d1 = normalized_row_backward(normalized + stride, delta + stride, gamma.y, beta.y, r.y);
    let d2 = normalized_row_backward(normalized + 2u * stride, delta + 2u * stride, gamma.z, beta.z, r.z);
    let d3 = normalized_row_backward(normalized + 3u * stride, delta + 3u * stride, gamma.w, beta.w, r.w);
    gradients[d_parameters + (*layer).scale + group] = vec4f(d0.x, d1.x, d2.x, d3.x);
    gradients[d_parameters + (*layer).shift + group] = vec4f(d0.y, d1.y, d2.y, d3.y);
  }
}

@compute @workgroup_size(workgroup_size)
fn batch_norm_backward_phase(@builtin(local_invocation_index) thread: u32, @builtin(workgroup_id) workgroup: vec3u) {
  batch_norm_backward(workgroup.x, table.phase_layer, workgroup.x * table.scratch_vectors, thread);
}
