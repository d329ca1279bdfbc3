import { register } from '../register.js';
import { SplineDiagram } from './spline-diagram.js';

register('spline-diagram', SplineDiagram);

declare global {
  interface HTMLElementTagNameMap {
    'spline-diagram': SplineDiagram;
  }
}
