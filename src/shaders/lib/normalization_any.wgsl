// The normalisation of a run in which a network may normalise single samples (LayerNorm, GroupNorm, RMSNorm).

fn normalizes_samples(model: u32) -> bool {
  return table.models[model].normalization > batch_normalization;
}

fn normalization_forward(model: u32, layer_index: u32, scratch_base: u32, thread: u32) {
  if (normalizes_samples(model)) {
    layer_norm_forward(model, layer_index, scratch_base, thread);
  } else {
    batch_norm_forward(model, layer_index, scratch_base, thread);
  }
}

// What normalises single samples depends on no statistics.
fn normalization_frozen(model: u32, layer_index: u32, statistics: u32, scratch_base: u32, thread: u32) {
  if (normalizes_samples(model)) {
    layer_norm_forward(model, layer_index, scratch_base, thread);
  } else {
    batch_norm_frozen(model, layer_index, statistics, scratch_base, thread);
  }
}

// All threads of a workgroup have one model, so that they meet at the barrier.
fn normalization_backward(model: u32, layer_index: u32, scratch_base: u32, thread: u32) {
  if (normalizes_samples(model)) {
    layer_norm_backward_parameters(model, layer_index, scratch_base, thread);
    phase_barrier();
    layer_norm_backward_linear(model, layer_index, scratch_base, thread);
  } else {
    batch_norm_backward(model, layer_index, scratch_base, thread);
  }
}
