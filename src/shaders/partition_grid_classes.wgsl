// partition_grid_classes: margin, most likely class, its probability and the distance to the decision boundary, from
// the logits.
//
// The boundary at a pixel is where its own two largest logits are equal: the difference of that same pair of logits is
// taken at its neighbours too, so that places where three classes meet come out right.
//
// One invocation per pixel, padding left out.
// logits   [class][4][patch] vec4f, as activations in lib/partition_tile.wgsl
// margins  [pixel], largest minus second largest logit
// classes  [pixel]: bits 0-7 class, 8-15 probability in 1/255, 16-23 distance as in `distances`; bit 24: not finite
// Oracle: pictureGrid in src/training/reference/activation-code.ts

@group(0) @binding(2) var<storage, read> logits: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> margins: array<f32>;
@group(0) @binding(4) var<storage, read_write> classes: array<u32>;

fn logit(class_index: u32, pixel: vec2u) -> f32 {
  let patch_position = pixel / patch_size;
  let patch_index = patch_position.y * 2u * tile.blocks.x + patch_position.x;
  let row = (4u * class_index + pixel.y % patch_size) * patch_count() + patch_index;
  return logits[row][pixel.x % patch_size];
}

@compute @workgroup_size(workgroup_size)
fn partition_grid_classes(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= tile.size.x * tile.size.y) {
    return;
  }
  let pixel = vec2u(id.x % tile.size.x, id.x / tile.size.x);
  var first = 0u;
  var second = 1u;
  var largest = logit(0u, pixel);
  var next = logit(1u, pixel);
  var finite = all_finite(vec4f(largest)) && all_finite(vec4f(next));
  if (next > largest) {
    first = 1u;
    second = 0u;
    let swapped = largest;
    largest = next;
    next = swapped;
  }
  for (var c = 2u; c < layer.width; c++) {
    let value = logit(c, pixel);
    finite = finite && all_finite(vec4f(value));
    if (value > largest) {
      second = first;
      next = largest;
      first = c;
      largest = value;
    } else if (value > next) {
      second = c;
      next = value;
    }
  }
  if (!finite) {
    margins[id.x] = 0.0;
    classes[id.x] = 1u << 24u;
    return;
  }
  var sum = 0.0;
  for (var c = 0u; c < layer.width; c++) {
    sum += exp(logit(c, pixel) - largest);
  }
  // The other pixels of the same 2 x 2; the padding of a tile holds logits as well.
  let beside = vec2u(pixel.x ^ 1u, pixel.y);
  let below = vec2u(pixel.x, pixel.y ^ 1u);
  let margin = largest - next;
  let across = logit(first, beside) - logit(second, beside) - margin;
  let along = logit(first, below) - logit(second, below) - margin;
  let slope = across * across + along * along;
  let distance = select(8.0, margin * inverseSqrt(slope), slope > 1e-30);
  margins[id.x] = margin;
  classes[id.x] = first | (u32(255.0 / sum + 0.5) << 8u) | (u32(min(32.0 * distance + 0.5, 255.0)) << 16u);
}
