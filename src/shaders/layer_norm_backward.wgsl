// layer_norm_backward, per sample; delta holds the gradient with respect to the activation and is replaced by the one with
// respect to linear. With z = gamma normalized + beta, d = delta act'(z) and g = gamma d, means over the sample's group of units:
//   d_gamma = sum_b d normalized,  d_beta = sum_b d                  (RMSNorm: d_beta = 0)
//   d_linear = r (g - mean(g) - normalized mean(g normalized))       (RMSNorm: without mean(g))
//
// Two parts with a barrier between them: in the first a thread owns a group of 4 units for the whole batch and leaves g in
// delta, in the second it owns 4 samples of one group of units. Samples behind the batch have delta 0, which stays 0.
// Oracle: sampleNormBackward in src/training/reference/layer-norm.ts

// Returns (d_gamma, d_beta) of one unit and replaces its row of delta by g.
fn unit_row_backward(normalized_row: u32, delta_row: u32, gamma: f32, beta: f32) -> vec2f {
  let slope_below_zero = table.slope_below_zero;
  var sum_normalized = vec4f(0.0);
  var sum = vec4f(0.0);
  for (var vector = 0u; vector < table.vectors; vector++) {
    let normalized = scratch[normalized_row + vector];
    let d = scratch[delta_row + vector] * activation_derivative(gamma * normalized + beta, slope_below_zero);
    scratch[delta_row + vector] = gamma * d;
    sum_normalized += d * normalized;
    sum += d;
  }
  return vec2f(dot(vec4f(1.0), sum_normalized), dot(vec4f(1.0), sum));
}

fn layer_norm_backward_parameters(model: u32, layer_index: u32, scratch_base: u32, thread: u32) {
  let layer = &table.layers[layer_index];
  let parameters = state_base(model);
  let d_parameters = model * table.parameter_vectors;
  let stride = table.vectors;
  let has_shift = select(0.0, 1.0, is_centred(model));
  for (var group = thread; group < (*layer).groups; group += workgroup_size) {
    let gamma = state[parameters + (*layer).scale + group];
    let beta = has_shift * state[parameters + (*layer).shift + group];
    let normalized = scratch_base + (*layer).linear + 4u * group * stride;
    let delta = scratch_base + (*layer).delta + 4u * group * stride;
    let d0 = unit_row_backward(normalized, delta, gamma.x, beta.x);
    let d1 = unit_row_backward(normalized + stride, delta + stride, gamma.y, beta.y);
    let d2 = unit_row_backward(normalized + 2u * stride, delta + 2u * stride, gamma.z, beta.z);
    let d3 = unit_row_backward(normalized + 3u * stride, delta + 3u * stride, gamma.w, beta.w);
    gradients[d_parameters + (*layer).scale + group] = vec4f(d0.x, d1.x, d2.x, d3.x);
    gradients[d_parameters + (*layer).shift + group] = has_shift * vec4f(d0.y, d1.y, d2.y, d3.y);
  }
}

fn layer_norm_backward_linear(model: u32, layer_index: u32, scratch_base: u32, thread: u32) {
  let layer = &table.layers[layer_index];
  let vectors = table.vectors;
  let group_count = unit_group_count(model);
  let size = (*layer).width / group_count;
  let centred = is_centred(model);
  for (var item = thread; item < group_count * vectors; item += workgroup_size) {
    let first = item / vectors * size * vectors + item % vectors;
    let normalized = scratch_base + (*layer).linear + first;
    let delta = scratch_base + (*layer).delta + first;
    var mean = vec4f(0.0);
    var mean_normalized = vec4f(0.0);
    for (var unit = 0u; unit < size; unit++) {
      let g = scratch[delta + unit * vectors];
      mean += g;
      mean_normalized += g * scratch[normalized + unit * vectors];
    }
    mean = select(vec4f(0.0), mean / f32(size), centred);
    mean_normalized /= f32(size);
    let r = scratch[scratch_base + (*layer).inverse_deviation + item];
    for (var unit = 0u; unit < size; unit++) {
      let at = unit * vectors;
      scratch[delta + at] = r * (scratch[delta + at] - mean - scratch[normalized + at] * mean_normalized);
    }
  }
}

@compute @workgroup_size(workgroup_size)
fn layer_norm_backward_phase(@builtin(local_invocation_index) thread: u32, @builtin(workgroup_id) workgroup: vec3u) {
  let scratch_base = workgroup.x * table.scratch_vectors;
  layer_norm_backward_parameters(workgroup.x, table.phase_layer, scratch_base, thread);
  storageBarrier();
  layer_norm_backward_linear(workgroup.x, table.phase_layer, scratch_base, thread);
}
