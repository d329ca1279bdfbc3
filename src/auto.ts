/** Everything of `index.js`, with the tags registered. */
import './components/spline-lab/define.js';

export * from './index.js';
