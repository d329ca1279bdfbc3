import '../spline-term/define.js';
import { register } from '../register.js';
import { SplineMeasureChart } from './measure-chart.js';
import { SplineBoard } from './spline-board.js';
import { SplineMeasures } from './spline-measures.js';

register('spline-board', SplineBoard);
register('spline-measure-chart', SplineMeasureChart);
register('spline-measures', SplineMeasures);

declare global {
  interface HTMLElementTagNameMap {
    'spline-board': SplineBoard;
    'spline-measure-chart': SplineMeasureChart;
    'spline-measures': SplineMeasures;
  }
}
