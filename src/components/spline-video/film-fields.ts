/** The fields of the panel: what is chosen of a film, and what of it is refused. */
import { html, nothing, type TemplateResult } from 'lit';
import { filmFormats, type FilmFormat } from '../../io/video/film-writer.js';
import { frameRates, type FrameRate } from '../../io/video/frame-plan.js';
import { choiceField, numberField, type FieldContext } from '../spline-controls/field.js';
import { filmRanges, type FilmRange } from './film-range.js';
import { videoStrings as words } from './video-strings.js';

export const edges = [320, 480, 720, 1080] as const;
export type FilmEdge = (typeof edges)[number];

const paces = ['length', 'steps'] as const;
export type FilmPace = (typeof paces)[number];

export interface FilmChoices {
  /** Null: the first that can be made here. */
  readonly format: FilmFormat | null;
  readonly edge: FilmEdge;
  readonly rate: FrameRate;
  /** Null: the run so far, or the planned run where nothing has been done yet. */
  readonly range: FilmRange | null;
  /** Of the range `chosen`. */
  readonly from: number;
  readonly to: number;
  readonly pace: FilmPace;
  /** Of the pace `length`: seconds of the whole film, at least 3. */
  readonly seconds: number;
  /** Of the pace `steps`. */
  readonly stepsPerFrame: number;
  /** Index of the only network that is shown; null: all. */
  readonly subject: number | null;
}

export const defaultChoices: FilmChoices = {
  format: null,
  edge: 480,
  rate: 20,
  range: null,
  from: 0,
  to: 100,
  pace: 'length',
  seconds: 10,
  stepsPerFrame: 10,
  subject: null,
};

/** What the choices come to here. */
export interface ShownChoices {
  readonly format: FilmFormat;
  readonly formats: readonly FilmFormat[];
  readonly range: FilmRange;
  readonly from: number;
  readonly to: number;
  /** By network. */
  readonly names: readonly string[];
}

export function filmFields(
  context: FieldContext,
  choices: FilmChoices,
  shown: ShownChoices,
  change: (change: Partial<FilmChoices>) => void,
): TemplateResult {
  const { range, from, to, names } = shown;
  const all = names.map((_, model) => String(model));
  return html`
    <div class="fields">
      ${choiceField(context, {
        id: 'format',
        label: words.format,
        value: shown.format,
        choices: filmFormats.filter((format) => shown.formats.includes(format)),
        names: words.formats,
        ...(shown.format === 'gif' && { help: words.gifHelp }),
        change: (format) => change({ format }),
      })}
      ${
        names.length > 1
          ? choiceField(context, {
              id: 'networks',
              label: words.networks,
              value: choices.subject === null ? 'both' : String(choices.subject),
              choices: ['both', ...all],
              names: namesById([['both', words.both], ...names.map((name, model) => [String(model), name] as const)]),
              change: (choice) => change({ subject: choice === 'both' ? null : Number(choice) }),
            })
          : nothing
      }
      ${numberChoice(context, 'size', words.size, choices.edge, edges, words.sizes, (edge) => change({ edge }))}
      ${numberChoice(context, 'rate', words.rate, choices.rate, frameRates, null, (rate) => change({ rate }))}
      ${choiceField(context, {
        id: 'range',
        label: words.range,
        value: range,
        choices: filmRanges,
        names: words.ranges,
        change: (chosen) => change({ range: chosen, from, to }),
      })}
      ${
        range === 'chosen'
          ? html`${numberField(context, { id: 'from', label: words.from, value: from, step: 1, min: 0, change: (value) => change({ from: value }) })}
            ${numberField(context, { id: 'to', label: words.to, value: to, step: 1, min: 0, change: (value) => change({ to: value }) })}`
          : nothing
      }
      ${choiceField(context, {
        id: 'pace',
        label: words.pace,
        value: choices.pace,
        choices: paces,
        names: words.paces,
        change: (pace) => change({ pace }),
      })}
      ${
        choices.pace === 'length'
          ? numberField(context, {
              id: 'seconds',
              label: words.seconds,
              value: choices.seconds,
              min: 3,
              change: (seconds) => change({ seconds }),
            })
          : numberField(context, {
              id: 'steps',
              label: words.stepsPerFrame,
              value: choices.stepsPerFrame,
              step: 1,
              min: 1,
              change: (stepsPerFrame) => change({ stepsPerFrame }),
            })
      }
    </div>
  `;
}

/** A choice among numbers. @param names null: as they are */
function numberChoice<T extends number>(
  context: FieldContext,
  id: string,
  label: string,
  value: T,
  choices: readonly T[],
  names: Readonly<Record<T, string>> | null,
  change: (value: T) => void,
): TemplateResult {
  return choiceField(context, {
    id,
    label,
    value: String(value),
    choices: choices.map(String),
    names: namesById(choices.map((choice) => [String(choice), names?.[choice] ?? String(choice)] as const)),
    change: (text) => {
      const chosen = choices.find((choice) => String(choice) === text);
      if (chosen !== undefined) change(chosen);
    },
  });
}

const namesById = (names: readonly (readonly [id: string, name: string])[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names);
