/** What the application's first picture does without: in one file of its own, that is loaded after it. */
import '../spline-chart/define.js';
import '../spline-controls/define.js';
import '../spline-files/define.js';
import '../spline-measures/define.js';
import '../spline-surface/define.js';
