/** What full controls have beside the others: in one file of its own, that is loaded after the figure. */
import '../spline-chart/define.js';
import '../spline-scrubber/define.js';
