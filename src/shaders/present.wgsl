// present: stretches the painted part of a texture over the canvas, smoothly where it is coarser than the canvas.

struct PresentedArea {
  // Pixels that are painted, from the texture's corner.
  painted: vec2f,
  // Pixels of the texture.
  texture: vec2f,
}

@group(0) @binding(0) var<uniform> area: PresentedArea;
@group(0) @binding(1) var picture: texture_2d<f32>;
@group(0) @binding(2) var smoothly: sampler;

struct Corner {
  @builtin(position) position: vec4f,
  @location(0) place: vec2f,
}

// One triangle that covers the canvas; `place` is 0 at the top left corner of the canvas and 1 at the bottom right.
@vertex
fn present_corner(@builtin(vertex_index) index: u32) -> Corner {
  let place = vec2f(f32(index & 1u), f32(index >> 1u)) * 2.0;
  return Corner(vec4f(place.x * 2.0 - 1.0, 1.0 - place.y * 2.0, 0.0, 1.0), place);
}

@fragment
fn present_pixel(corner: Corner) -> @location(0) vec4f {
  // Half a pixel inside the painted part, so that nothing beside it is mixed in.
  let pixel = clamp(corner.place * area.painted, vec2f(0.5), area.painted - 0.5);
  return textureSampleLevel(picture, smoothly, pixel / area.texture, 0.0);
}
