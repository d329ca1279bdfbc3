// evaluate: predicted class and loss of every row (training, then test) with the picture's statistics.
//
// Workgroup (chunk, model) takes batch_size rows from chunk * batch_size; rows are independent because the statistics
// are frozen. Ties go to the smaller class. Oracle: src/training/reference/evaluate.ts

@compute @workgroup_size(workgroup_size)
fn evaluate(
  @builtin(local_invocation_index) thread: u32,
  @builtin(workgroup_id) workgroup: vec3u,
  @builtin(num_workgroups) workgroups: vec3u,
) {
  let chunk = workgroup.x;
  let model = workgroup.y;
  let scratch_base = (model * workgroups.x + chunk) * table.scratch_vectors;
  let parameters = state_base(model);
  let statistics = picture_statistics_base(model);
  gather_batch(0u, chunk, scratch_base, thread);
  phase_barrier();
  for (var layer = 0u; layer < table.hidden_layers; layer++) {
    dense_forward(layer, parameters, scratch_base, thread);
    phase_barrier();
    normalization_frozen(model, layer, statistics, scratch_base, thread);
    phase_barrier();
  }
  dense_forward(table.hidden_layers, parameters, scratch_base, thread);
  phase_barrier();
  let logits = scratch_base + table.layers[table.hidden_layers].linear;
  for (var sample = thread; sample < table.batch_size; sample += workgroup_size) {
    let row = chunk * table.batch_size + sample;
    if (row < table.row_count) {
      verdicts[model * table.row_count + row] = verdict(logits, scratch_base, sample);
    }
  }
}

fn verdict(logits: u32, scratch_base: u32, sample: u32) -> vec2u {
  let vector = sample / 4u;
  let lane = sample % 4u;
  let label = u32(scratch[scratch_base + table.label_row + vector][lane]);
  var best = 0u;
  var largest = scratch[logits + vector][lane];
  var label_logit = largest;
  for (var c = 1u; c < table.class_count; c++) {
    let logit = scratch[logits + c * table.vectors + vector][lane];
    if (logit > largest) {
      largest = logit;
      best = c;
    }
    if (c == label) {
      label_logit = logit;
    }
  }
  var sum = 0.0;
  for (var c = 0u; c < table.class_count; c++) {
    sum += exp(scratch[logits + c * table.vectors + vector][lane] - largest);
  }
  return vec2u(best, bitcast<u32>(log(sum) + largest - label_logit));
}
