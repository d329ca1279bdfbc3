// Sizes of one layer and where its numbers lie in the arrays that hold all layers.

struct Layer {
  rows: u32,
  width: u32,
  bias: u32,
  scale: u32,
  shift: u32,
  mean: u32,
  variance: u32,
}

const EPSILON = 1e-5;
const RUNNING_MOMENTUM = 0.99;
