/** What a figure shows besides its experiment: the part of the plane, what is drawn of it, and how far the run has come. */
import { exactFills, type ExactFill } from '../geometry/cell-fills.js';
import { networkLimits } from '../training/network-spec.js';
import { pointSets, type PointSet, type ViewWindow } from '../training/picture.js';
import {
  quotedText,
  readBoolean,
  readChoice,
  readChoices,
  readNumber,
  readNumbers,
  type ReadValue,
} from './setting-text.js';

/** What pictures show; shared by all networks of an experiment. */
export interface FigureView {
  /** Null: the window about the data. */
  readonly window: ViewWindow | null;
  readonly fill: ExactFill;
  /** Per hidden layer: whether its walls are drawn. Layers beyond the list are. */
  readonly walls: readonly boolean[];
  readonly decisionBoundary: boolean;
  readonly points: PointSet;
  readonly exactLines: boolean;
}

/** As pictures are first shown. */
export const defaultView: FigureView = {
  window: null,
  fill: 'confidence',
  walls: [],
  decisionBoundary: true,
  points: 'train',
  exactLines: false,
};

/** Fewest and most steps that can be asked for at once. */
export const stepLimits = [0, 10_000_000] as const;

/** Corners of windows. Data are placed within a tenth of it. */
const windowLimits = [-1e6, 1e6] as const;
/** Of the larger side, below which float32 does not tell pixels apart; pictures end their zoom before. */
const LEAST_WINDOW = 1e-6;

const deepest = networkLimits.depth[1];
const wallsOf = (layer: number) => `walls-${layer + 1}` as const;
const hidden = ['walls', 'decision-boundary', ...Array.from({ length: deepest }, (_, layer) => wallsOf(layer))];

/** One attribute of what is shown. */
export interface FigureField {
  readonly name: string;
  readonly help: string;
  /** What may stand there, for the documentation. */
  readonly values: string;
  /** A view with what the text asks for; null where the text is refused. */
  readonly read: (text: string, view: FigureView) => ReadValue<FigureView>;
  /** Null where nothing needs to be said. */
  readonly write: (view: FigureView) => string | null;
}

function changed<K extends keyof FigureView>(
  view: FigureView,
  key: K,
  read: ReadValue<FigureView[K]>,
): ReadValue<FigureView> {
  return { value: read.value === null ? null : { ...view, [key]: read.value }, problem: read.problem };
}

function readWindow(text: string): ReadValue<ViewWindow> {
  const { value, problem } = readNumbers('window', text, windowLimits, 4);
  if (value === null) return { value, problem };
  const [x0 = 0, x1 = 0, y0 = 0, y1 = 0] = value;
  if (x1 - x0 >= LEAST_WINDOW && y1 - y0 >= LEAST_WINDOW) return { value: { x0, x1, y0, y1 }, problem };
  return { value: null, problem: `window is ${quotedText(text)}, which has no area, and was ignored.` };
}

function readHidden(text: string, view: FigureView): ReadValue<FigureView> {
  const { value, problem } = readChoices('hide', hidden, text, hidden.length);
  if (value === null) return { value, problem };
  const isShown = (layer: number): boolean => !value.includes('walls') && !value.includes(wallsOf(layer));
  const walls = Array.from({ length: deepest }, (_, layer) => isShown(layer));
  const shown: FigureView = {
    ...view,
    walls: walls.slice(0, walls.lastIndexOf(false) + 1),
    decisionBoundary: !value.includes('decision-boundary'),
  };
  return { value: shown, problem };
}

function writeHidden({ walls, decisionBoundary }: FigureView): string | null {
  const layers = walls.flatMap((isShown, layer) => (isShown ? [] : [wallsOf(layer)]));
  const words = [
    ...(layers.length === deepest ? ['walls'] : layers),
    ...(decisionBoundary ? [] : ['decision-boundary']),
  ];
  return words.length > 0 ? words.join(' ') : null;
}

export const figureFields: readonly FigureField[] = [
  {
    name: 'window',
    help: 'The part of the plane that is shown: left and right edge, then lower and upper edge.',
    values: `4 numbers from ${windowLimits.join(' to ')}`,
    read: (text, view) => changed(view, 'window', readWindow(text)),
    write: ({ window }) => window && [window.x0, window.x1, window.y0, window.y1].map(String).join(' '),
  },
  {
    name: 'fill',
    help: 'What colours the cells: how sure the network is, one colour for each cell, nothing, or a number of each cell.',
    values: exactFills.join(', '),
    read: (text, view) => changed(view, 'fill', readChoice('fill', exactFills, text)),
    write: ({ fill }) => (fill === defaultView.fill ? null : fill),
  },
  {
    name: 'hide',
    help: 'What is left out of the picture: all walls, those of one hidden layer, the decision boundary.',
    values: `words of walls, walls-1 to walls-${deepest}, decision-boundary`,
    read: readHidden,
    write: writeHidden,
  },
  {
    name: 'shown-points',
    help: 'Which points are drawn: those of training, the test points too, or none.',
    values: pointSets.join(', '),
    read: (text, view) => changed(view, 'points', readChoice('shown-points', pointSets, text)),
    write: ({ points }) => (points === defaultView.points ? null : points),
  },
  {
    name: 'exact-lines',
    help: 'Whether walls are drawn from the exact cells rather than by the engine.',
    values: 'true, false',
    read: (text, view) => changed(view, 'exactLines', readBoolean('exact-lines', text)),
    write: ({ exactLines }) => (exactLines ? 'true' : null),
  },
];

/** The attribute that says at which step a figure rests. */
export const stepsField = {
  name: 'steps',
  help: 'Steps that the figure takes by itself once it is seen, to rest there.',
  values: `whole numbers from ${stepLimits.join(' to ')}`,
  read: (text: string): ReadValue<number> => readNumber('steps', text, stepLimits, true),
} as const;
