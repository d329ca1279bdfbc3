import { register } from '../register.js';
import { SplineTransport } from './spline-transport.js';

register('spline-transport', SplineTransport);

declare global {
  interface HTMLElementTagNameMap {
    'spline-transport': SplineTransport;
  }
}
