import type { DataSet } from '../../training/data-set.js';
import type { FoldedNetwork, ModelState } from '../../training/model-state.js';
import { foldAsDrawn } from '../../training/reference/fold-as-drawn.js';
import { batchRows } from '../../training/reference/training-step.js';
import type { Session } from '../../training/session.js';
import type { ExactPartitions } from '../exact-partitions.js';
import type { NetworkSource } from './reading.js';

/** Where readings of one network come from: its newest exact partition, and until there is one its newest parameters. */
export class NetworkSources {
  #key: readonly unknown[] = [];
  #folded: FoldedNetwork | null = null;

  /** Null before the network's parameters have been read back. */
  of(session: Session | null, partitions: Pick<ExactPartitions, 'of'> | null, index: number): NetworkSource | null {
    const state = partitions?.of(index) ?? { status: 'not-asked' as const, exact: null };
    if (state.exact) {
      const { exact, status } = state;
      const { inputDimension } = exact.model.spec;
      return { folded: exact.folded, inputDimension, step: exact.step, train: exact.data.train, exact, status };
    }
    const model = session?.models?.[index];
    const data = session?.snapshot.data;
    if (!session || !model || !data) return null;
    const { inputDimension } = model.spec;
    const folded = this.#fold(session, model, data);
    return { folded, inputDimension, step: model.step, train: data.train, exact: null, status: state.status };
  }

  /** Folds anew only when the network, the data or the statistics have changed. */
  #fold(session: Session, model: ModelState, data: DataSet): FoldedNetwork {
    const { statistics } = session.snapshot.config;
    const { training, cursor } = session.modelsBatch;
    const rows = statistics === 'batch' ? batchRows(data.train.count, training, cursor) : new Uint32Array();
    const key = [model, data, statistics, ...rows];
    if (!this.#folded || key.length !== this.#key.length || key.some((part, i) => part !== this.#key[i])) {
      this.#folded = foldAsDrawn(model, data, statistics, rows);
      this.#key = key;
    }
    return this.#folded;
  }
}
