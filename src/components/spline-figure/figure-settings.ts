import { attributeNames, parseExperiment, type Entry, type ParsedExperiment } from '../../io/parse-experiment.js';
import type { Language } from '../language.js';
import { figureOptions, type FigureOptions, type WrittenOptions } from './figure-options.js';
import { inEnglish, inWords, remarkText, type Remark } from './remark.js';

/** What an author has written in the attributes of a figure, as it is understood. */
export class FigureSettings {
  readonly #figure: HTMLElement & WrittenOptions;
  readonly #warned = new Set<string>();
  #options: FigureOptions;
  #experiment: ParsedExperiment = parseExperiment([]);

  constructor(figure: HTMLElement & WrittenOptions) {
    this.#figure = figure;
    this.#options = figureOptions(figure);
  }

  /** How the figure behaves. */
  get options(): FigureOptions {
    return this.#options;
  }

  /** What it shows. */
  get experiment(): ParsedExperiment {
    return this.#experiment;
  }

  readOptions(language: Language): void {
    this.#options = figureOptions(this.#figure, language);
  }

  readExperiment(): void {
    const entries = attributeNames.flatMap((name): Entry[] => {
      const text = this.#figure.getAttribute(name);
      return text === null ? [] : [[name, text]];
    });
    this.#experiment = parseExperiment(entries);
  }

  /** A sentence for each thing that was not understood. */
  get remarks(): readonly Remark[] {
    return [...this.#experiment.problems.map(inEnglish), ...this.#options.problems.map((problem) => inWords(problem))];
  }

  /** Once each, for whoever writes the page. */
  warn(remarks: readonly Remark[]): void {
    for (const problem of remarks.map(remarkText)) {
      if (this.#warned.has(problem)) continue;
      this.#warned.add(problem);
      console.warn(`<spline-figure> ${problem}`);
    }
  }
}
