import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Session } from '../../training/session.js';
import type { ExactPartitions } from '../exact-partitions.js';
import type { PictureStore } from '../picture-store.js';
import type { Point } from '../spline-view/view-transform.js';
import { NetworkSources } from './network-source.js';
import { readerOf } from './partition-reader.js';
import { readPoint, type NetworkSource, type Reading } from './reading.js';

/** Whose network is read, and what is asked of it. */
export interface ReadingSubject {
  readonly session: Session | null;
  readonly model: number;
  readonly picture: PictureStore;
}

type FollowedPartitions = Pick<ExactPartitions, 'of' | 'subscribe'>;

/** While training a reading changes at most this often, so that it can be read. */
const CALM_MS = 250;

/**
 * The reading of one network at the point that the pictures share, and the boundary of the unit that is lit up. Nothing is
 * computed before it is asked for, nor twice; while training both follow at a calm rate, a new point is read at once.
 */
export class ReadingController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #subject: () => ReadingSubject;
  readonly #sources = new NetworkSources();
  #partitions: FollowedPartitions | null = null;
  #unsubscribe: (() => void) | null = null;
  #isConnected = false;
  #source: NetworkSource | null = null;
  #sourceModel: readonly unknown[] = [];
  #sourceMs = -Infinity;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #reading: Reading | null = null;
  #readFrom: { readonly source: NetworkSource; readonly point: Point } | null = null;

  constructor(host: ReactiveControllerHost, subject: () => ReadingSubject) {
    this.#host = host;
    this.#subject = subject;
    host.addController(this);
  }

  hostConnected(): void {
    this.#isConnected = true;
    this.#subscribe();
  }

  hostDisconnected(): void {
    this.#isConnected = false;
    this.#subscribe();
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** Follows the partitions of a session. */
  follow(partitions: FollowedPartitions | null): void {
    this.#partitions = partitions;
    this.#subscribe();
  }

  /** Null while no point is read or nothing is known of the network. */
  get reading(): Reading | null {
    const { probe } = this.#subject().picture.state;
    const source = probe && this.source;
    if (!source) return null;
    if (!this.#reading || this.#readFrom?.source !== source || this.#readFrom.point !== probe) {
      this.#reading = readPoint(source, probe);
      this.#readFrom = { source, point: probe };
    }
    return this.#reading;
  }

  /** Of the unit that is lit up: [count, 4], x, y, x, y; null without one, and where there are no exact cells, or not yet. */
  get litBoundary(): Float64Array | null {
    const { unit } = this.#subject().picture.state;
    const exact = unit && this.source?.exact;
    const isThere = exact && unit.unit < (exact.partition.hiddenWidths[unit.layer] ?? 0);
    return (isThere && readerOf(exact)?.boundaryOf(unit)) || null;
  }

  /** The network to read, at a calm rate while it trains. */
  get source(): NetworkSource | null {
    const { session, model } = this.#subject();
    const now = performance.now();
    const waitMs = this.#sourceMs + CALM_MS - now;
    const isSameNetwork = this.#sourceModel[0] === session && this.#sourceModel[1] === model;
    // Cells that came without their lookup were not asked to be read: as soon as there is one, they are.
    const isReadable = this.#source && (!this.#source.exact || this.#source.exact.lookup);
    if (session?.snapshot.state === 'running' && isReadable && isSameNetwork && waitMs > 0) {
      this.#timer ??= setTimeout(() => {
        this.#timer = null;
        this.#host.requestUpdate();
      }, waitMs);
      return this.#source;
    }
    const next = this.#sources.of(session, this.#partitions, model);
    if (!isSameNetwork || !isSameSource(next, this.#source)) {
      this.#source = next;
      this.#sourceModel = [session, model];
      this.#sourceMs = now;
    }
    return this.#source;
  }

  readonly #onPartitions = (): void => {
    const { probe, unit } = this.#subject().picture.state;
    if (probe || unit) this.#host.requestUpdate();
  };

  #subscribe(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = (this.#isConnected && this.#partitions?.subscribe(this.#onPartitions)) || null;
  }
}

const isSameSource = (a: NetworkSource | null, b: NetworkSource | null): boolean =>
  a === b ||
  (a?.folded === b?.folded &&
    a?.exact?.partition === b?.exact?.partition &&
    a?.exact?.lookup === b?.exact?.lookup &&
    a?.status === b?.status);
