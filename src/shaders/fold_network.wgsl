// fold_network: the affine layers that the grid draws, one vec4f of the folded buffer per invocation.
//
//   with batch norm: W' = s W, b' = s (b - mean) + beta, s = gamma / sqrt(variance + epsilon), picture's statistics
//   without, and the head: W' = W, b' = b
//   under layer, group and RMS normalization likewise, and gamma, beta (RMSNorm: 0) of every hidden layer behind the head;
//   with all others these are 0
//   folded = mix(previous, (W', b'), transition): on the way from where the network was at its last switch
// A device may mix by x + (y - x) a, which at 1 would round y: there y is taken as it is. At 0 both forms give x.
// A model whose numbers have failed keeps its last folded layers: what it holds now means nothing.
// Layout of folded: src/gpu/folded-layout.ts. Oracle: foldNetwork and blendFolded in src/training/reference/fold.ts

struct FoldTable {
  model: u32,
  vector_count: u32,   // vec4f of the folded buffer
  transition: f32,     // 1: as it is
}

@group(0) @binding(0) var<uniform> table: NetworkTable;
@group(0) @binding(1) var<uniform> fold_table: FoldTable;
@group(0) @binding(2) var<storage, read> state: array<vec4f>;
@group(0) @binding(3) var<storage, read> results: array<u32>;
@group(0) @binding(4) var<storage, read> previous: array<vec4f>;
@group(0) @binding(5) var<storage, read_write> folded: array<vec4f>;

override workgroup_size: u32 = 64;

struct ScaleShift {
  scale: vec4f,
  mean: vec4f,
  shift: vec4f,
}

// What batch normalization does to 4 units: z -> scale (z - mean) + shift.
fn normalization_of(layer_index: u32, group: u32, parameters: u32) -> ScaleShift {
  let layer = &table.layers[layer_index];
  if (layer_index == table.hidden_layers || table.models[fold_table.model].normalization != batch_normalization) {
    return ScaleShift(vec4f(1.0), vec4f(0.0), vec4f(0.0));
  }
  let statistics = parameters + 3u * table.parameter_vectors + table.statistics_vectors;
  let variance = state[statistics + (*layer).variance + group];
  return ScaleShift(
    state[parameters + (*layer).scale + group] * inverseSqrt(variance + batch_norm_epsilon),
    state[statistics + (*layer).mean + group],
    state[parameters + (*layer).shift + group],
  );
}

fn folded_bias(layer_index: u32, group: u32, parameters: u32) -> vec4f {
  let n = normalization_of(layer_index, group, parameters);
  return n.scale * (state[parameters + table.layers[layer_index].bias + group] - n.mean) + n.shift;
}

fn folded_weight(layer_index: u32, input: u32, group: u32, parameters: u32) -> vec4f {
  let layer = &table.layers[layer_index];
  let n = normalization_of(layer_index, group, parameters);
  return n.scale * state[parameters + (*layer).weight + input * (*layer).groups + group];
}

// Unit `unit` of the first layer: (w_x, w_y, bias, 0).
fn first_layer_unit(unit: u32, parameters: u32) -> vec4f {
  let group = unit / 4u;
  let lane = unit % 4u;
  let w_x = folded_weight(0u, 0u, group, parameters)[lane];
  let w_y = folded_weight(0u, 1u, group, parameters)[lane];
  return vec4f(w_x, w_y, folded_bias(0u, group, parameters)[lane], 0.0);
}

fn folded_vector(at: u32, parameters: u32) -> vec4f {
  let first_units = 4u * table.layers[0].groups;
  if (at < first_units) {
    return first_layer_unit(at, parameters);
  }
  var begin = first_units;
  for (var layer_index = 1u; layer_index <= table.hidden_layers; layer_index++) {
    let inputs = table.layers[layer_index].inputs;
    let groups = table.layers[layer_index].groups;
    let within = at - begin;
    if (within < inputs * groups) {
      return folded_weight(layer_index, within / groups, within % groups, parameters);
    }
    if (within < (inputs + 1u) * groups) {
      return folded_bias(layer_index, within - inputs * groups, parameters);
    }
    begin += (inputs + 1u) * groups;
  }
  for (var layer_index = 0u; layer_index < table.hidden_layers; layer_index++) {
    let groups = table.layers[layer_index].groups;
    let within = at - begin;
    if (within < 2u * groups) {
      return sample_norm_vector(layer_index, within, parameters);
    }
    begin += 2u * groups;
  }
  return vec4f(0.0);
}

// gamma, then beta.
fn sample_norm_vector(layer_index: u32, within: u32, parameters: u32) -> vec4f {
  let layer = &table.layers[layer_index];
  let normalization = table.models[fold_table.model].normalization;
  let is_scale = within < (*layer).groups;
  if (normalization <= batch_normalization || (normalization == rms_normalization && !is_scale)) {
    return vec4f(0.0);
  }
  return state[parameters + select((*layer).shift - (*layer).groups, (*layer).scale, is_scale) + within];
}

@compute @workgroup_size(workgroup_size)
fn fold_network(@builtin(global_invocation_id) invocation: vec3u) {
  let at = invocation.x;
  let model = fold_table.model;
  let failed = results[model * result_words() + 1u] != 0u;
  if (at >= fold_table.vector_count || failed) {
    return;
  }
  let parameters = model * (3u * table.parameter_vectors + 2u * table.statistics_vectors);
  let now = folded_vector(at, parameters);
  folded[at] = select(mix(previous[at], now, fold_table.transition), now, fold_table.transition == 1.0);
}
