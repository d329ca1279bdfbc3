// softmax_cross_entropy: mean loss of the batch and d_logits = (softmax(logits) - onehot(label)) / rows
//
// One workgroup; a thread takes every 64th row and the losses are summed as a tree.

@group(0) @binding(0) var<uniform> layer: Layer;
@group(0) @binding(1) var<storage, read> logits: array<f32>;
@group(0) @binding(2) var<storage, read> labels: array<u32>;
@group(0) @binding(3) var<storage, read_write> d_logits: array<f32>;
@group(0) @binding(4) var<storage, read_write> loss: array<f32>;

var<workgroup> losses: array<f32, 64>;

@compute @workgroup_size(64)
fn softmax_cross_entropy(@builtin(local_invocation_index) thread: u32) {
  let classes = layer.width;
  var sum = 0.0;
  for (var row = thread; row < layer.rows; row += 64u) {
    let start = row * classes;
    var largest = logits[start];
    for (var c = 1u; c < classes; c++) {
      largest = max(largest, logits[start + c]);
    }
    var total = 0.0;
    for (var c = 0u; c < classes; c++) {
      total += exp(logits[start + c] - largest);
    }
    let log_total = largest + log(total);
    for (var c = 0u; c < classes; c++) {
      let is_label = f32(c == labels[row]);
      d_logits[start + c] = (exp(logits[start + c] - log_total) - is_label) / f32(layer.rows);
    }
    sum += log_total - logits[start + labels[row]];
  }
  losses[thread] = sum;
  workgroupBarrier();
  for (var half = 32u; half > 0u; half /= 2u) {
    if (thread < half) {
      losses[thread] += losses[thread + half];
    }
    workgroupBarrier();
  }
  if (thread == 0u) {
    loss[0] = losses[0] / f32(layer.rows);
  }
}
