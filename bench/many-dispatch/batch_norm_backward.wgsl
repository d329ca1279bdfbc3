// batch_norm_backward: d_linear = scale / sqrt(variance + epsilon) (d_output - (d_shift + normalized d_scale) / rows)
//
// The two subtracted means are what flows through the batch's own mean and variance.

@group(0) @binding(0) var<uniform> layer: Layer;
@group(0) @binding(1) var<storage, read> normalized: array<f32>;
@group(0) @binding(2) var<storage, read> d_output: array<f32>;
@group(0) @binding(3) var<storage, read> statistics: array<f32>;
@group(0) @binding(4) var<storage, read> parameters: array<f32>;
@group(0) @binding(5) var<storage, read> gradients: array<f32>;
@group(0) @binding(6) var<storage, read_write> d_linear: array<f32>;

@compute @workgroup_size(64)
fn batch_norm_backward(@builtin(global_invocation_id) id: vec3u) {
  let element = id.x;
  if (element >= layer.rows * layer.width) {
    return;
  }
  let column = element % layer.width;
  let factor = parameters[layer.scale + column] * inverseSqrt(statistics[layer.variance + column] + EPSILON);
  let through_statistics = gradients[layer.shift + column] + normalized[element] * gradients[layer.scale + column];
  d_linear[element] = factor * (d_output[element] - through_statistics / f32(layer.rows));
}
