// partition_grid_affine: z of the second layer in a block of 8 x 8 pixels, as far as it is affine there.
//
// z of the first layer is affine everywhere, and so are its activations in a block that the unit's wall does not cross.
// Hence z of the second layer is an affine function of the pixel, computed here once for 64 pixels, plus the weighted
// activations of the few crossing units, which partition_grid_second adds pixel by pixel.
//
// One invocation per block (x) and group of 4 units (y). Buffers: lib/partition_tile.wgsl
// Oracle: pictureGrid in src/training/reference/activation-code.ts, with what partition_grid_second makes of it

@group(0) @binding(2) var<storage, read> network: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> coefficients: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> crossings: array<u32>;

@compute @workgroup_size(workgroup_size)
fn partition_grid_affine(@builtin(global_invocation_id) id: vec3u) {
  let block = id.x;
  let group = id.y;
  if (block >= block_count()) {
    return;
  }
  let point = block_centre(vec2u(block % tile.blocks.x, block / tile.blocks.x));
  var centre = network[layer.bias + group];
  var right = vec4f(0.0);
  var down = vec4f(0.0);
  for (var first = 0u; first < layer.inputs; first += 32u) {
    var crossing = 0u;
    for (var i = first; i < min(first + 32u, layer.inputs); i++) {
      let input = unit_plane(network[layer.first_weight + i], point);
      // Pixel centres lie within 3.5 pixels of the block's; a little more, so that rounding cannot hide a crossing.
      let crosses = abs(input.x) <= 3.501 * (abs(input.y) + abs(input.z));
      crossing |= select(0u, 1u << (i - first), crosses);
      let slope = select(select(layer.slope_below_zero, 1.0, input.x > 0.0), 0.0, crosses);
      let weight = slope * network[layer.weight + i * layer.groups + group];
      centre += weight * input.x;
      right += weight * input.y;
      down += weight * input.z;
    }
    if (group == 0u) {
      crossings[first / 32u * block_count() + block] = crossing;
    }
  }
  let place = 3u * group * block_count() + block;
  coefficients[place] = centre;
  coefficients[place + block_count()] = right;
  coefficients[place + 2u * block_count()] = down;
}
