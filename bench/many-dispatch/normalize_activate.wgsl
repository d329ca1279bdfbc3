// normalize_activate: activation = relu(scale (linear - mean) / sqrt(variance + epsilon) + shift), element by element

@group(0) @binding(0) var<uniform> layer: Layer;
@group(0) @binding(1) var<storage, read> linear: array<f32>;
@group(0) @binding(2) var<storage, read> statistics: array<f32>;
@group(0) @binding(3) var<storage, read> parameters: array<f32>;
@group(0) @binding(4) var<storage, read_write> normalized: array<f32>;
@group(0) @binding(5) var<storage, read_write> activation: array<f32>;

@compute @workgroup_size(64)
fn normalize_activate(@builtin(global_invocation_id) id: vec3u) {
  let element = id.x;
  if (element >= layer.rows * layer.width) {
    return;
  }
  let column = element % layer.width;
  let deviation = linear[element] - statistics[layer.mean + column];
  let value = deviation * inverseSqrt(statistics[layer.variance + column] + EPSILON);
  normalized[element] = value;
  activation[element] = max(0.0, parameters[layer.scale + column] * value + parameters[layer.shift + column]);
}
