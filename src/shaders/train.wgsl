// train: `step_count` whole optimiser steps of every model in one dispatch; one workgroup per model.
//
//   gather -> per hidden layer: dense_forward, batch_norm_forward or layer_norm_forward -> head -> softmax_cross_entropy
//   -> backwards per layer: dense_backward, batch_norm_backward or layer_norm_backward -> optimizer_step
// with a barrier between phases. Weights change only in the last phase: the backward pass needs them unchanged. With
// accuracy_pass, gather's batch goes forward once more, which moves the running statistics again, and is classified.
// Loss and accuracy of each step go to their rings in `results`. A model whose numbers fail (find_failure) stops at that step:
// its parameters stay as they were before an update with a bad loss or gradient, and later dispatches leave it alone.
// Oracle: trainStep in src/training/reference/training-step.ts

var<workgroup> found_failure: atomic<u32>;
var<workgroup> failure: u32;

fn phase_barrier() {
  storageBarrier();
  workgroupBarrier();
}

// Settles whether any thread reported a failure; the same answer for all threads.
fn settled_failure(thread: u32) -> u32 {
  workgroupBarrier();
  if (thread == 0u) {
    failure = atomicLoad(&found_failure);
  }
  return workgroupUniformLoad(&failure);
}

fn forward(model: u32, scratch_base: u32, thread: u32) {
  let parameters = state_base(model);
  for (var layer = 0u; layer < table.hidden_layers; layer++) {
    dense_forward(layer, parameters, scratch_base, thread);
    phase_barrier();
    normalization_forward(model, layer, scratch_base, thread);
    phase_barrier();
  }
  dense_forward(table.hidden_layers, parameters, scratch_base, thread);
  phase_barrier();
}

fn backward(model: u32, scratch_base: u32, thread: u32) {
  let parameters = state_base(model);
  for (var layer = table.hidden_layers; layer > 0u; layer--) {
    dense_backward_parameters(model, layer, scratch_base, thread);
    dense_backward_input(layer, parameters, scratch_base, thread);
    phase_barrier();
    normalization_backward(model, layer - 1u, scratch_base, thread);
    phase_barrier();
  }
  dense_backward_parameters(model, 0u, scratch_base, thread);
  phase_barrier();
}

// Loss, gradients and update of a batch that has gone forward. Returns the failure, the same for all threads.
fn descend(model: u32, step: u32, scratch_base: u32, thread: u32) -> u32 {
  softmax_cross_entropy(scratch_base, thread);
  phase_barrier();
  backward(model, scratch_base, thread);
  let loss = mean_over_batch(scratch_base);
  if (loss_failed(loss)) {
    atomicMin(&found_failure, 1u);
  } else if (gradients_failed(model, thread)) {
    atomicMin(&found_failure, 2u);
  }
  if (settled_failure(thread) == no_failure) {
    optimizer_step(model, step, thread);
    phase_barrier();
    if (parameters_failed(model, thread)) {
      atomicMin(&found_failure, 3u);
    }
  }
  let code = settled_failure(thread);
  if (thread == 0u) {
    let header = results_base(model);
    let slot = header + result_header + step % table.loss_ring;
    results[slot] = bitcast<u32>(loss);
    results[slot + table.loss_ring] = no_accuracy;
    results[header] = step + 1u;
    if (code != no_failure) {
      results[header + 1u] = code;
      results[header + 2u] = step;
    }
  }
  return code;
}

fn measure_accuracy(model: u32, step: u32, scratch_base: u32, thread: u32) {
  mark_right(scratch_base, thread);
  phase_barrier();
  if (thread == 0u) {
    let slot = results_base(model) + result_header + table.loss_ring + step % table.loss_ring;
    results[slot] = bitcast<u32>(mean_over_batch(scratch_base));
  }
  // The next step reuses the row.
  phase_barrier();
}

@compute @workgroup_size(workgroup_size)
fn train(@builtin(local_invocation_index) thread: u32, @builtin(workgroup_id) workgroup: vec3u) {
  let model = workgroup.x;
  let scratch_base = model * table.scratch_vectors;
  let header = results_base(model);
  if (thread == 0u) {
    atomicStore(&found_failure, select(no_failure, results[header + 1u], results[header + 1u] != 0u));
  }
  var code = settled_failure(thread);
  for (var k = 0u; k < table.step_count && code == no_failure; k++) {
    let step = table.first_step + k;
    let batch = table.first_batch + k;
    gather_batch(
      table.first_epoch + batch / table.batches_per_epoch,
      batch % table.batches_per_epoch,
      scratch_base,
      thread,
    );
    phase_barrier();
    // One place for both passes: compilers inline, and a second forward pass would take them as long again.
    for (var again = 0u; again <= table.accuracy_pass && code == no_failure; again++) {
      forward(model, scratch_base, thread);
      if (again == 0u) {
        code = descend(model, step, scratch_base, thread);
      } else {
        measure_accuracy(model, step, scratch_base, thread);
      }
    }
  }
}
