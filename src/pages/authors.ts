/** The page for authors: text, tables, and a button for every recipe. */
import './copy-buttons.js';
