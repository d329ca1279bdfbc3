/** The demonstrations of the article, with their tags registered: `<spline-one-unit>` and its like. */
import './components/demonstrations/define.js';

export { SplineFoldAngle } from './components/demonstrations/fold-angle/fold-angle.js';
export { SplineInitializationRace } from './components/demonstrations/initialization-race/initialization-race.js';
export { SplineJitter } from './components/demonstrations/jitter/jitter.js';
export { SplineLimits } from './components/demonstrations/limits/limits.js';
export { SplineOneUnit } from './components/demonstrations/one-unit/one-unit.js';
export { SplineSameWeights } from './components/demonstrations/same-weights/same-weights.js';
export { SplineScaleShift } from './components/demonstrations/scale-shift/scale-shift.js';
