/** The application of the site, which links of its figures open. To be imported before figures are defined. */
import { SplineFigure } from '../components/spline-figure/spline-figure.js';

SplineFigure.appPage = new URL('../index.html', document.baseURI).href;
