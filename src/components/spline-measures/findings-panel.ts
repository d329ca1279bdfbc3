import { html, nothing, type TemplateResult } from 'lit';
import type { Measures } from '../../analysis/measures.js';
import type { ModelState } from '../../training/model-state.js';
import { formatCount } from '../format.js';
import { epsilonSentences } from './epsilon-sentences.js';
import { findingStrings as words, type FoundId } from './finding-strings.js';
import {
  findingIds,
  findingSentences,
  type ComparedSides,
  type FindingSentence,
  type Side,
} from './finding-sentences.js';
import { hasInitialStatistics } from './initial-statistics.js';
import { formatNumber } from './measure-format.js';
import type { MeasuredColumn } from './measures-table.js';

/** A network now and before the first step. */
export interface FoundTwin extends MeasuredColumn {
  readonly untrained: Measures | null;
}

const notebookIds = findingIds.filter((id) => id.startsWith('notebook'));
const trueIds = findingIds.filter((id) => !notebookIds.includes(id));
const trainingIds: readonly FoundId[] = [
  'accuracy',
  'activationCells',
  'wallDistance',
  'nearbyUnitsRatio',
  'alignmentExcessShare',
  'effectiveCodes',
  'marginMinimum',
  'marginMedian',
];

const marks = { rose: '↑', fell: '↓', same: '=' } as const;

/**
 * What differs between the networks, and what training has changed of each: every sentence from this run's numbers.
 *
 * @param areWeightsGiven whether the networks started from weights that were opened
 * @param untrained the networks before the first step; null before they are known
 */
export function findingsPanel(
  twins: readonly FoundTwin[],
  areWeightsGiven: boolean,
  untrained: readonly ModelState[] | null,
): TemplateResult {
  const between = betweenNetworks(twins);
  const radius = twins.find(({ measures }) => measures)?.measures?.options.radius;
  const betweenLists = between
    ? [listOf(betweenTitle(between), between, trueIds), listOf(words.notebookTitle, between, notebookIds)]
    : [];
  const trainingLists = twins.flatMap((twin, model) => {
    const training = untrainedToNow(twin);
    const title = words.groups[areWeightsGiven ? 'opened' : 'training'];
    if (!training) return [];
    const isAmbiguous = twins.some((other, index) => index !== model && other.name === twin.name);
    const network = isAmbiguous ? words.numbered(model, twin.name) : words.named(twin.name);
    const first = untrained?.[model];
    const isWithoutEffect =
      !areWeightsGiven && training.before.measures.statistics === 'running' && !!first && hasInitialStatistics(first);
    const note = isWithoutEffect ? words.noEffectYet : null;
    return [listOf(title(network), training, trainingIds, note)];
  });
  // Several lists lack numbers for one reason: it is said once.
  const missing = new Set([...betweenLists, ...trainingLists].flatMap((list) => list.missing));
  return html`
    ${radius === undefined ? nothing : html`<p class="note">${words.rule(formatNumber(radius))}</p>`}
    ${[...missing, ...epsilonSentences(twins)].map((sentence) => html`<p class="absence">${sentence}</p>`)}
    ${[...betweenLists, ...trainingLists].map(listTemplate)}
  `;
}

interface FoundList {
  readonly title: string;
  readonly note: string | null;
  readonly found: readonly FindingSentence[];
  readonly missing: readonly string[];
}

function listOf(title: string, sides: ComparedSides, ids: readonly FoundId[], note: string | null = null): FoundList {
  return { title, note, ...findingSentences(sides, ids) };
}

function listTemplate({ title, note, found }: FoundList): TemplateResult {
  return html`
    <section class="found">
      <h3>${title}</h3>
      ${note === null ? nothing : html`<p class="note">${note}</p>`}
      <ul>
        ${found.map(
          ({ direction, text }) =>
            html`<li><span class="mark" aria-hidden="true">${marks[direction]}</span>${text}</li>`,
        )}
      </ul>
    </section>
  `;
}

/** Without BN first, where one network is plain and the other has BN: claims are about that. */
function betweenNetworks(twins: readonly FoundTwin[]): ComparedSides | null {
  const [first, second] = twins.flatMap(({ name, measures }) => (measures ? [{ name, measures }] : []));
  if (!first || !second) return null;
  const kinds = [first, second].map(({ measures }) => measures.normalization).join();
  const [before, after] = kinds === 'batch,none' ? [second, first] : [first, second];
  const comparison = kinds === 'none,batch' || kinds === 'batch,none' ? 'plain-to-batch' : 'earlier-to-later';
  return { before, after, subject: areAlike(before, after) ? words.inSecond : capital(after.name), comparison };
}

/** Networks of one kind differ by their place alone: a name that says the normalisation would claim that it does something. */
const areAlike = (a: Side, b: Side): boolean => a.measures.normalization === b.measures.normalization;

function betweenTitle({ before, after }: ComparedSides): string {
  const { between, alike } = words.groups;
  return areAlike(before, after) ? alike(before.name, after.name) : between(before.name, after.name);
}

function untrainedToNow({ name, measures, untrained }: FoundTwin): ComparedSides | null {
  if (!measures || !untrained || measures.step === 0) return null;
  return {
    before: { name, measures: untrained },
    after: { name, measures },
    subject: words.now(formatCount(measures.step)),
    comparison: 'earlier-to-later',
  };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
