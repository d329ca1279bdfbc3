/** The gallery: its figures, and a button for every tag. */
import './engine-from-address.js';
import './app-page.js';
import '../components/spline-figure/define.js';
import './copy-buttons.js';
