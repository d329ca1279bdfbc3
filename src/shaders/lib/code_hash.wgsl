// Hash of an activation code: 64 bits in two words. Twin, with its reasons: src/training/reference/code-hash.ts

const code_hash_start = vec2u(0x2545f491u, 0x9e3779b9u);

fn code_hash_add(state: vec2u, word: u32) -> vec2u {
  let mixed = (state ^ vec2u(word)) * vec2u(0x85ebca6bu, 0xc2b2ae35u);
  return mixed ^ (mixed >> vec2u(15u, 13u));
}

fn code_hash_end(state: vec2u) -> vec2u {
  var mixed = (state ^ (state >> vec2u(16u))) * vec2u(0x7feb352du);
  mixed = (mixed ^ (mixed >> vec2u(15u))) * vec2u(0x846ca68bu);
  return mixed ^ (mixed >> vec2u(16u));
}
