/** Events that the elements send. */
import type { ExperimentConfig } from '../training/experiment-config.js';
import type { Normalization } from '../training/network-spec.js';
import type { SessionState } from '../training/session.js';

/**
 * Who has changed a setting: the reader, a link, the page by attribute or method, a session that has gone back to what worked,
 * or another figure of the same group.
 */
export type ChangeSource = 'user' | 'link' | 'api' | 'recovery' | 'group';

export interface ConfigChange {
  readonly source: ChangeSource;
  readonly config: ExperimentConfig;
  /** What each network has now. */
  readonly normalizations: readonly Normalization[];
}

declare global {
  interface GlobalEventHandlersEventMap {
    /** A sentence for a live region. */
    'spline-announce': CustomEvent<string>;
    /** Why a setting or a file was refused. */
    'spline-refused': CustomEvent<string>;
    /** What a file has brought. */
    'spline-opened': CustomEvent<string>;
    /** What switching BN on is to do from now on. */
    'spline-insertionchange': CustomEvent<'align' | 'keep-function'>;
    /** A setting has restarted the run. */
    'spline-restart': CustomEvent<null>;
    /** The numbers that a figure or a demonstration shows are others now. */
    'spline-numbers': CustomEvent<Readonly<Record<string, number>>>;
    /** The first picture of a figure is there. */
    'spline-ready': CustomEvent<null>;
    /** A figure trains, rests, has finished or cannot go on. */
    'spline-statechange': CustomEvent<{ readonly state: SessionState }>;
    /** A figure has taken steps; at most ten a second while it trains. */
    'spline-progress': CustomEvent<{
      readonly step: number;
      readonly epoch: number;
      /** Per network: loss of the last step's batch. */
      readonly losses: readonly number[];
    }>;
    /** A figure has a session or has none any more, plays, is held or rests. */
    'spline-runchange': CustomEvent<null>;
    /** A setting of a figure, or the normalisation of one of its networks, is another, also in the middle of a drag. */
    'spline-configinput': CustomEvent<ConfigChange>;
    /** The same, but of a drag only its end. */
    'spline-configchange': CustomEvent<ConfigChange>;
    /** A figure cannot run (engine), its numbers have failed (diverged), something was worked round (notice), or refused (refused). */
    'spline-error': CustomEvent<{ readonly code: 'engine' | 'diverged' | 'notice' | 'refused'; readonly text: string }>;
  }
}

/** Names of the events that elements send. */
export type SplineEvent = Extract<keyof GlobalEventHandlersEventMap, `spline-${string}`>;

/** An event that bubbles and leaves shadow trees, as what a reader does does. */
export function emit<T extends SplineEvent>(
  element: HTMLElement,
  type: T,
  detail: GlobalEventHandlersEventMap[T]['detail'],
): void {
  element.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
}

/** An event for who listens to the element itself. */
export function tell<T extends SplineEvent>(
  element: HTMLElement,
  type: T,
  detail: GlobalEventHandlersEventMap[T]['detail'],
): void {
  element.dispatchEvent(new CustomEvent(type, { detail }));
}
