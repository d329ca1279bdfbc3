// batch_accuracy: right[b] = [argmax_c logit[c][b] = y[b]], 1 or 0, in the place of the losses; their mean is the accuracy.
//
// Ties go to the smaller class; samples behind the batch get 0. A thread takes 4 samples at a time. Part of `train`; the
// caller puts a barrier behind it.
// Oracle: measureInTrainingMode in src/training/reference/training-step.ts

// The bits of a NaN, which WGSL has no constant for: this step has no accuracy.
const no_accuracy = 0x7fc00000u;

fn mark_right(scratch_base: u32, thread: u32) {
  let logits = scratch_base + table.layers[table.hidden_layers].linear;
  for (var vector = thread; vector < table.vectors; vector += workgroup_size) {
    var largest = scratch[logits + vector];
    var best = vec4f(0.0);
    for (var c = 1u; c < table.class_count; c++) {
      let logit = scratch[logits + c * table.vectors + vector];
      best = select(best, vec4f(f32(c)), logit > largest);
      largest = max(largest, logit);
    }
    let label = scratch[scratch_base + table.label_row + vector];
    let right = select(vec4f(0.0), vec4f(1.0), best == label);
    scratch[scratch_base + table.loss_row + vector] = sample_mask(vector) * right;
  }
}
