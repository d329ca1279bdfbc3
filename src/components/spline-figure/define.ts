import { register } from '../register.js';
import { SplineFigure } from './spline-figure.js';

register('spline-figure', SplineFigure);

declare global {
  interface HTMLElementTagNameMap {
    'spline-figure': SplineFigure;
  }
}
