import type { SessionSnapshot } from './session-types.js';

/** What has gone wrong with a session. */
export type Troubles = Pick<SessionSnapshot, 'divergence' | 'notice' | 'failure'>;

export const noTroubles: Troubles = { divergence: null, notice: null, failure: null };

/** An engine has refused an experiment. @param problem what it says */
export const wasRefused = (problem: string): Troubles => ({
  ...noTroubles,
  notice: { kind: 'refused', reason: sentence(problem), step: 0 },
});

/** An engine was lost, and another goes on. @param reason what the lost one says */
export const hasRecovered = (reason: string, step: number): Troubles => ({
  ...noTroubles,
  notice: { kind: 'replaced', reason: sentence(reason), step },
});

/** No more engines can be tried. */
export const hasFailed = (troubles: Troubles, reason: string): Troubles => ({
  ...troubles,
  failure: `No engine can run. ${sentence(reason)}`,
});

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
