// softmax_cross_entropy, per sample b with class y:
//   loss[b] = log sum_c exp(logit[c]) - logit[y],   delta[c][b] = (softmax(logit)[c] - [c = y]) / B
//
// The largest logit is subtracted before exp. Samples behind the batch get loss 0 and delta 0, which keeps them out of
// every gradient. A thread takes 4 samples at a time. Classes behind class_count keep delta 0.
// Oracle: src/training/reference/loss.ts

fn softmax_cross_entropy(scratch_base: u32, thread: u32) {
  let head = &table.layers[table.hidden_layers];
  for (var vector = thread; vector < table.vectors; vector += workgroup_size) {
    let logits = scratch_base + (*head).linear + vector;
    let deltas = scratch_base + (*head).delta + vector;
    let mask = sample_mask(vector);
    let label = scratch[scratch_base + table.label_row + vector];
    var largest = scratch[logits];
    for (var c = 1u; c < table.class_count; c++) {
      largest = max(largest, scratch[logits + c * table.vectors]);
    }
    var sum = vec4f(0.0);
    var label_logit = vec4f(0.0);
    for (var c = 0u; c < table.class_count; c++) {
      let logit = scratch[logits + c * table.vectors] - largest;
      sum += exp(logit);
      label_logit += select(vec4f(0.0), logit, label == vec4f(f32(c)));
    }
    for (var c = 0u; c < 4u * (*head).groups; c++) {
      var delta = vec4f(0.0);
      if (c < table.class_count) {
        let probability = exp(scratch[logits + c * table.vectors] - largest) / sum;
        delta = mask * (probability - select(vec4f(0.0), vec4f(1.0), label == vec4f(f32(c)))) / f32(table.batch_size);
      }
      scratch[deltas + c * table.vectors] = delta;
    }
    scratch[scratch_base + table.loss_row + vector] = mask * (log(sum) - label_logit);
  }
}

// Mean of the row of losses; every thread that calls it gets the same number.
fn mean_over_batch(scratch_base: u32) -> f32 {
  var sum = vec4f(0.0);
  for (var vector = 0u; vector < table.vectors; vector++) {
    sum += scratch[scratch_base + table.loss_row + vector];
  }
  return (sum.x + sum.y + sum.z + sum.w) / f32(table.batch_size);
}

@compute @workgroup_size(workgroup_size)
fn softmax_cross_entropy_phase(@builtin(local_invocation_index) thread: u32, @builtin(workgroup_id) workgroup: vec3u) {
  let scratch_base = workgroup.x * table.scratch_vectors;
  softmax_cross_entropy(scratch_base, thread);
  storageBarrier();
  if (thread == 0u) {
    results[results_base(workgroup.x) + result_header] = bitcast<u32>(mean_over_batch(scratch_base));
  }
}
