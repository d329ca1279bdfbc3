// gather_batch: x[d][b] = points[row(b)][d], label[b] = labels[row(b)] for the batch in hand.
//
// row(b) is place `batch * B + b` of the epoch's order. Samples beyond the rows and padded features become zeros.
// Oracle: batchRows in src/training/reference/training-step.ts

fn row_of_sample(sample: u32, epoch: u32, batch: u32) -> u32 {
  let place = batch * table.batch_size + sample;
  if (table.shuffled == 0u) {
    return place;
  }
  let epoch_key = pcg_hash(pcg_hash(table.order_seed) + epoch);
  return keyed_permutation(place, table.row_count, table.order_half_bits, epoch_key);
}

fn gather_batch(epoch: u32, batch: u32, scratch_base: u32, thread: u32) {
  for (var vector = thread; vector < table.vectors; vector += workgroup_size) {
    var rows = vec4u(0u);
    var real = vec4<bool>(false, false, false, false);
    for (var lane = 0u; lane < 4u; lane++) {
      let sample = 4u * vector + lane;
      let inside = sample < table.batch_size && batch * table.batch_size + sample < table.row_count;
      if (inside) {
        rows[lane] = row_of_sample(sample, epoch, batch);
      }
      real[lane] = inside;
    }
    for (var d = 0u; d < 4u * table.layers[0].input_groups; d++) {
      var x = vec4f(0.0);
      if (d < table.dimension) {
        x = vec4f(
          points[rows.x * table.dimension + d],
          points[rows.y * table.dimension + d],
          points[rows.z * table.dimension + d],
          points[rows.w * table.dimension + d],
        );
      }
      scratch[scratch_base + table.input_rows + d * table.vectors + vector] = select(vec4f(0.0), x, real);
    }
    scratch[scratch_base + table.label_row + vector] =
      vec4f(vec4u(labels[rows.x], labels[rows.y], labels[rows.z], labels[rows.w]));
  }
}

@compute @workgroup_size(workgroup_size)
fn gather_batch_phase(@builtin(local_invocation_index) thread: u32, @builtin(workgroup_id) workgroup: vec3u) {
  gather_batch(table.first_epoch, table.first_batch, workgroup.x * table.scratch_vectors, thread);
}
