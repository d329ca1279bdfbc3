/** The gallery: its figures and demonstrations, and a button for every tag. */
import './engine-from-address.js';
import './app-page.js';
import '../components/spline-figure/define.js';
import './demonstrations.js';
import './copy-buttons.js';
