import type { ExperimentConfig } from '../../training/experiment-config.js';
import type { Session } from '../../training/session.js';
import type { Language } from '../language.js';
import type { PictureStore } from '../picture-store.js';

/** What parts elsewhere in the page know of a `<spline-figure>`. */
export interface FollowedFigure extends HTMLElement {
  /** Null before the figure has begun. */
  readonly session: Session | null;
  /** What runs, or is to. */
  readonly config: ExperimentConfig;
  readonly picture: PictureStore;
  readonly theme: string;
  /** Training steps after which it rests. */
  readonly steps: number;
  /** Trains by itself. */
  readonly autoplay: boolean;
  /** Text of the link that it opens; null: none. */
  readonly state: string | null;
  readonly language: Language;
  readonly isPlaying: boolean;
  readonly hold: 'hidden' | 'turn' | null;
  readonly updateComplete: Promise<boolean>;
  load(): void;
  play(): void;
  pause(): void;
  toggle(): void;
  step(): void;
  goTo(step: number): void;
  returnToOriginal(): void;
  dismissOriginal(): void;
  stepsPerSecond: number;
  /** For whom the page changes it: what one owner changes is undone at once. Null: every change by itself. */
  editOwner: object | null;
  restart(): void;
  reset(): void;
  /** @param size width and height in CSS pixels */
  paintStills(size: number): Promise<readonly HTMLCanvasElement[]>;
}

export const isFigureTag = (element: Element | null): element is HTMLElement => element?.localName === 'spline-figure';

/** Its script has come. */
export const isFigure = (element: Element | null): element is FollowedFigure =>
  isFigureTag(element) && 'session' in element;
