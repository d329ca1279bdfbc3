import '../spline-diagram/define.js';
import '../spline-term/define.js';
import '../spline-view/define.js';
import { register } from '../register.js';
import { SplineLab } from './spline-lab.js';

register('spline-lab', SplineLab);

declare global {
  interface HTMLElementTagNameMap {
    'spline-lab': SplineLab;
  }
}
