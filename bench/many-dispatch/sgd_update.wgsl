// sgd_update: velocity = momentum velocity + gradient, parameter -= rate velocity, for all parameters at once

struct Sgd {
  count: u32,
  learning_rate: f32,
  momentum: f32,
}

@group(0) @binding(0) var<uniform> sgd: Sgd;
@group(0) @binding(1) var<storage, read> gradients: array<f32>;
@group(0) @binding(2) var<storage, read_write> velocities: array<f32>;
@group(0) @binding(3) var<storage, read_write> parameters: array<f32>;

@compute @workgroup_size(64)
fn sgd_update(@builtin(global_invocation_id) id: vec3u) {
  let i = id.x;
  if (i >= sgd.count) {
    return;
  }
  let velocity = sgd.momentum * velocities[i] + gradients[i];
  velocities[i] = velocity;
  parameters[i] -= sgd.learning_rate * velocity;
}
