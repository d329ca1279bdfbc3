import { register } from '../register.js';
import { SplineChart } from './spline-chart.js';

register('spline-chart', SplineChart);

declare global {
  interface HTMLElementTagNameMap {
    'spline-chart': SplineChart;
  }
}
