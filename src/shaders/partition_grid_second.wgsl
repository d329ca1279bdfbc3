// partition_grid_second: codes, distances and activations of the second layer (the head, where there is one hidden layer)
// from its affine part in each block (written by partition_grid_affine) and the activations of the first-layer units
// whose walls cross the block.
//
// One invocation per patch of 4 x 4 pixels. Buffers: lib/partition_tile.wgsl
// Oracle: pictureGrid in src/training/reference/activation-code.ts

@group(0) @binding(6) var<storage, read> coefficients: array<vec4f>;
@group(0) @binding(7) var<storage, read> crossings: array<u32>;

@compute @workgroup_size(workgroup_size)
fn partition_grid_second(@builtin(global_invocation_id) id: vec3u) {
  let patch_index = id.x;
  if (patch_index >= patch_count()) {
    return;
  }
  let position = patch_position(patch_index);
  let block_position = position / 2u;
  let block = block_position.y * tile.blocks.x + block_position.x;
  let point = block_centre(block_position);
  let corner = patch_corner(position);
  var nearest = nothing_near();
  var logits = first_logits();
  for (var word = 0u; 8u * word < layer.groups; word++) {
    var bits = PatchBits();
    for (var group = 8u * word; group < min(8u * word + 8u, layer.groups); group++) {
      let place = 3u * group * block_count() + block;
      let centre = coefficients[place];
      let right = coefficients[place + block_count()];
      let down = coefficients[place + 2u * block_count()];
      var z = GroupValues(
        on_patch(vec3f(centre.x, right.x, down.x), corner),
        on_patch(vec3f(centre.y, right.y, down.y), corner),
        on_patch(vec3f(centre.z, right.z, down.z), corner),
        on_patch(vec3f(centre.w, right.w, down.w), corner),
      );
      for (var first = 0u; first < layer.inputs; first += 32u) {
        var crossing = crossings[first / 32u * block_count() + block];
        while (crossing != 0u) {
          let i = first + countTrailingZeros(crossing);
          crossing &= crossing - 1u;
          let input = on_patch(unit_plane(network[layer.first_weight + i], point), corner);
          z = plus_weighted(z, network[layer.weight + i * layer.groups + group], activate_patch(input));
        }
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
