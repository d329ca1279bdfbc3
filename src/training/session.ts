export type * from './session-types.js';
export type { Backend } from './backend.js';
export type { NormalizationSwitch } from './model-state.js';
