/** Everything of `index.js`, with the tags registered. */
import './components/by-id/define.js';
import './components/prose/define.js';
import './components/spline-figure/define.js';
import './components/spline-lab/define.js';
import './components/spline-lab/later-parts.js';
import './components/spline-scrubber/define.js';
import './components/spline-steps/define.js';

export * from './index.js';
