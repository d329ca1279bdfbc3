// partition_grid_dense: codes, distances and activations of a layer beyond the second, from the activations of the
// layer before it: z[j] = bias[j] + sum_i weight[i, j] activation[i]
//
// One invocation per patch of 4 x 4 pixels. Buffers: lib/partition_tile.wgsl
// Oracle: pictureGrid in src/training/reference/activation-code.ts

@group(0) @binding(6) var<storage, read> activations: array<vec4f>;

@compute @workgroup_size(workgroup_size)
fn partition_grid_dense(@builtin(global_invocation_id) id: vec3u) {
  let patch_index = id.x;
  if (patch_index >= patch_count()) {
    return;
  }
  let position = patch_position(patch_index);
  let stride = patch_count();
  var nearest = nothing_near();
  var logits = first_logits();
  for (var word = 0u; 8u * word < layer.groups; word++) {
    var bits = PatchBits();
    for (var group = 8u * word; group < min(8u * word + 8u, layer.groups); group++) {
      var z = group_of(network[layer.bias + group]);
      for (var i = 0u; i < layer.inputs; i++) {
        let place = 4u * i * stride + patch_index;
        let input = mat4x4f(
          activations[place],
          activations[place + stride],
          activations[place + 2u * stride],
          activations[place + 3u * stride],
        );
        z = plus_weighted(z, network[layer.weight + i * layer.groups + group], input);
      }
      bits = with_signs(bits, z, 4u * (group % 8u));
      nearest = nearest_of(nearest_of(nearest_of(nearest_of(nearest, z.a), z.b), z.c), z.d);
      logits = pass_on(logits, patch_index, group, z);
    }
    store_codes(position, word, bits);
  }
  store_distances(position, nearest);
  store_logits(patch_index, logits);
}
