/** Registers what shows or steers a figure elsewhere in the page. */
import '../spline-chart/define.js';
import '../spline-controls/define.js';
import '../spline-transport/define.js';
