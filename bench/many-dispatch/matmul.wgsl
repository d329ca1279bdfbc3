// matmul: out[i][j] = sum_k a[i][k] b[k][j], plus bias[j] where there is one
//
// The textbook tiling: a workgroup takes 16 x 16 outputs, a thread one of them, and the operands pass through workgroup
// memory tile by tile. Strides make the transposed products of backpropagation from the same kernel.

struct Matmul {
  rows: u32,
  columns: u32,
  inner: u32,
  a_offset: u32,
  a_row: u32,
  a_inner: u32,
  b_offset: u32,
  b_inner: u32,
  b_column: u32,
  has_bias: u32,
  bias_offset: u32,
  out_offset: u32,
}

const TILE = 16u;

@group(0) @binding(0) var<uniform> sizes: Matmul;
@group(0) @binding(1) var<storage, read> a: array<f32>;
@group(0) @binding(2) var<storage, read> b: array<f32>;
@group(0) @binding(3) var<storage, read> bias: array<f32>;
@group(0) @binding(4) var<storage, read_write> out: array<f32>;

var<workgroup> a_tile: array<array<f32, TILE>, TILE>;
var<workgroup> b_tile: array<array<f32, TILE>, TILE>;

@compute @workgroup_size(TILE, TILE)
fn matmul(@builtin(local_invocation_id) local: vec3u, @builtin(workgroup_id) workgroup: vec3u) {
  let column = workgroup.x * TILE + local.x;
  let row = workgroup.y * TILE + local.y;
  var sum = 0.0;
  for (var start = 0u; start < sizes.inner; start += TILE) {
    let a_k = start + local.x;
    let b_k = start + local.y;
    var a_value = 0.0;
    if (row < sizes.rows && a_k < sizes.inner) {
      a_value = a[sizes.a_offset + row * sizes.a_row + a_k * sizes.a_inner];
    }
    var b_value = 0.0;
    if (b_k < sizes.inner && column < sizes.columns) {
      b_value = b[sizes.b_offset + b_k * sizes.b_inner + column * sizes.b_column];
    }
    a_tile[local.y][local.x] = a_value;
    b_tile[local.y][local.x] = b_value;
    workgroupBarrier();
    for (var k = 0u; k < TILE; k++) {
      sum += a_tile[local.y][k] * b_tile[k][local.x];
    }
    workgroupBarrier();
  }
  if (row >= sizes.rows || column >= sizes.columns) {
    return;
  }
  if (sizes.has_bias == 1u) {
    sum += bias[sizes.bias_offset + column];
  }
  out[sizes.out_offset + row * sizes.columns + column] = sum;
}
