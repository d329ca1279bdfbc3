import surfaceText from '../../shaders/surface.wgsl?raw';
import { networkLimits } from '../../training/network-spec.js';
import { arrayOf, uniformStruct } from '../uniform-struct.js';

const [, MOST_LAYERS] = networkLimits.depth;
const [, MOST_CLASSES] = networkLimits.classCount;

export const SurfaceView = uniformStruct('SurfaceView', {
  clip_x: 'vec4f',
  clip_y: 'vec4f',
  clip_z: 'vec4f',
  clip_w: 'vec4f',
  light: 'vec4f',
  shade: 'vec4f',
  half_widths: 'vec4f',
  class_count: 'u32',
  fill: 'u32',
  marked: 'u32',
  outline: 'f32',
  casing_opacity: 'f32',
  decision_opacity: 'f32',
});

export const SurfaceColor = uniformStruct('SurfaceColor', { rgba: 'vec4f' });

export const SurfaceColors = uniformStruct('SurfaceColors', {
  neutral: 'vec4f',
  casing: 'vec4f',
  decision: 'vec4f',
  walls: arrayOf(SurfaceColor, MOST_LAYERS),
  classes: arrayOf(SurfaceColor, MOST_CLASSES),
});

/** Words of a `SurfaceCell`: first corner, corners, colour, slopes. */
export const SURFACE_CELL_WORDS = 5;

/** The render shader of lifted surfaces; bindings in the order of their numbers. */
export const surfaceShader = {
  label: 'surface',
  vertexEntryPoint: 'surface_corner',
  fragmentEntryPoint: 'surface_pixel',
  shaderFiles: [{ path: 'surface.wgsl', text: surfaceText }],
  bindings: {
    view: 'uniform',
    colors: 'uniform',
    corners: 'read',
    edge_layers: 'read',
    cells: 'read',
    logits: 'read',
  },
} as const;
