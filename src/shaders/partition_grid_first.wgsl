// partition_grid_first: codes and distances of the first hidden layer. Its z are affine in the pixel, so nothing of it
// is kept for the layers above: they compute it anew for less than a load costs.
//
// One invocation per patch of 4 x 4 pixels. Buffers: lib/partition_tile.wgsl
// Oracle: pictureGrid in src/training/reference/activation-code.ts

fn nearest_plane(nearest: mat4x4f, z: mat4x4f, plane: vec3f) -> mat4x4f {
  let slope = plane.y * plane.y + plane.z * plane.z;
  // Without a slope there is no wall: far, by the offset.
  let scale = select(0.0, 1.0 / slope, slope > 1e-30);
  let offset = select(far, 0.0, slope > 1e-30);
  return mat4x4f(
    min(nearest[0], z[0] * z[0] * scale + offset),
    min(nearest[1], z[1] * z[1] * scale + offset),
    min(nearest[2], z[2] * z[2] * scale + offset),
    min(nearest[3], z[3] * z[3] * scale + offset),
  );
}

@compute @workgroup_size(workgroup_size)
fn partition_grid_first(@builtin(global_invocation_id) id: vec3u) {
  let patch_index = id.x;
  if (patch_index >= patch_count()) {
    return;
  }
  let position = patch_position(patch_index);
  let point = block_centre(position / 2u);
  let corner = patch_corner(position);
  var nearest = nothing_near();
  for (var word = 0u; 8u * word < layer.groups; word++) {
    var bits = PatchBits();
    for (var group = 8u * word; group < min(8u * word + 8u, layer.groups); group++) {
      let unit = layer.weight + 4u * group;
      let a = unit_plane(network[unit], point);
      let b = unit_plane(network[unit + 1u], point);
      let c = unit_plane(network[unit + 2u], point);
      let d = unit_plane(network[unit + 3u], point);
      let z = GroupValues(on_patch(a, corner), on_patch(b, corner), on_patch(c, corner), on_patch(d, corner));
      bits = with_signs(bits, z, 4u * (group % 8u));
      nearest = nearest_plane(nearest, z.a, a);
      nearest = nearest_plane(nearest, z.b, b);
      nearest = nearest_plane(nearest, z.c, c);
      nearest = nearest_plane(nearest, z.d, d);
    }
    store_codes(position, word, bits);
  }
  store_distances(position, nearest);
}
