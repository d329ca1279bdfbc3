import presentText from '../../shaders/present.wgsl?raw';
import { uniformStruct } from '../uniform-struct.js';

export const PresentedArea = uniformStruct('PresentedArea', { painted: 'vec2f', texture: 'vec2f' });

/** The render shader that brings a painted texture onto a canvas. */
export const presentShader = {
  label: 'present',
  vertexEntryPoint: 'present_corner',
  fragmentEntryPoint: 'present_pixel',
  shaderFiles: [{ path: 'present.wgsl', text: presentText }],
} as const;
