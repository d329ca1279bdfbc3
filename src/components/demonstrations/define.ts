/** Registers the demonstrations of the article. */
import { register } from '../register.js';
import { SplineFoldAngle } from './fold-angle/fold-angle.js';
import { SplineInitializationRace } from './initialization-race/initialization-race.js';
import { SplineJitter } from './jitter/jitter.js';
import { SplineLimits } from './limits/limits.js';
import { SplineOneUnit } from './one-unit/one-unit.js';
import { SplineSameWeights } from './same-weights/same-weights.js';
import { SplineScaleShift } from './scale-shift/scale-shift.js';

register('spline-fold-angle', SplineFoldAngle);
register('spline-initialization-race', SplineInitializationRace);
register('spline-jitter', SplineJitter);
register('spline-limits', SplineLimits);
register('spline-one-unit', SplineOneUnit);
register('spline-same-weights', SplineSameWeights);
register('spline-scale-shift', SplineScaleShift);

declare global {
  interface HTMLElementTagNameMap {
    'spline-fold-angle': SplineFoldAngle;
    'spline-initialization-race': SplineInitializationRace;
    'spline-jitter': SplineJitter;
    'spline-limits': SplineLimits;
    'spline-one-unit': SplineOneUnit;
    'spline-same-weights': SplineSameWeights;
    'spline-scale-shift': SplineScaleShift;
  }
}
