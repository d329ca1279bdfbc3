// act(z) = z for z > 0, slope z otherwise; zero counts as inactive. Oracle: src/training/reference/activation.ts

fn activate(z: vec4f, slope_below_zero: f32) -> vec4f {
  return select(slope_below_zero * z, z, z > vec4f(0.0));
}

fn activation_derivative(z: vec4f, slope_below_zero: f32) -> vec4f {
  return select(vec4f(slope_below_zero), vec4f(1.0), z > vec4f(0.0));
}
