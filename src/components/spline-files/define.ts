import '../spline-share/define.js';
import { register } from '../register.js';
import { SplineFiles } from './spline-files.js';

register('spline-files', SplineFiles);

declare global {
  interface HTMLElementTagNameMap {
    'spline-files': SplineFiles;
  }
}
