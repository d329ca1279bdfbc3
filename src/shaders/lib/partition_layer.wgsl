// What the grid kernels share: one layer of the folded network, and where pixels lie. See partition_tile.wgsl.

struct PartitionLayer {
  index: u32,
  inputs: u32,
  width: u32,
  // Groups of 4 units.
  groups: u32,
  // Offsets in `network`.
  weight: u32,
  bias: u32,
  first_weight: u32,
  // First word of this layer in a pixel's code.
  code_word: u32,
  words_per_pixel: u32,
  // 1: z is passed on as it is, without codes and distances: the head, and where a normaliser follows.
  is_linear: u32,
  slope_below_zero: f32,
  // Offsets of the head in `network`.
  head_weight: u32,
  head_bias: u32,
  // Of partition_grid_normalized: groups of neighbouring units, whether means are subtracted, offsets of gamma and beta.
  unit_groups: u32,
  is_centred: u32,
  scale: u32,
  shift: u32,
}

@group(0) @binding(0) var<uniform> tile: PartitionTile;
@group(0) @binding(1) var<uniform> layer: PartitionLayer;

fn block_count() -> u32 {
  return tile.blocks.x * tile.blocks.y;
}

fn patch_count() -> u32 {
  return 4u * block_count();
}

// Column and row of a patch among the tile's patches.
fn patch_position(patch_index: u32) -> vec2u {
  let columns = 2u * tile.blocks.x;
  return vec2u(patch_index % columns, patch_index / columns);
}

// Input point in the middle of a block.
fn block_centre(block: vec2u) -> vec2f {
  let pixel = tile.first_pixel + 8.0 * vec2f(block) + 4.0;
  return tile.centre + pixel * tile.pixel_size * vec2f(1.0, -1.0);
}

// z of a first-layer unit (w_x, w_y, bias, 0) as an affine function of pixels: at the point, per pixel right, down.
fn unit_plane(unit: vec4f, point: vec2f) -> vec3f {
  return vec3f(
    unit.x * point.x + (unit.y * point.y + unit.z),
    unit.x * tile.pixel_size.x,
    -unit.y * tile.pixel_size.y,
  );
}
