/** What buttons of a page can ask of a figure without a script: `<button commandfor="id" command="--play">`. Loaded with the first. */
import { warnOnce } from '../by-id/target.js';

/** What commands act on. */
export interface CommandedFigure extends HTMLElement {
  play(): void;
  pause(): void;
  toggle(): void;
  step(): void;
  restart(): void;
  switchNormalization(): void;
  undo(): void;
  redo(): void;
  reset(): void;
}

interface FigureCommand {
  readonly help: string;
  readonly act: (figure: CommandedFigure) => void;
}

/** Every command by its name; the page for authors has its table from here. */
export const figureCommands = {
  '--play': { help: 'Trains on, as soon as the figure is seen', act: (figure) => figure.play() },
  '--pause': { help: 'Pauses', act: (figure) => figure.pause() },
  '--toggle': { help: 'Trains, or pauses where it trains', act: (figure) => figure.toggle() },
  '--step': { help: 'Takes one step and rests', act: (figure) => figure.step() },
  '--restart': { help: 'Restarts from the same weights', act: (figure) => figure.restart() },
  '--switch-normalization': {
    help: 'BN, or what stands in its place, off or on in the first network',
    act: (figure) => figure.switchNormalization(),
  },
  '--undo': { help: 'Undoes the newest change', act: (figure) => figure.undo() },
  '--redo': { help: 'Does again what was undone last', act: (figure) => figure.redo() },
  '--reset': { help: 'Back to what the attributes say', act: (figure) => figure.reset() },
} as const satisfies Readonly<Record<`--${string}`, FigureCommand>>;

const commands = new Map<string, FigureCommand>(Object.entries(figureCommands));

/** Does what a button asks; commands of the browser's own, which have no dashes, are not the figure's. */
export function obey(figure: CommandedFigure, command: string): void {
  if (!command.startsWith('--')) return;
  const known = commands.get(command);
  if (known) known.act(figure);
  else warnOnce(figure, `command="${command}" is none of ${[...commands.keys()].join(', ')}.`);
}
