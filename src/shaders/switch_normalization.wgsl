// switch_normalization: what happens to the numbers of model `only_model` when batch normalization is switched.
//
//   action 0, insert:  gamma = 1, beta = 0; their optimiser state becomes 0
//   action 1, adopt:   running statistics = the picture's statistics
//   action 2, keep:    gamma = sqrt(variance + epsilon), beta = mean of the picture's statistics, so that nothing moves;
//                      their optimiser state becomes 0; then as adopt
//   action 3, fold:    with s = gamma / sqrt(variance + epsilon): W <- s W, b <- s (b - mean) + beta, gamma = 1, beta = 0;
//                      optimiser state of W, b, gamma, beta becomes 0
// Off to on, align: insert, normalization_statistics over the data with batch norm on, adopt. Off to on, keep-function:
// normalization_statistics with batch norm off, keep. On to off: normalization_statistics as drawn, fold.
// One workgroup; a thread takes groups of 4 units. Oracle: src/training/reference/switch-normalization.ts

fn clear_moments(model: u32, begin: u32, end: u32) {
  let moments = state_base(model) + table.parameter_vectors;
  for (var at = begin; at < end; at++) {
    state[moments + at] = vec4f(0.0);
    state[moments + table.parameter_vectors + at] = vec4f(0.0);
  }
}

fn set_scale_shift(model: u32, layer_index: u32, group: u32, gamma: vec4f, beta: vec4f) {
  let layer = &table.layers[layer_index];
  let scale = (*layer).scale + group;
  let shift = (*layer).shift + group;
  state[state_base(model) + scale] = gamma;
  state[state_base(model) + shift] = beta;
  clear_moments(model, scale, scale + 1u);
  clear_moments(model, shift, shift + 1u);
}

// 1 for the real units of a group, 0 for its padding.
fn unit_mask(layer_index: u32, group: u32) -> vec4f {
  let unit = 4u * group + vec4u(0u, 1u, 2u, 3u);
  return select(vec4f(0.0), vec4f(1.0), unit < vec4u(table.layers[layer_index].width));
}

fn adopt(model: u32, layer_index: u32, group: u32) {
  let layer = &table.layers[layer_index];
  let running = running_statistics_base(model);
  let picture = picture_statistics_base(model);
  state[running + (*layer).mean + group] = state[picture + (*layer).mean + group];
  state[running + (*layer).variance + group] = state[picture + (*layer).variance + group];
}

fn fold(model: u32, layer_index: u32, group: u32) {
  let layer = &table.layers[layer_index];
  let parameters = state_base(model);
  let picture = picture_statistics_base(model);
  let gamma = state[parameters + (*layer).scale + group];
  let beta = state[parameters + (*layer).shift + group];
  let mean = state[picture + (*layer).mean + group];
  let variance = state[picture + (*layer).variance + group];
  let s = gamma * inverseSqrt(variance + batch_norm_epsilon);
  let bias = (*layer).bias + group;
  state[parameters + bias] = s * (state[parameters + bias] - mean) + beta;
  clear_moments(model, bias, bias + 1u);
  for (var i = 0u; i < (*layer).inputs; i++) {
    let weight = (*layer).weight + i * (*layer).groups + group;
    state[parameters + weight] = s * state[parameters + weight];
    clear_moments(model, weight, weight + 1u);
  }
}

@compute @workgroup_size(workgroup_size)
fn switch_normalization(@builtin(local_invocation_index) thread: u32) {
  let model = table.only_model;
  let picture = picture_statistics_base(model);
  for (var layer_index = 0u; layer_index < table.hidden_layers; layer_index++) {
    let layer = &table.layers[layer_index];
    for (var group = thread; group < (*layer).groups; group += workgroup_size) {
      let ones = unit_mask(layer_index, group);
      switch (table.switch_action) {
        case 0u: {
          set_scale_shift(model, layer_index, group, ones, vec4f(0.0));
        }
        case 1u: {
          adopt(model, layer_index, group);
        }
        case 2u: {
          let variance = state[picture + (*layer).variance + group];
          let mean = state[picture + (*layer).mean + group];
          set_scale_shift(model, layer_index, group, ones * sqrt(variance + batch_norm_epsilon), ones * mean);
          adopt(model, layer_index, group);
        }
        default: {
          fold(model, layer_index, group);
          set_scale_shift(model, layer_index, group, ones, vec4f(0.0));
        }
      }
    }
  }
}
