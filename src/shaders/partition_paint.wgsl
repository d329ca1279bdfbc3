// partition_paint: the picture of a tile from what the grid kernels wrote: fill, walls from the last layer to the first,
// decision boundary on top, by a plan made in TypeScript.
//
// One invocation per 4 neighbouring pixels of a row; colours are vec4f over these 4 pixels, one per channel, sRGB 0 to 1.
// Inputs: lib/partition_tile.wgsl and partition_grid_classes.wgsl. Oracle: src/training/reference/paint.ts, paintPicture

// The plan. Lines are in order from the lowest to the topmost.
struct PaintColour {
  rgb: vec4f,
}

struct PaintLine {
  // Red, green, blue, opacity.
  core: vec4f,
  casing: vec4f,
  // In pixels of the grid.
  core_half_width: f32,
  casing_half_width: f32,
  // Hidden layer, or decision_source.
  source: u32,
}

struct PartitionPaint {
  // 0 confidence, 1 region, 2 plain
  fill: u32,
  line_count: u32,
  class_count: u32,
  region_count: u32,
  words_per_pixel: u32,
  neutral: vec4f,
  paper: vec4f,
  class_fills: array<PaintColour, 10>,
  region_fills: array<PaintColour, 32>,
  lines: array<PaintLine, 9>,
}

const fill_confidence = 0u;
const fill_region = 1u;
const decision_source = 255u;

@group(0) @binding(0) var<uniform> tile: PartitionTile;
@group(0) @binding(1) var<uniform> paint: PartitionPaint;
@group(0) @binding(2) var<storage, read> codes: array<u32>;
@group(0) @binding(3) var<storage, read> distances: array<u32>;
@group(0) @binding(4) var<storage, read> classes: array<u32>;
@group(0) @binding(5) var painted: texture_storage_2d<rgba8unorm, write>;

struct Colours {
  red: vec4f,
  green: vec4f,
  blue: vec4f,
}

fn uniform_colours(rgb: vec4f) -> Colours {
  return Colours(vec4f(rgb.r), vec4f(rgb.g), vec4f(rgb.b));
}

fn mix_in(below: Colours, rgb: vec4f, amount: vec4f) -> Colours {
  return Colours(
    below.red + amount * (rgb.r - below.red),
    below.green + amount * (rgb.g - below.green),
    below.blue + amount * (rgb.b - below.blue),
  );
}

// Overlap of the pixel, an interval of length 1 about the distance, with the line.
fn line_coverage(distance: vec4f, half_width: f32) -> vec4f {
  return max(vec4f(0.0), min(distance + 0.5, vec4f(half_width)) - max(distance - 0.5, vec4f(-half_width)));
}

fn unpack_distances(packed: u32) -> vec4f {
  return vec4f((vec4u(packed) >> vec4u(0u, 8u, 16u, 24u)) & vec4u(255u)) / 32.0;
}

fn class_word(pixel: vec2u) -> u32 {
  return classes[min(pixel.y, tile.size.y - 1u) * tile.size.x + min(pixel.x, tile.size.x - 1u)];
}

fn region_colour(pixel: vec2u) -> vec4f {
  let place = (pixel.y * tile.size.x + min(pixel.x, tile.size.x - 1u)) * paint.words_per_pixel;
  var state = code_hash_start;
  for (var word = 0u; word < paint.words_per_pixel; word++) {
    state = code_hash_add(state, codes[place + word]);
  }
  return paint.region_fills[code_hash_end(state).x % paint.region_count].rgb;
}

fn region_fill(pixel: vec2u) -> Colours {
  let colours = transpose(mat4x4f(
    region_colour(pixel),
    region_colour(pixel + vec2u(1u, 0u)),
    region_colour(pixel + vec2u(2u, 0u)),
    region_colour(pixel + vec2u(3u, 0u)),
  ));
  return Colours(colours[0], colours[1], colours[2]);
}

fn confidence_fill(words: vec4u) -> Colours {
  let chance = 1.0 / f32(paint.class_count);
  let probability = vec4f((words >> vec4u(8u)) & vec4u(255u)) / 255.0;
  let confidence = (probability - chance) / (1.0 - chance);
  let full = transpose(mat4x4f(
    paint.class_fills[words.x & 255u].rgb,
    paint.class_fills[words.y & 255u].rgb,
    paint.class_fills[words.z & 255u].rgb,
    paint.class_fills[words.w & 255u].rgb,
  ));
  return Colours(
    mix(vec4f(paint.neutral.r), full[0], confidence),
    mix(vec4f(paint.neutral.g), full[1], confidence),
    mix(vec4f(paint.neutral.b), full[2], confidence),
  );
}

fn fill_of(pixel: vec2u, words: vec4u) -> Colours {
  if (paint.fill == fill_confidence) {
    return confidence_fill(words);
  }
  if (paint.fill == fill_region) {
    return region_fill(pixel);
  }
  return uniform_colours(paint.paper);
}

fn store_pixel(pixel: vec2u, rgb: vec3f) {
  if (pixel.x < tile.size.x) {
    textureStore(painted, tile.origin + pixel, vec4f(rgb, 1.0));
  }
}

@compute @workgroup_size(workgroup_size)
fn partition_paint(@builtin(global_invocation_id) id: vec3u) {
  let columns = 2u * tile.blocks.x;
  let pixel = vec2u(4u * (id.x % columns), id.x / columns);
  if (any(pixel >= tile.size)) {
    return;
  }
  let words = vec4u(
    class_word(pixel),
    class_word(pixel + vec2u(1u, 0u)),
    class_word(pixel + vec2u(2u, 0u)),
    class_word(pixel + vec2u(3u, 0u)),
  );
  var colours = fill_of(pixel, words);
  for (var i = 0u; i < paint.line_count; i++) {
    let line = paint.lines[i];
    var distance = vec4f((words >> vec4u(16u)) & vec4u(255u)) / 32.0;
    if (line.source != decision_source) {
      let place = (line.source * block_size * tile.blocks.y + pixel.y) * columns + pixel.x / 4u;
      distance = unpack_distances(distances[place]);
    }
    colours = mix_in(colours, line.casing, line.casing.a * line_coverage(distance, line.casing_half_width));
    colours = mix_in(colours, line.core, line.core.a * line_coverage(distance, line.core_half_width));
  }
  // Nothing is known where numbers are not finite.
  let unknown = select(vec4f(0.0), vec4f(1.0), (words >> vec4u(24u)) != vec4u(0u));
  colours = mix_in(colours, paint.neutral, unknown);
  store_pixel(pixel, vec3f(colours.red.x, colours.green.x, colours.blue.x));
  store_pixel(pixel + vec2u(1u, 0u), vec3f(colours.red.y, colours.green.y, colours.blue.y));
  store_pixel(pixel + vec2u(2u, 0u), vec3f(colours.red.z, colours.green.z, colours.blue.z));
  store_pixel(pixel + vec2u(3u, 0u), vec3f(colours.red.w, colours.green.w, colours.blue.w));
}
