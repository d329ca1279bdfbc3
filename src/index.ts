/** Classes, functions and types without side effects; `auto.js` registers the tags too. */
export { createSession } from './create-session.js';
export { SplineChart } from './components/spline-chart/spline-chart.js';
export { SplineControls } from './components/spline-controls/spline-controls.js';
export { SplineLab } from './components/spline-lab/spline-lab.js';
export { SplineView } from './components/spline-view/spline-view.js';
export { PictureStore } from './components/picture-store.js';
export { InvalidSettingError } from './training/invalid-setting-error.js';
export { presets } from './training/presets.js';
export type { ExperimentConfig } from './training/experiment-config.js';
export type { Session, SessionSnapshot } from './training/session.js';
