// Which row comes at a place of an epoch, drawn without a table.
//
// A Feistel network over 2 half_bits bits, cycle-walked to the number of rows; every value is a u32.
// Formula, sources and oracle: src/training/random/keyed-permutation.ts, bit for bit the same.

fn pcg_hash(value: u32) -> u32 {
  let hashed = value * 747796405u + 2891336453u;
  let word = ((hashed >> ((hashed >> 28u) + 4u)) ^ hashed) * 277803737u;
  return (word >> 22u) ^ word;
}

fn keyed_permutation(index: u32, count: u32, half_bits: u32, epoch_key: u32) -> u32 {
  let mask = (1u << half_bits) - 1u;
  var value = index;
  // The domain is less than 4 times the count, so the walk ends soon; the bound keeps the loop finite for the compiler.
  for (var walk = 0u; walk < 4096u; walk++) {
    var left = value >> half_bits;
    var right = value & mask;
    for (var round = 0u; round < 4u; round++) {
      let mixed = left ^ (pcg_hash(right ^ pcg_hash(epoch_key + round)) & mask);
      left = right;
      right = mixed;
    }
    value = (left << half_bits) | right;
    if (value < count) {
      break;
    }
  }
  return value;
}
