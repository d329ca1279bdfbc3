import { register } from '../register.js';
import { SplineStep } from './spline-step.js';
import { SplineSteps } from './spline-steps.js';

register('spline-step', SplineStep);
register('spline-steps', SplineSteps);

declare global {
  interface HTMLElementTagNameMap {
    'spline-step': SplineStep;
    'spline-steps': SplineSteps;
  }
}
