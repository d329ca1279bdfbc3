/**
 * A moment of an experiment as the fragment of an address: `#v=1&preset=moons&compare&learning-rate=0.1&steps=120`.
 *
 * Names are those of attributes. A moment is carried in one of two ways, and the link says which: `steps` and `edits`, to
 * be replayed from the seed; or `weights`, the networks themselves. Long texts are packed (`packed-points`,
 * `packed-edits`).
 */
import type { EngineKind } from '../training/backend.js';
import { networkSpecs, switchableNormalizations, type ExperimentConfig } from '../training/experiment-config.js';
import type { EmbeddedMoment, MomentToOpen } from '../training/moment-to-open.js';
import { makeDataSet } from '../training/datasets/make-data-set.js';
import { stepsPerEpoch, type BatchCursor } from '../training/training-spec.js';
import { readEdits, writeEdits } from './edit-text.js';
import type { FigureView } from './figure-fields.js';
import { packBytes, unpackBytes } from './packed-bytes.js';
import { packModels, unpackModels } from './packed-models.js';
import { attributesOf, parseExperiment, shortList, viewAttributesOf, type Entry } from './parse-experiment.js';
import { LONGEST_VALUE, quotedText } from './setting-text.js';

export const LINK_VERSION = 1;
/** Characters of a fragment without weights. */
export const MOST_LINK = 4096;
/** Characters of a fragment with weights: what browsers' address bars and most chats still take. */
export const MOST_LINK_WITH_WEIGHTS = 1_000_000;

/** What a link opens. */
export interface Link {
  /** Replayed: the experiment that the run began with. With networks: as it was at the moment. */
  readonly config: ExperimentConfig;
  readonly moment: MomentToOpen;
  readonly view: FigureView;
  /** The engine that the run was on; null where the link does not say. */
  readonly madeOn: EngineKind | null;
}

/** What came of a fragment. */
export interface ReadLink {
  /** Null where there is none, or none that can be opened. */
  readonly link: Link | null;
  /** What was clamped or left out, a sentence each, to be shown as text. */
  readonly ignored: readonly string[];
}

/** The text of a link without `#`, or how long it would be where that is too long. */
export type WrittenLink =
  | { readonly text: string; readonly length: number }
  | { readonly text: null; readonly length: number; readonly most: number };

/** Packing pays from here on. */
const LONG_VALUE = 200;
const MOST_PARTS = 250;
const engines = ['webgpu', 'cpu'] as const satisfies readonly EngineKind[];
const ownNames = ['v', 'made-on', 'edits', 'packed-edits', 'packed-points', 'cursor', 'weights'] as const;
type OwnName = (typeof ownNames)[number];

export async function writeLink({ config, moment, view, madeOn }: Link): Promise<WrittenLink> {
  const entries: Entry[] = [
    ['v', String(LINK_VERSION)],
    ...attributesOf(config),
    ...viewAttributesOf(view),
    ...(moment.step > 0 ? [['steps', String(moment.step)] as const] : []),
    ...(await momentEntries(moment)),
    ...(madeOn ? [['made-on', madeOn] as const] : []),
  ];
  const packed = await Promise.all(entries.map(packedEntry));
  const text = packed.map(([name, value]) => (value === '' ? name : `${name}=${encode(value)}`)).join('&');
  const most = 'models' in moment ? MOST_LINK_WITH_WEIGHTS : MOST_LINK;
  return text.length <= most ? { text, length: text.length } : { text: null, length: text.length, most };
}

async function momentEntries(moment: MomentToOpen): Promise<Entry[]> {
  if ('models' in moment) {
    const { cursor, models } = moment;
    return [
      ['cursor', `${cursor.epoch},${cursor.batch}`],
      ['weights', await packModels(models)],
    ];
  }
  return moment.edits.length > 0 ? [['edits', writeEdits(moment.edits)]] : [];
}

async function packedEntry([name, value]: Entry): Promise<Entry> {
  if ((name !== 'points' && name !== 'edits') || value.length < LONG_VALUE) return [name, value];
  return [`packed-${name}`, await packBytes(new TextEncoder().encode(value))];
}

/** Readable: what need not be escaped in a fragment is not. */
const encode = (value: string): string =>
  encodeURIComponent(value).replaceAll('%20', '+').replaceAll('%2C', ',').replaceAll('%3B', ';');

/**
 * Whatever the text, it is read within bounds and nothing is thrown.
 *
 * @param text the fragment, with or without `#`
 */
export async function readLink(text: string): Promise<ReadLink> {
  const fragment = text.startsWith('#') ? text.slice(1) : text;
  const refused = (sentence: string): ReadLink => ({ link: null, ignored: [sentence] });
  // Other fragments are names of places on a page.
  if (!/(^|&)v=/.test(fragment.slice(0, MOST_LINK))) return { link: null, ignored: [] };
  const most = /(^|&)weights=/.test(fragment) ? MOST_LINK_WITH_WEIGHTS : MOST_LINK;
  if (fragment.length > most) {
    return refused(`The link is ${fragment.length} characters long; ${most} are read. It was ignored.`);
  }
  const ignored: string[] = [];
  const { own, entries } = partsOf(fragment, ignored);
  const version = own.get('v') ?? '';
  if (version !== String(LINK_VERSION)) {
    const why = /^\d{1,9}$/.test(version) && Number(version) > LINK_VERSION ? ', made by a newer Splinescope' : '';
    return refused(`The link is of version ${quotedText(version)}${why}, which is not known here. It was ignored.`);
  }
  const points = await textOf('points', own, ignored);
  const parsed = parseExperiment(points === null ? entries : [...entries, ['points', points]]);
  const { config, view, steps } = parsed;
  const allIgnored = (): readonly string[] => [...parsed.problems, ...shortList(ignored)];
  const madeOn = engines.find((engine) => engine === own.get('made-on')) ?? null;
  const weights = own.get('weights');
  if (weights !== undefined) {
    const moment = await embeddedMoment(config, weights, own.get('cursor') ?? '', steps);
    if (moment) return { link: { config, view, madeOn, moment }, ignored: allIgnored() };
    ignored.push('The weights of the link do not fit its networks and were ignored: it opens at step 0.');
    return { link: { config, view, madeOn, moment: { step: 0, edits: [] } }, ignored: allIgnored() };
  }
  const edits = own.get('edits') ?? (await textOf('edits', own, ignored)) ?? '';
  const read = readEdits(edits, config, steps);
  ignored.push(...read.problems);
  return { link: { config, view, madeOn, moment: { step: steps, edits: read.edits } }, ignored: allIgnored() };
}

function partsOf(fragment: string, ignored: string[]): { own: Map<OwnName, string>; entries: Entry[] } {
  const own = new Map<OwnName, string>();
  const entries: Entry[] = [];
  const parts = fragment.split('&', MOST_PARTS + 1);
  if (parts.length > MOST_PARTS) ignored.push(`Of the link the first ${MOST_PARTS} parts were read.`);
  for (const part of parts.slice(0, MOST_PARTS)) {
    if (part === '') continue;
    const [name, value] = decoded(part);
    if (name === null) {
      ignored.push(`The part ${quotedText(part)} is not spelled as in an address and was ignored.`);
      continue;
    }
    const ownName = ownNames.find((one) => one === name);
    if (ownName === undefined) entries.push([name, value]);
    else if (own.has(ownName)) ignored.push(`${ownName} is given twice; the first one counts.`);
    else own.set(ownName, value);
  }
  return { own, entries };
}

function decoded(part: string): readonly [name: string | null, value: string] {
  const equals = part.indexOf('=');
  const [name, value] = equals < 0 ? [part, ''] : [part.slice(0, equals), part.slice(equals + 1)];
  try {
    return [decodeURIComponent(name), decodeURIComponent(value.replaceAll('+', ' '))];
  } catch {
    return [null, ''];
  }
}

async function textOf(name: 'points' | 'edits', own: Map<OwnName, string>, ignored: string[]): Promise<string | null> {
  const packed = own.get(`packed-${name}`);
  if (packed === undefined) return null;
  const bytes = await unpackBytes(packed, LONGEST_VALUE);
  if (bytes) return new TextDecoder().decode(bytes);
  ignored.push(`The packed ${name} of the link cannot be read and were ignored.`);
  return null;
}

async function embeddedMoment(
  config: ExperimentConfig,
  weights: string,
  cursorText: string,
  step: number,
): Promise<EmbeddedMoment | null> {
  const data = makeDataSet(config.data);
  const models = await unpackModels(weights, networkSpecs(config, data), switchableNormalizations(config), step);
  const cursor = readCursor(cursorText, stepsPerEpoch(config.training, data.train.count));
  return models && cursor && { step, cursor, models };
}

function readCursor(text: string, batches: number): BatchCursor | null {
  const [, epoch, batch] = /^(\d{1,9}),(\d{1,4})$/.exec(text) ?? [];
  if (epoch === undefined || batch === undefined || Number(batch) >= batches) return null;
  return { epoch: Number(epoch), batch: Number(batch) };
}
