// dense_backward, with d the gradient of the loss with respect to linear (delta):
//   d_input[i][b]  = sum_j weight[i][j] d[j][b]        (into the previous layer's delta)
//   d_weight[i][j] = sum_b input[i][b] d[j][b]
//   d_bias[j]      = sum_b d[j][b]
// Under batch normalization the bias of a hidden layer cancels: its true gradient is 0 and is stored as 0. What the sum
// would give is rounding noise, which adam would blow up to steps of the size of the learning rate.
//
// Inputs: tiles of 4 inputs x 16 samples per thread. Parameters: tiles of 4 inputs x 4 outputs per thread, summed over
// the whole batch by one thread in a fixed order, so that results repeat bit for bit.
// Oracle: denseBackward in src/training/reference/dense.ts

fn dense_backward_input(layer_index: u32, parameters: u32, scratch_base: u32, thread: u32) {
  let layer = &table.layers[layer_index];
  let vectors = table.vectors;
  let groups = (*layer).groups;
  let input_groups = (*layer).input_groups;
  let weight = parameters + (*layer).weight;
  let delta = scratch_base + (*layer).delta;
  let d_input = scratch_base + table.layers[layer_index - 1u].delta;
  let tile_count = input_groups * (vectors / 4u);
  for (var tile = thread; tile < tile_count; tile += workgroup_size) {
    let input_group = tile % input_groups;
    let vector = 4u * (tile / input_groups);
    var d00 = vec4f(0.0); var d01 = d00; var d02 = d00; var d03 = d00;
    var d10 = d00; var d11 = d00; var d12 = d00; var d13 = d00;
    var d20 = d00; var d21 = d00; var d22 = d00; var d23 = d00;
    var d30 = d00; var d31 = d00; var d32 = d00; var d33 = d00;
    let weight_row = weight + 4u * input_group * groups;
    var row = 0u;
    var e0 = d00; var e1 = d00; var e2 = d00; var e3 = d00;
    for (var group = 0u; group < groups; group++) {
      let w0 = state[weight_row + group];
      let w1 = state[weight_row + groups + group];
      let w2 = state[weight_row + 2u * groups + group];
      let w3 = state[weight_row + 3u * groups + group];
      row = delta + 4u * group * vectors + vector;
      e0 = scratch[row]; e1 = scratch[row + 1u]; e2 = scratch[row + 2u]; e3 = scratch[row + 3u];
      d00 += w0.x * e0; d01 += w0.x * e1; d02 += w0.x * e2; d03 += w0.x * e3;
      d10 += w1.x * e0; d11 += w1.x * e1; d12 += w1.x * e2; d13 += w1.x * e3;
      d20 += w2.x * e0; d21 += w2.x * e1; d22 += w2.x * e2; d23 += w2.x * e3;
      d30 += w3.x * e0; d31 += w3.x * e1; d32 += w3.x * e2; d33 += w3.x * e3;
      row = delta + (4u * group + 1u) * vectors + vector;
      e0 = scratch[row]; e1 = scratch[row + 1u]; e2 = scratch[row + 2u]; e3 = scratch[row + 3u];
      d00 += w0.y * e0; d01 += w0.y * e1; d02 += w0.y * e2; d03 += w0.y * e3;
      d10 += w1.y * e0; d11 += w1.y * e1; d12 += w1.y * e2; d13 += w1.y * e3;
      d20 += w2.y * e0; d21 += w2.y * e1; d22 += w2.y * e2; d23 += w2.y * e3;
      d30 += w3.y * e0; d31 += w3.y * e1; d32 += w3.y * e2; d33 += w3.y * e3;
      row = delta + (4u * group + 2u) * vectors + vector;
      e0 = scratch[row]; e1 = scratch[row + 1u]; e2 = scratch[row + 2u]; e3 = scratch[row + 3u];
      d00 += w0.z * e0; d01 += w0.z * e1; d02 += w0.z * e2; d03 += w0.z * e3;
      d10 += w1.z * e0; d11 += w1.z * e1; d12 += w1.z * e2; d13 += w1.z * e3;
      d20 += w2.z * e0; d21 += w2.z * e1; d22 += w2.z * e2; d23 += w2.z * e3;
      d30 += w3.z * e0; d31 += w3.z * e1; d32 += w3.z * e2; d33 += w3.z * e3;
      row = delta + (4u * group + 3u) * vectors + vector;
      e0 = scratch[row]; e1 = scratch[row + 1u]; e2 = scratch[row + 2u]; e3 = scratch[row + 3u];
      d00 += w0.w * e0; d01 += w0.w * e1; d02 += w0.w * e2; d03 += w0.w * e3;
      d10 += w1.w * e0; d11 += w1.w * e1; d12 += w1.w * e2; d13 += w1.w * e3;
      d20 += w2.w * e0; d21 += w2.w * e1; d22 += w2.w * e2; d23 += w2.w * e3;
      d30 += w3.w * e0; d31 += w3.w * e1; d32 += w3.w * e2; d33 += w3.w * e3;
    }
    row = d_input + 4u * input_group * vectors + vector;
    scratch[row] = d00; scratch[row + 1u] = d01; scratch[row + 2u] = d02; scratch[row + 3u] = d03;
    row += vectors;
    scratch[row] = d10; scratch[row + 1u] = d11; scratch[row + 2u] = d12; scratch[row + 3u] = d13;
    row += vectors;
    scratch[row] = d20; scratch[row + 1u] = d21; scratch[row + 2u] = d22; scratch[row + 3u] = d23;
    row += vectors;
    scratch[row] = d30; scratch[row + 1u] = d31; scratch[row + 2u] = d32; scratch[row + 3u] = d33;
  }
}

fn dense_backward_weight(model: u32, layer_index: u32, scratch_base: u32, thread: u32) {
  let layer = &table.layers[layer_index];
  let vectors = table.vectors;
  let groups = (*layer).groups;
  let input_rows = scratch_base + (*layer).input_rows;
  let delta = scratch_base + (*layer).delta;
  let d_weight = model * table.parameter_vectors + (*layer).weight;
  let tile_count = (*layer).input_groups * groups;
  for (var tile = thread; tile < tile_count; tile += workgroup_size) {
    let group = tile % groups;
    let input_group = tile / groups;
    var g0 = vec4f(0.0);
    var g1 = g0;
    var g2 = g0;
    var g3 = g0;
    var input_at = input_rows + 4u * input_group * vectors;
    var delta_at = delta + 4u * group * vectors;
    for (var vector = 0u; vector < vectors; vector++) {
      let x0 = scratch[input_at];
      let x1 = scratch[input_at + vectors];
      let x2 = scratch[input_at + 2u * vectors];
      let x3 = scratch[input_at + 3u * vectors];
      let e0 = scratch[delta_at];
      let e1 = scratch[delta_at + vectors];
      let e2 = scratch[delta_at + 2u * vectors];
      let e3 = scratch[delta_at + 3u * vectors];
      g0 += vec4f(dot(x0, e0), dot(x0, e1), dot(x0, e2), dot(x0, e3));
      g1 += vec4f(dot(x1, e0), dot(x1, e1), dot(x1, e2), dot(x1, e3));
      g2 += vec4f(dot(x2, e0), dot(x2, e1), dot(x2, e2), dot(x2, e3));
      g3 += vec4f(dot(x3, e0), dot(x3, e1), dot(x3, e2), dot(x3, e3));
      input_at++;
      delta_at++;
    }
    let row = d_weight + 4u * input_group * groups + group;
    gradients[row] = g0;
    gradients[row + groups] = g1;
    gradients[row + 2u * groups] = g2;
    gradients[row + 3u * groups] = g3;
  }
}

fn dense_backward_bias(model: u32, layer_index: u32, scratch_base: u32, thread: u32) {
  let layer = &table.layers[layer_index];
  let d_bias = model * table.parameter_vectors + (*layer).bias;
  let cancels = table.models[model].normalization == batch_normalization && layer_index < table.hidden_layers;
  for (var group = thread; group < (*layer).groups; group += workgroup_size) {
    var sums = vec4f(0.0);
    if (!cancels) {
      let rows = scratch_base + (*layer).delta + 4u * group * table.vectors;
      for (var vector = rows; vector < rows + table.vectors; vector++) {
        sums += vec4f(
          dot(vec4f(1.0), scratch[vector]),
          dot(vec4f(1.0), scratch[vector + table.vectors]),
          dot(vec4f(1.0), scratch[vector + 2u * table.vectors]),
          dot(vec4f(1.0), scratch[vector + 3u * table.vectors]),
        );
      }
    }
    gradients[d_bias + group] = sums;
  }
}

fn dense_backward_parameters(model: u32, layer_index: u32, scratch_base: u32, thread: u32) {
  dense_backward_weight(model, layer_index, scratch_base, thread);
  dense_backward_bias(model, layer_index, scratch_base, thread);
}

@compute @workgroup_size(workgroup_size)
fn dense_backward_phase(@builtin(local_invocation_index) thread: u32, @builtin(workgroup_id) workgroup: vec3u) {
  let scratch_base = workgroup.x * table.scratch_vectors;
  dense_backward_parameters(workgroup.x, table.phase_layer, scratch_base, thread);
  if (table.phase_layer > 0u) {
    dense_backward_input(table.phase_layer, state_base(workgroup.x), scratch_base, thread);
  }
}
