// dense_forward: linear[j][b] = bias[j] + sum_i weight[i][j] * input[i][b]
//
// A thread takes tiles of 4 outputs x 16 samples: 5 vector loads feed 16 vector multiply-adds. Neighbouring threads take
// neighbouring groups of outputs. No workgroup memory; the caller puts a barrier behind it.
// Oracle: denseForward in src/training/reference/dense.ts

fn dense_forward(layer_index: u32, parameters: u32, scratch_base: u32, thread: u32) {
  let layer = &table.layers[layer_index];
  let groups = (*layer).groups;
  let vectors = table.vectors;
  let inputs = (*layer).inputs;
  let weight = parameters + (*layer).weight;
  let bias = parameters + (*layer).bias;
  let input_rows = scratch_base + (*layer).input_rows;
  let linear = scratch_base + (*layer).linear;
  let tile_count = groups * (vectors / 4u);
  for (var tile = thread; tile < tile_count; tile += workgroup_size) {
    let group = tile % groups;
    let vector = 4u * (tile / groups);
    let b = state[bias + group];
    var z00 = vec4f(b.x); var z01 = z00; var z02 = z00; var z03 = z00;
    var z10 = vec4f(b.y); var z11 = z10; var z12 = z10; var z13 = z10;
    var z20 = vec4f(b.z); var z21 = z20; var z22 = z20; var z23 = z20;
    var z30 = vec4f(b.w); var z31 = z30; var z32 = z30; var z33 = z30;
    var weight_at = weight + group;
    var input_at = input_rows + vector;
    for (var i = 0u; i < inputs; i++) {
      let w = state[weight_at];
      let x0 = scratch[input_at];
      let x1 = scratch[input_at + 1u];
      let x2 = scratch[input_at + 2u];
      let x3 = scratch[input_at + 3u];
      z00 += w.x * x0; z01 += w.x * x1; z02 += w.x * x2; z03 += w.x * x3;
      z10 += w.y * x0; z11 += w.y * x1; z12 += w.y * x2; z13 += w.y * x3;
      z20 += w.z * x0; z21 += w.z * x1; z22 += w.z * x2; z23 += w.z * x3;
      z30 += w.w * x0; z31 += w.w * x1; z32 += w.w * x2; z33 += w.w * x3;
      weight_at += groups;
      input_at += vectors;
    }
    var row = linear + 4u * group * vectors + vector;
    scratch[row] = z00; scratch[row + 1u] = z01; scratch[row + 2u] = z02; scratch[row + 3u] = z03;
    row += vectors;
    scratch[row] = z10; scratch[row + 1u] = z11; scratch[row + 2u] = z12; scratch[row + 3u] = z13;
    row += vectors;
    scratch[row] = z20; scratch[row + 1u] = z21; scratch[row + 2u] = z22; scratch[row + 3u] = z23;
    row += vectors;
    scratch[row] = z30; scratch[row + 1u] = z31; scratch[row + 2u] = z32; scratch[row + 3u] = z33;
  }
}

@compute @workgroup_size(workgroup_size)
fn dense_forward_phase(@builtin(local_invocation_index) thread: u32, @builtin(workgroup_id) workgroup: vec3u) {
  dense_forward(table.phase_layer, state_base(workgroup.x), workgroup.x * table.scratch_vectors, thread);
}
