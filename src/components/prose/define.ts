/** Registers the elements that tie a text to its figures. */
import { register } from '../register.js';
import { SplinePredict } from './spline-predict.js';
import { SplineSet } from './spline-set.js';
import { SplineValue } from './spline-value.js';

register('spline-predict', SplinePredict);
register('spline-set', SplineSet);
register('spline-value', SplineValue);

declare global {
  interface HTMLElementTagNameMap {
    'spline-predict': SplinePredict;
    'spline-set': SplineSet;
    'spline-value': SplineValue;
  }
}
