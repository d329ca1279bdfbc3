import { barStyles } from './figure-bar.styles.js';
import { detailsStyles } from './figure-details.styles.js';
import { frameStyles } from './figure-frame.styles.js';
import { fullStyles } from './figure-full.styles.js';
import { networkStyles } from './figure-network.styles.js';
import { printStyles } from './figure-print.styles.js';

/**
 * Heights of rows are fixed in em, so that `figure.css` can keep their place free before there is a script. Colours and the
 * font come from the page and from custom properties of the author's.
 */
export const splineFigureStyles = [frameStyles, networkStyles, barStyles, fullStyles, detailsStyles, printStyles];
