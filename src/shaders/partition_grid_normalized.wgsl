// partition_grid_normalized: codes, distances and activations of a layer that normalises single samples, over each group of
// n neighbouring units:
//   z = gamma (linear - mean) r + beta,  r = 1 / sqrt(sum (linear - mean)^2 / n + epsilon)     (RMSNorm: mean = 0)
// z is no affine function of the pixel, so nothing is carried over between pixels. `linear` of the first layer is worked out
// here; that of the others comes from partition_grid_dense. Distances are of first order: |z| / |grad z|, the gradient from
// the differences within 2 x 2 pixels.
//
// One invocation per patch of 4 x 4 pixels. Buffers: lib/partition_tile.wgsl, `activations` holding linear
// Oracle: pictureGrid in src/training/reference/activation-code.ts

@group(0) @binding(6) var<storage, read> activations: array<vec4f>;

struct PatchPlace {
  index: u32,
  // Input point in the middle of the patch's block, and the patch's first pixel relative to it.
  point: vec2f,
  corner: vec2f,
}

fn linear_patch(unit: u32, patch_place: PatchPlace) -> mat4x4f {
  if (layer.index == 0u) {
    return on_patch(unit_plane(network[layer.weight + unit], patch_place.point), patch_place.corner);
  }
  let place = 4u * unit * patch_count() + patch_place.index;
  let stride = patch_count();
  return mat4x4f(
    activations[place],
    activations[place + stride],
    activations[place + 2u * stride],
    activations[place + 3u * stride],
  );
}

fn squares(values: mat4x4f) -> mat4x4f {
  return mat4x4f(values[0] * values[0], values[1] * values[1], values[2] * values[2], values[3] * values[3]);
}

fn products(a: mat4x4f, b: mat4x4f) -> mat4x4f {
  return mat4x4f(a[0] * b[0], a[1] * b[1], a[2] * b[2], a[3] * b[3]);
}

fn unit_signs(z: vec4f, bit: u32) -> vec4u {
  return select(vec4u(0u), vec4u(1u << bit), z > vec4f(0.0));
}

@compute @workgroup_size(workgroup_size)
fn partition_grid_normalized(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= patch_count()) {
    return;
  }
  let position = patch_position(id.x);
  let patch_place = PatchPlace(id.x, block_centre(position / 2u), patch_corner(position));
  let size = layer.width / layer.unit_groups;
  var nearest = nothing_near();
  var bits = PatchBits();
  for (var first = 0u; first < layer.width; first += size) {
    var mean = uniform_patch(0.0);
    if (layer.is_centred != 0u) {
      for (var unit = first; unit < first + size; unit++) {
        mean += linear_patch(unit, patch_place);
      }
      mean *= 1.0 / f32(size);
    }
    var square = uniform_patch(0.0);
    for (var unit = first; unit < first + size; unit++) {
      square += squares(linear_patch(unit, patch_place) - mean);
    }
    square *= 1.0 / f32(size);
    let r = mat4x4f(
      inverseSqrt(square[0] + sample_norm_epsilon),
      inverseSqrt(square[1] + sample_norm_epsilon),
      inverseSqrt(square[2] + sample_norm_epsilon),
      inverseSqrt(square[3] + sample_norm_epsilon),
    );
    for (var unit = first; unit < first + size; unit++) {
      let gamma = network[layer.scale + unit / 4u][unit % 4u];
      let beta = network[layer.shift + unit / 4u][unit % 4u];
      let z = gamma * products(linear_patch(unit, patch_place) - mean, r) + uniform_patch(beta);
      let bit = unit % 32u;
      bits.row0 |= unit_signs(z[0], bit);
      bits.row1 |= unit_signs(z[1], bit);
      bits.row2 |= unit_signs(z[2], bit);
      bits.row3 |= unit_signs(z[3], bit);
      nearest = nearest_of(nearest, z);
      store_patch(4u * unit * patch_count() + id.x, activate_patch(z));
      if (bit == 31u || unit + 1u == layer.width) {
        store_codes(position, unit / 32u, bits);
        bits = PatchBits();
      }
    }
  }
  store_distances(position, nearest);
}
