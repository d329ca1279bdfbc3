// Finding NaN and infinity. WGSL may assume that they never occur (`v != v` may be false), so the exponent bits of a
// value loaded from memory are looked at.

fn all_finite(v: vec4f) -> bool {
  return all((bitcast<vec4u>(v) & vec4u(0x7f800000u)) != vec4u(0x7f800000u));
}
