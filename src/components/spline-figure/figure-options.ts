import type { EngineChoice } from '../../training/choose-engine.js';
import type { WorkerChoice } from '../../page-workers.js';
import { formatList } from '../format.js';
import { english } from '../language.js';
import { gestureModes, type GestureMode } from '../spline-view/gesture-modes.js';
import { figureStrings } from './figure-strings.js';

export const controlSets = ['minimal', 'none', 'full'] as const;
/** none: the picture, its numbers and the line that opens the details; minimal: play, switches and the step; full: everything to run and to read it. */
export type ControlSet = (typeof controlSets)[number];

export const themes = ['auto', 'light', 'dark'] as const;
export type FigureTheme = (typeof themes)[number];

export const loadings = ['lazy', 'eager'] as const;
/** lazy: nothing is made before the figure is near the visible part of the page. */
export type Loading = (typeof loadings)[number];

const engines = ['auto', 'webgpu', 'cpu'] as const satisfies readonly EngineChoice[];

const workerChoices = ['auto', 'none'] as const satisfies readonly WorkerChoice[];

/** What an author has written, which may be anything. */
export interface WrittenOptions {
  readonly controls: string;
  /** Null: nothing of them. */
  readonly gestures: string | null;
  readonly loading: string;
  readonly theme: string;
  readonly engine: string;
  readonly workers: string;
}

/** How a figure behaves. */
export interface FigureOptions {
  readonly controls: ControlSet;
  readonly gestures: GestureMode;
  readonly loading: Loading;
  readonly theme: FigureTheme;
  readonly engine: EngineChoice;
  readonly workers: WorkerChoice;
  /** One sentence for every value that was not understood. */
  readonly problems: readonly string[];
}

/** The first of the accepted values is the default. */
export function figureOptions(written: WrittenOptions, language = english): FigureOptions {
  const words = language.of('figure', figureStrings);
  const problems: string[] = [];
  const choose = <T extends string>(
    name: keyof WrittenOptions,
    accepted: readonly [T, ...T[]],
    value = written[name],
  ): T => {
    const found = accepted.find((one) => one === value);
    if (found === undefined)
      problems.push(words.wrongValue(name, value ?? '', formatList(accepted, language), accepted[0]));
    return found ?? accepted[0];
  };
  const controls = choose('controls', controlSets);
  return {
    controls,
    // Who cannot drag has no buttons there that would do the same.
    gestures: choose('gestures', gestureModes, written.gestures ?? (controls === 'none' ? 'read' : 'cooperative')),
    loading: choose('loading', loadings),
    theme: choose('theme', themes),
    engine: choose('engine', engines),
    workers: choose('workers', workerChoices),
    problems,
  };
}
