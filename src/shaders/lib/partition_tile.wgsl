// The tile of a picture, and how what the grid kernels compute of it lies in buffers.
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

const patch_size = 4u;
const block_size = 8u;

override workgroup_size: u32 = 64;
