// The grid as one would write it first: one thread per pixel, activations in private arrays with a dynamic index,
// weights from storage. What the kernels of src/shaders are measured against. Same folded network, one margin.

struct NaiveLayer {
  inputs: u32,
  width: u32,
  groups: u32,
  weight: u32,
  bias: u32,
}

struct NaiveGrid {
  x0: f32,
  y1: f32,
  pixel_width: f32,
  pixel_height: f32,
  size: u32,
  layer_count: u32,
  words_per_pixel: u32,
  slope_below_zero: f32,
}

@group(0) @binding(0) var<uniform> grid: NaiveGrid;
@group(0) @binding(1) var<storage, read> layers: array<NaiveLayer>;
@group(0) @binding(2) var<storage, read> network: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> codes: array<u32>;
@group(0) @binding(4) var<storage, read_write> margins: array<f32>;

var<private> values: array<f32, 256>;
var<private> results: array<f32, 256>;

fn activate(z: f32) -> f32 {
  return select(grid.slope_below_zero * z, z, z > 0.0);
}

@compute @workgroup_size(64)
fn naive_grid(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= grid.size * grid.size) {
    return;
  }
  let x = grid.x0 + (f32(id.x % grid.size) + 0.5) * grid.pixel_width;
  let y = grid.y1 - (f32(id.x / grid.size) + 0.5) * grid.pixel_height;
  var word = id.x * grid.words_per_pixel;
  for (var l = 0u; l < grid.layer_count; l++) {
    let layer = layers[l];
    var bits = 0u;
    for (var j = 0u; j < layer.width; j++) {
      var z = 0.0;
      if (l == 0u) {
        let unit = network[j];
        z = unit.x * x + unit.y * y + unit.z;
      } else {
        z = network[layer.bias + j / 4u][j % 4u];
        for (var i = 0u; i < layer.inputs; i++) {
          z += network[layer.weight + i * layer.groups + j / 4u][j % 4u] * values[i];
        }
      }
      bits |= select(0u, 1u << (j % 32u), z > 0.0);
      results[j] = z;
      if (l + 1u < grid.layer_count && (j % 32u == 31u || j + 1u == layer.width)) {
        codes[word] = bits;
        word++;
        bits = 0u;
      }
    }
    for (var j = 0u; j < layer.width; j++) {
      values[j] = activate(results[j]);
    }
  }
  margins[id.x] = abs(results[0] - results[1]);
}
