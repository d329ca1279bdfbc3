// activation_backward: d_output = d_activation where the unit is active, 0 elsewhere

@group(0) @binding(0) var<uniform> layer: Layer;
@group(0) @binding(1) var<storage, read> activation: array<f32>;
@group(0) @binding(2) var<storage, read> d_activation: array<f32>;
@group(0) @binding(3) var<storage, read_write> d_output: array<f32>;

@compute @workgroup_size(64)
fn activation_backward(@builtin(global_invocation_id) id: vec3u) {
  let element = id.x;
  if (element >= layer.rows * layer.width) {
    return;
  }
  d_output[element] = select(0.0, d_activation[element], activation[element] > 0.0);
}
