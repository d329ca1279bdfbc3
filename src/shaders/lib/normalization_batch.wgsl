// The normalisation of a run whose networks have batch normalization or none: nothing else is compiled for it. The other
// choice is normalization_any.wgsl.

fn normalization_forward(model: u32, layer_index: u32, scratch_base: u32, thread: u32) {
  batch_norm_forward(model, layer_index, scratch_base, thread);
}

fn normalization_frozen(model: u32, layer_index: u32, statistics: u32, scratch_base: u32, thread: u32) {
  batch_norm_frozen(model, layer_index, statistics, scratch_base, thread);
}

fn normalization_backward(model: u32, layer_index: u32, scratch_base: u32, thread: u32) {
  batch_norm_backward(model, layer_index, scratch_base, thread);
}
