// Arithmetic on patches of 4 x 4 pixels, and what the grid kernels write: sign bits, distances, activations. Buffers are
// described in partition_tile.wgsl.

@group(0) @binding(2) var<storage, read> network: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> codes: array<u32>;
@group(0) @binding(4) var<storage, read_write> distances: array<u32>;
@group(0) @binding(5) var<storage, read_write> activations_out: array<vec4f>;

// Classes of the head that is computed along with this layer, so that its activations need no storing: 4, or 0 for none.
override fused_classes: u32 = 0;

// The z of a group of 4 units on a patch.
struct GroupValues {
  a: mat4x4f,
  b: mat4x4f,
  c: mat4x4f,
  d: mat4x4f,
}

// Sign bits of up to 32 units on a patch, by rows.
struct PatchBits {
  row0: vec4u,
  row1: vec4u,
  row2: vec4u,
  row3: vec4u,
}

// First pixel of a patch, relative to its block's centre.
fn patch_corner(position: vec2u) -> vec2f {
  return vec2f(4u * (position % 2u)) - 3.5;
}

// An affine function of pixels (at the block's centre, per pixel right, down) on the patch with that corner.
fn on_patch(plane: vec3f, corner: vec2f) -> mat4x4f {
  let row = plane.x + plane.y * (corner.x + vec4f(0.0, 1.0, 2.0, 3.0));
  return mat4x4f(
    row + plane.z * corner.y,
    row + plane.z * (corner.y + 1.0),
    row + plane.z * (corner.y + 2.0),
    row + plane.z * (corner.y + 3.0),
  );
}

fn activate_patch(z: mat4x4f) -> mat4x4f {
  let slope = layer.slope_below_zero;
  return mat4x4f(activate(z[0], slope), activate(z[1], slope), activate(z[2], slope), activate(z[3], slope));
}

fn uniform_patch(value: f32) -> mat4x4f {
  return mat4x4f(vec4f(value), vec4f(value), vec4f(value), vec4f(value));
}

fn group_of(values: vec4f) -> GroupValues {
  return GroupValues(uniform_patch(values.x), uniform_patch(values.y), uniform_patch(values.z), uniform_patch(values.w));
}

fn plus_weighted(z: GroupValues, weight: vec4f, input: mat4x4f) -> GroupValues {
  return GroupValues(z.a + weight.x * input, z.b + weight.y * input, z.c + weight.z * input, z.d + weight.w * input);
}

// Beyond the 8 pixels at which distances end.
const far = 100.0;

fn nothing_near() -> mat4x4f {
  return mat4x4f(vec4f(far), vec4f(far), vec4f(far), vec4f(far));
}

// (|z| / |grad z|)^2 in pixels. The gradient is the difference of z within 2 x 2 pixels: `down` is that between their
// rows. Where z does not depend on the pixel there is no wall.
fn squared_distance(z: vec4f, down: vec4f) -> vec4f {
  let right = z.yyww - z.xxzz;
  let slope = right * right + down * down;
  return select(vec4f(far), z * z / slope, slope > vec4f(1e-30));
}

fn nearest_of(nearest: mat4x4f, z: mat4x4f) -> mat4x4f {
  let upper = z[1] - z[0];
  let lower = z[3] - z[2];
  return mat4x4f(
    min(nearest[0], squared_distance(z[0], upper)),
    min(nearest[1], squared_distance(z[1], upper)),
    min(nearest[2], squared_distance(z[2], lower)),
    min(nearest[3], squared_distance(z[3], lower)),
  );
}

fn sign_bits(a: vec4f, b: vec4f, c: vec4f, d: vec4f, bit: u32) -> vec4u {
  let none = vec4u(0u);
  let zero = vec4f(0.0);
  return select(none, vec4u(1u << bit), a > zero) | select(none, vec4u(2u << bit), b > zero)
    | select(none, vec4u(4u << bit), c > zero) | select(none, vec4u(8u << bit), d > zero);
}

// Adds the signs of a group from bit `bit` on.
fn with_signs(bits: PatchBits, z: GroupValues, bit: u32) -> PatchBits {
  return PatchBits(
    bits.row0 | sign_bits(z.a[0], z.b[0], z.c[0], z.d[0], bit),
    bits.row1 | sign_bits(z.a[1], z.b[1], z.c[1], z.d[1], bit),
    bits.row2 | sign_bits(z.a[2], z.b[2], z.c[2], z.d[2], bit),
    bits.row3 | sign_bits(z.a[3], z.b[3], z.c[3], z.d[3], bit),
  );
}

fn store_patch(place: u32, values: mat4x4f) {
  activations_out[place] = values[0];
  activations_out[place + patch_count()] = values[1];
  activations_out[place + 2u * patch_count()] = values[2];
  activations_out[place + 3u * patch_count()] = values[3];
}

fn store_group(patch_index: u32, group: u32, values: GroupValues) {
  let place = 16u * group * patch_count() + patch_index;
  store_patch(place, values.a);
  store_patch(place + 4u * patch_count(), values.b);
  store_patch(place + 8u * patch_count(), values.c);
  store_patch(place + 12u * patch_count(), values.d);
}

fn activate_group(z: GroupValues) -> GroupValues {
  return GroupValues(activate_patch(z.a), activate_patch(z.b), activate_patch(z.c), activate_patch(z.d));
}

// Hands the activations of a group on: to the layer above, or to the logits that are summed up here.
fn pass_on(logits: GroupValues, patch_index: u32, group: u32, z: GroupValues) -> GroupValues {
  if (fused_classes == 0u) {
    if (layer.is_linear == 0u) {
      store_group(patch_index, group, activate_group(z));
    } else {
      store_group(patch_index, group, z);
    }
    return logits;
  }
  let h = activate_group(z);
  let unit = layer.head_weight + 4u * group;
  return plus_weighted(plus_weighted(plus_weighted(plus_weighted(logits, network[unit], h.a), network[unit + 1u], h.b), network[unit + 2u], h.c), network[unit + 3u], h.d);
}

fn first_logits() -> GroupValues {
  if (fused_classes == 0u) {
    return GroupValues();
  }
  return group_of(network[layer.head_bias]);
}

fn store_logits(patch_index: u32, logits: GroupValues) {
  if (fused_classes != 0u) {
    store_group(patch_index, 0u, logits);
  }
}

fn store_code_row(pixel: vec2u, word: u32, bits: vec4u) {
  if (any(pixel >= tile.size) || layer.is_linear != 0u) {
    return;
  }
  let place = (pixel.y * tile.size.x + pixel.x) * layer.words_per_pixel + layer.code_word + word;
  codes[place] = bits.x;
  if (pixel.x + 1u < tile.size.x) {
    codes[place + layer.words_per_pixel] = bits.y;
  }
  if (pixel.x + 2u < tile.size.x) {
    codes[place + 2u * layer.words_per_pixel] = bits.z;
  }
  if (pixel.x + 3u < tile.size.x) {
    codes[place + 3u * layer.words_per_pixel] = bits.w;
  }
}

fn store_codes(position: vec2u, word: u32, bits: PatchBits) {
  let pixel = patch_size * position;
  store_code_row(pixel, word, bits.row0);
  store_code_row(pixel + vec2u(0u, 1u), word, bits.row1);
  store_code_row(pixel + vec2u(0u, 2u), word, bits.row2);
  store_code_row(pixel + vec2u(0u, 3u), word, bits.row3);
}

fn pack_distances(squared: vec4f) -> u32 {
  let steps = vec4u(min(32.0 * sqrt(squared) + 0.5, vec4f(255.0)));
  return steps.x | (steps.y << 8u) | (steps.z << 16u) | (steps.w << 24u);
}

fn store_distances(position: vec2u, nearest: mat4x4f) {
  if (layer.is_linear != 0u) {
    return;
  }
  let stride = 2u * tile.blocks.x;
  let place = (layer.index * block_size * tile.blocks.y + patch_size * position.y) * stride + position.x;
  distances[place] = pack_distances(nearest[0]);
  distances[place + stride] = pack_distances(nearest[1]);
  distances[place + 2u * stride] = pack_distances(nearest[2]);
  distances[place + 3u * stride] = pack_distances(nearest[3]);
}
