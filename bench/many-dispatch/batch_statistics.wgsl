// batch_statistics: mean and biased variance of every column of linear [rows][width], and their running averages
//
// One thread per column: neighbouring threads read neighbouring numbers.

@group(0) @binding(0) var<uniform> layer: Layer;
@group(0) @binding(1) var<storage, read> linear: array<f32>;
@group(0) @binding(2) var<storage, read_write> statistics: array<f32>;
@group(0) @binding(3) var<storage, read_write> running: array<f32>;

@compute @workgroup_size(64)
fn batch_statistics(@builtin(global_invocation_id) id: vec3u) {
  let column = id.x;
  if (column >= layer.width) {
    return;
  }
  let count = f32(layer.rows);
  var mean = 0.0;
  for (var row = 0u; row < layer.rows; row++) {
    mean += linear[row * layer.width + column];
  }
  mean /= count;
  var variance = 0.0;
  for (var row = 0u; row < layer.rows; row++) {
    let deviation = linear[row * layer.width + column] - mean;
    variance += deviation * deviation;
  }
  variance /= count;
  let mean_at = layer.mean + column;
  let variance_at = layer.variance + column;
  statistics[mean_at] = mean;
  statistics[variance_at] = variance;
  running[mean_at] = mix(mean, running[mean_at], RUNNING_MOMENTUM);
  running[variance_at] = mix(variance, running[variance_at], RUNNING_MOMENTUM);
}
