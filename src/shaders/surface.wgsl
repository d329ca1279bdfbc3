// surface: render: the exact cells of a network as a lifted surface, with their walls and the decision boundary.
//
// A pixel of a cell gets its fill, darkened or lightened by the angle between the cell and the light, and the lines over it.
// A line is where an affine function e of the plane is 0: an edge of the cell, or a tie of its two largest logits. Its
// distance in pixels is |e| / |grad e|, the gradient taken on the screen, so that a line is equally wide at every angle and
// hidden wherever the surface is. Each cell draws the half of a wall that lies on its own side.
//
// corners: [corners] u, v, z, number of the cell. edge_layers: [corners] hidden layer of the wall along the edge to the next
// corner, -1 at the window's edge. logits: [cells, class_count, 3] a, b, c of a u + b v + c.
//
// Oracle: the fills and lines of src/training/reference/paint.ts, which the surface shows when seen from straight above.

const most_layers = 8u;
const fill_of_cell = 0u;

struct SurfaceView {
  // Rows of the matrix from the box to clip space.
  clip_x: vec4f,
  clip_y: vec4f,
  clip_z: vec4f,
  clip_w: vec4f,
  // Towards the light, in the box.
  light: vec4f,
  // Brightness turned away from the light, towards it, and of what is seen from below.
  shade: vec4f,
  // Half widths in pixels: wall, its casing, decision boundary, its casing.
  half_widths: vec4f,
  class_count: u32,
  // 0: each cell's own colour; 1: class colour by softmax probability.
  fill: u32,
  // Number of the cell that is outlined; beyond the last one: none.
  marked: u32,
  // Width of its outline in pixels.
  outline: f32,
  casing_opacity: f32,
  decision_opacity: f32,
}

struct SurfaceColor {
  rgba: vec4f,
}

struct SurfaceColors {
  neutral: vec4f,
  casing: vec4f,
  decision: vec4f,
  // Opacity 0: not drawn.
  walls: array<SurfaceColor, 8>,
  classes: array<SurfaceColor, 10>,
}

struct SurfaceCell {
  first_corner: u32,
  corner_count: u32,
  // RGBA, 8 bits each, red lowest.
  color: u32,
  // dz / du and dz / dv.
  slope_u: f32,
  slope_v: f32,
}

@group(0) @binding(0) var<uniform> view: SurfaceView;
@group(0) @binding(1) var<uniform> colors: SurfaceColors;
@group(0) @binding(2) var<storage, read> corners: array<vec4f>;
@group(0) @binding(3) var<storage, read> edge_layers: array<i32>;
@group(0) @binding(4) var<storage, read> cells: array<SurfaceCell>;
@group(0) @binding(5) var<storage, read> logits: array<f32>;

struct SurfaceCorner {
  @builtin(position) position: vec4f,
  @location(0) place: vec2f,
  @location(1) @interpolate(flat) cell: u32,
}

@vertex
fn surface_corner(@builtin(vertex_index) index: u32) -> SurfaceCorner {
  let corner = corners[index];
  let point = vec4f(corner.xyz, 1.0);
  let position = vec4f(
    dot(view.clip_x, point),
    dot(view.clip_y, point),
    dot(view.clip_z, point),
    dot(view.clip_w, point),
  );
  return SurfaceCorner(position, corner.xy, u32(corner.w));
}

// Share of a pixel that a line covers; as line_coverage of partition_paint.
fn surface_line_coverage(distance: f32, half_width: f32) -> f32 {
  return max(0.0, min(distance + 0.5, half_width) - max(distance - 0.5, -half_width));
}

struct Tie {
  // Class of the largest logit, its probability, and pixels to where the second one is as large.
  winner: u32,
  probability: f32,
  distance: f32,
}

fn tie_at(cell: u32, place: vec2f, across: vec2f, down: vec2f) -> Tie {
  let first = cell * view.class_count * 3u;
  var best = vec4f(0.0, 0.0, 0.0, -3.0e38);
  var second = best;
  var winner = 0u;
  for (var c = 0u; c < view.class_count; c++) {
    let at = first + 3u * c;
    let plane = vec3f(logits[at], logits[at + 1u], logits[at + 2u]);
    let value = dot(plane, vec3f(place, 1.0));
    if (value > best.w) {
      second = best;
      best = vec4f(plane, value);
      winner = c;
    } else if (value > second.w) {
      second = vec4f(plane, value);
    }
  }
  var sum = 0.0;
  for (var c = 0u; c < view.class_count; c++) {
    let at = first + 3u * c;
    sum += exp(dot(vec3f(logits[at], logits[at + 1u], logits[at + 2u]), vec3f(place, 1.0)) - best.w);
  }
  let slope = best.xy - second.xy;
  let gradient = length(vec2f(dot(slope, across), dot(slope, down)));
  return Tie(winner, 1.0 / sum, (best.w - second.w) / max(gradient, 1.0e-20));
}

@fragment
fn surface_pixel(corner: SurfaceCorner, @builtin(front_facing) from_above: bool) -> @location(0) vec4f {
  // How the place changes from one pixel to the next.
  let across = dpdx(corner.place);
  let down = dpdy(corner.place);
  let place = corner.place;
  let cell = cells[corner.cell];
  let tie = tie_at(corner.cell, place, across, down);

  var color = unpack4x8unorm(cell.color).rgb;
  if (view.fill != fill_of_cell) {
    let chance = 1.0 / f32(view.class_count);
    let confidence = (tie.probability - chance) / (1.0 - chance);
    color = mix(colors.neutral.rgb, colors.classes[tie.winner].rgba.rgb, confidence);
  }
  let normal = normalize(vec3f(-cell.slope_u, -cell.slope_v, 1.0));
  let lit = mix(view.shade.x, view.shade.y, max(0.0, dot(normal, view.light.xyz)));
  color *= select(view.shade.z, lit, from_above);

  var nearest: array<f32, most_layers>;
  for (var layer = 0u; layer < most_layers; layer++) {
    nearest[layer] = 1.0e9;
  }
  var rim = 1.0e9;
  for (var i = 0u; i < cell.corner_count; i++) {
    let start = corners[cell.first_corner + i].xy;
    let stop = corners[cell.first_corner + select(i + 1u, 0u, i + 1u == cell.corner_count)].xy;
    let edge = normalize(stop - start);
    let normal_of_edge = vec2f(-edge.y, edge.x);
    let gradient = length(vec2f(dot(normal_of_edge, across), dot(normal_of_edge, down)));
    let distance = abs(dot(normal_of_edge, place - start)) / max(gradient, 1.0e-20);
    rim = min(rim, distance);
    let layer = edge_layers[cell.first_corner + i];
    if (layer >= 0) {
      nearest[layer] = min(nearest[layer], distance);
    }
  }
  for (var i = 0u; i < most_layers; i++) {
    let layer = most_layers - 1u - i;
    let wall = colors.walls[layer].rgba;
    let casing = view.casing_opacity * surface_line_coverage(nearest[layer], view.half_widths.y);
    color = mix(color, colors.casing.rgb, wall.a * casing);
    color = mix(color, wall.rgb, wall.a * surface_line_coverage(nearest[layer], view.half_widths.x));
  }
  let decision = view.decision_opacity;
  color = mix(color, colors.casing.rgb, decision * surface_line_coverage(tie.distance, view.half_widths.w));
  color = mix(color, colors.decision.rgb, decision * surface_line_coverage(tie.distance, view.half_widths.z));
  if (corner.cell == view.marked) {
    color = mix(color, colors.decision.rgb, max(0.14, surface_line_coverage(rim, view.outline)));
  }
  return vec4f(color, 1.0);
}
