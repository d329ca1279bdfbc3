/** The board of four pictures on a fake session, cut out by its own Worker. */
import { expect, it } from 'vitest';
import type { SplineBoard } from '../../src/components/spline-measures/spline-board.js';
import { boardStrings as words } from '../../src/components/spline-measures/board-strings.js';
import { partitionOf } from '../../src/geometry/partition.js';
import { pictureWindow } from '../../src/training/datasets/data-window.js';
import type { ModelState, NormalizationStatistics } from '../../src/training/model-state.js';
import { foldAsDrawn } from '../../src/training/reference/fold-as-drawn.js';
import { FakeSession } from '../support/fake-session.js';
import { MeasuresHarness, smallExperiment } from '../support/measures-harness.js';
import { textOf } from '../support/settle.js';
import { eventually } from '../support/eventually.js';

const captions = (board: SplineBoard): string[] => [...board.shadowRoot!.querySelectorAll('figcaption')].map(textOf);
const note = (board: SplineBoard): string => textOf(board.shadowRoot!.querySelector('.identity'));
const headings = (board: SplineBoard): string[] => [...board.shadowRoot!.querySelectorAll('h3')].map(textOf);

async function makeBoard(session = new FakeSession(smallExperiment)): Promise<[SplineBoard, MeasuresHarness]> {
  const harness = await MeasuresHarness.make(session);
  await harness.open('board');
  return [harness.root.querySelector('spline-board')!, harness];
}

const drawn = (board: SplineBoard, count: number): Promise<void> =>
  eventually(() => expect(captions(board).filter((text) => text.includes('exact'))).toHaveLength(count));

function cellsOf({ session }: MeasuresHarness, model: ModelState, statistics: NormalizationStatistics): number {
  const { data } = session.snapshot;
  return partitionOf(foldAsDrawn(model, data!, statistics, new Uint32Array()), pictureWindow(data!)).cellCount;
}

it('shows both networks untrained and trained, with exact counts', async () => {
  const [board, harness] = await makeBoard();
  const untrained = harness.session.models!;
  harness.train(70);
  await eventually(() => expect(headings(board)[3]).toBe('with BN after 70 steps'));
  await drawn(board, 4);
  const all = [...untrained, ...harness.session.models!];
  const counts = all.map((model) => words.cells(String(cellsOf(harness, model, 'data'))));
  await eventually(() => captions(board).forEach((text, tile) => expect(text).toContain(counts[tile])));
  expect(captions(board)[0]).toContain(words.noStatistics);
  expect(captions(board)[1]).toContain('BN with statistics of the whole training set');
});

it('draws BN as the notebook did, and says what that means before the first step', async () => {
  const [board, harness] = await makeBoard();
  await drawn(board, 4);
  expect(note(board)).toBe('');
  board.shadowRoot!.querySelector('input')!.click();
  await eventually(() => expect(note(board)).toBe(words.identity));
  const [, batch] = harness.session.models!;
  expect(captions(board)[1]).toContain(words.cells(String(cellsOf(harness, batch!, 'running'))));
});

it('waits for a pause while training', async () => {
  const [board, harness] = await makeBoard();
  await drawn(board, 4);
  harness.session.play();
  harness.train(10);
  await board.updateComplete;
  expect(headings(board)[3]).toBe('with BN after 0 steps');
  harness.session.pause();
  await eventually(() => expect(headings(board)[3]).toBe('with BN after 10 steps'));
});

it('says why a network with curved lines has no picture', async () => {
  const [board] = await makeBoard(new FakeSession({ ...smallExperiment, normalizations: ['none', 'layer'] }));
  await drawn(board, 2);
  expect(textOf(board.shadowRoot!.querySelectorAll('.frame')[1])).toBe(words.curved);
});

it('calls opened weights neither untrained nor random, and random ones so only while BN does nothing', async () => {
  const session = new FakeSession(smallExperiment);
  const drawnWeights = session.models!;
  const [board] = await makeBoard(session);
  board.shadowRoot!.querySelector('input')!.click();
  await eventually(() => expect(note(board)).toBe(words.identity));
  const moved = drawnWeights.map((model) => ({
    ...model,
    runningStatistics: model.runningStatistics.map((n) => n + 0.5),
  }));
  session.models = moved;
  session.show({});
  await eventually(() => expect(note(board)).toBe(''));
  expect(headings(board)[1]).toBe('with BN untrained');
  session.loadExperiment(smallExperiment, drawnWeights);
  await eventually(() => expect(headings(board)[1]).toBe(`with BN ${words.opened}`));
  await drawn(board, 4);
  expect(note(board)).toBe('');
});
