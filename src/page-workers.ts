/** The Workers of this page, shared by all sessions and elements of it. */
import { forbidWorkers } from './training/workers/page-policy.js';
import { WorkerPool } from './training/workers/worker-pool.js';
import { WorkerStarter } from './training/workers/worker-starter.js';

/**
 * `auto`: Workers, and where they are forbidden or do not start the same work in slices of time on the page's own thread.
 * `none`: none are tried. A page says so if its Content Security Policy forbids them: even a try is reported as a violation.
 */
export type WorkerChoice = 'auto' | 'none';

/** Workers of the page, or a pool of one's own. */
export type Workers = WorkerChoice | WorkerPool;

/** Engines do not take all cores: the page has something to do, too. */
const MOST_ENGINE_WORKERS = 2;

const starter = new WorkerStarter();
let pagePool: WorkerPool | null = null;
const slicesOnly = new WorkerPool({ startWorker: null });

/** The pool that is meant; nothing is started. */
export function workersOf(workers: Workers = 'auto'): WorkerPool {
  if (workers instanceof WorkerPool) return workers;
  // An attribute may say anything: what is not known is `auto`.
  return workers === 'none' ? slicesOnly : (pagePool ??= makePagePool());
}

const makePagePool = (): WorkerPool =>
  new WorkerPool({
    startWorker: (script) => {
      if (forbidWorkers(readablePolicies())) throw new Error('The policy of this page forbids Workers.');
      return starter.start(script);
    },
    mostEngineWorkers: Math.min(MOST_ENGINE_WORKERS, Math.max(1, Math.floor(navigator.hardwareConcurrency / 2))),
    onReturn: watchReturn,
  });

/** Policies in headers cannot be read. */
const readablePolicies = (): string[] =>
  Array.from(
    document.querySelectorAll<HTMLMetaElement>('meta[http-equiv="content-security-policy" i]'),
    ({ content }) => content,
  );

/** Browsers end Workers of pages in the background, and of pages that are kept for going back to. */
function watchReturn(callback: () => void): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  const onVisibility = (): void => {
    if (document.visibilityState === 'visible') callback();
  };
  document.addEventListener('visibilitychange', onVisibility, { signal });
  addEventListener('pageshow', callback, { signal });
  return () => listening.abort();
}
