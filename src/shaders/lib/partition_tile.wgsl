// What the grid kernels share: the tile of a picture, one layer of the folded network, and how both lie in buffers.
//
// A picture is computed in rectangular tiles. A tile is cut into blocks of 8 x 8 pixels, a block into 2 x 2 patches of
// 4 x 4 pixels; one thread computes a patch. Rows count downwards, y grows upwards. A patch's values of one unit are a
// mat4x4f: column r is the patch's row r, component c its pixel c.
//
// network        array<vec4f> as src/gpu/folded-layout.ts lays it out
// coefficients   [group][3][block] vec4f over the group's 4 units: z at the block's centre, change per pixel to the
//                right, change per pixel downwards; z of all inputs whose wall does not cross the block
// crossings      [word][block]: bit i % 32 of word i / 32: the wall of unit i of the first layer crosses the block
// activations    [unit][4][patch] vec4f, rows of patches
// codes          [pixel][word], pixels of the tile row by row
// distances      [layer][row][column / 4]: 4 bytes for 4 neighbouring pixels, 1/32 pixel each, 255 for 8 pixels or more

struct PartitionTile {
  // Input point in the middle of the picture.
  centre: vec2f,
  // Input units per pixel, both positive.
  pixel_size: vec2f,
  // Pixel of the tile's first pixel relative to the picture's middle: column, row; multiples of 1/2.
  first_pixel: vec2f,
  // Pixels of the picture's grid.
  picture_size: vec2u,
  // Place of the tile in the grid.
  origin: vec2u,
  // Pixels, at least 1.
  size: vec2u,
  // ceil(size / 8)
  blocks: vec2u,
}

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
  is_head: u32,
  slope_below_zero: f32,
  // Offsets of the head in `network`.
  head_weight: u32,
  head_bias: u32,
}

const patch_size = 4u;
const block_size = 8u;

@group(0) @binding(0) var<uniform> tile: PartitionTile;
@group(0) @binding(1) var<uniform> layer: PartitionLayer;

override workgroup_size: u32 = 64;

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
