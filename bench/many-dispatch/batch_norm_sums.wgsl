// batch_norm_sums: gradients of scale (sum of d_output normalized) and shift (sum of d_output) of every column

@group(0) @binding(0) var<uniform> layer: Layer;
@group(0) @binding(1) var<storage, read> normalized: array<f32>;
@group(0) @binding(2) var<storage, read> d_output: array<f32>;
@group(0) @binding(3) var<storage, read_write> gradients: array<f32>;

@compute @workgroup_size(64)
fn batch_norm_sums(@builtin(global_invocation_id) id: vec3u) {
  let column = id.x;
  if (column >= layer.width) {
    return;
  }
  var d_scale = 0.0;
  var d_shift = 0.0;
  for (var row = 0u; row < layer.rows; row++) {
    let element = row * layer.width + column;
    d_scale += d_output[element] * normalized[element];
    d_shift += d_output[element];
  }
  gradients[layer.scale + column] = d_scale;
  gradients[layer.shift + column] = d_shift;
}
