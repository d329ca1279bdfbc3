// column_sums: gradient of a bias, the sum of every column of d_linear [rows][width]

@group(0) @binding(0) var<uniform> layer: Layer;
@group(0) @binding(1) var<storage, read> d_linear: array<f32>;
@group(0) @binding(2) var<storage, read_write> gradients: array<f32>;

@compute @workgroup_size(64)
fn column_sums(@builtin(global_invocation_id) id: vec3u) {
  let column = id.x;
  if (column >= layer.width) {
    return;
  }
  var sum = 0.0;
  for (var row = 0u; row < layer.rows; row++) {
    sum += d_linear[row * layer.width + column];
  }
  gradients[layer.bias + column] = sum;
}
