/** Demonstrations, in a file that article and gallery share. */
import '../components/demonstrations/define.js';
