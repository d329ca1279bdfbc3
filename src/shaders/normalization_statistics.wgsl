// normalization_statistics: means and variances that a picture is drawn with, per hidden layer and unit.
//
// Layer by layer over the rows of the table (all training rows in order, or one batch): statistics of linear, and where
// the model has batch normalization the next layer sees values normalised with these very statistics. With
// statistics_source 1 the running statistics are taken over instead. One workgroup, for model `only_model`.
// Writes the picture's statistics in `state`; running statistics stay as they are.
// Oracle: pictureStatistics in src/training/reference/statistics.ts

fn keep_statistics(model: u32, layer_index: u32, scratch_base: u32, thread: u32) {
  let layer = &table.layers[layer_index];
  let base = picture_statistics_base(model);
  for (var group = thread; group < (*layer).groups; group += workgroup_size) {
    if (table.models[model].normalization != batch_normalization) {
      group_statistics(layer_index, group, scratch_base);
    }
    state[base + (*layer).mean + group] = scratch[scratch_base + (*layer).batch_mean + group];
    state[base + (*layer).variance + group] = scratch[scratch_base + (*layer).batch_variance + group];
  }
}

@compute @workgroup_size(workgroup_size)
fn normalization_statistics(@builtin(local_invocation_index) thread: u32) {
  let model = table.only_model;
  let scratch_base = model * table.scratch_vectors;
  if (table.statistics_source == 1u) {
    let running = running_statistics_base(model);
    let picture = picture_statistics_base(model);
    for (var at = thread; at < table.statistics_vectors; at += workgroup_size) {
      state[picture + at] = state[running + at];
    }
    return;
  }
  gather_batch(table.first_epoch, table.first_batch, scratch_base, thread);
  phase_barrier();
  for (var layer = 0u; layer < table.hidden_layers; layer++) {
    dense_forward(layer, state_base(model), scratch_base, thread);
    phase_barrier();
    if (table.models[model].normalization != batch_normalization) {
      keep_statistics(model, layer, scratch_base, thread);
      phase_barrier();
      batch_norm_forward(model, layer, scratch_base, thread);
    } else {
      batch_norm_forward(model, layer, scratch_base, thread);
      phase_barrier();
      keep_statistics(model, layer, scratch_base, thread);
    }
    phase_barrier();
  }
}
