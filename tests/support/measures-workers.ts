import { measureInPieces } from '../../src/analysis/measure-network.js';
import type { MeasureRequest, Measures } from '../../src/analysis/measures.js';
import { LocalWorkers } from './local-workers.js';

/** Workers of measures in this process. */
export class MeasuresWorkers extends LocalWorkers<MeasureRequest, Measures> {
  constructor() {
    // Few points: what is measured is not the concern of who uses these.
    super((request) => measureInPieces({ ...request, options: { ...request.options, uniformCount: 20 } }));
  }
}
