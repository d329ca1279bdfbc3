import { describe, expect, onTestFinished, test, vi } from 'vitest';
import '../../src/components/spline-files/define.js';
import { beginDraft } from '../../src/components/edit-points/begin-draft.js';
import { ExactPartitions } from '../../src/components/exact-partitions.js';
import { defaultPicture, PictureStore, type PictureState } from '../../src/components/picture-store.js';
import type { NumberScale } from '../../src/components/shared-scale.js';
import { exactCells } from '../../src/components/spline-files/exact-cells.js';
import { experimentFile } from '../../src/components/spline-files/saved-files.js';
import { pictureSvg, savedPicture } from '../../src/components/spline-files/save-picture.js';
import type { SplineFiles } from '../../src/components/spline-files/spline-files.js';
import { defaultDataConfig } from '../../src/training/datasets/catalog.js';
import { presets } from '../../src/training/presets.js';
import { PartitionWorkers } from '../support/partition-workers.js';
import { networkToJson } from '../../src/io/network-json.js';
import { writeExperimentJson } from '../../src/io/experiment-json.js';
import type { ChangeMark, SwitchMark } from '../../src/training/session-types.js';
import { writeNetworkSafetensors } from '../../src/io/network-safetensors.js';
import { networkToTensors } from '../../src/io/network-tensors.js';
import { writeSafetensors } from '../../src/io/safetensors.js';
import type { ExperimentConfig } from '../../src/training/experiment-config.js';
import type { ModelState } from '../../src/training/model-state.js';
import { FakeSession } from '../support/fake-session.js';
import { randomModel, smallSpec } from '../support/random-model.js';
import { mount, textOf } from '../support/settle.js';
import { eventually } from '../support/eventually.js';

interface Harness {
  readonly element: SplineFiles;
  readonly session: FakeSession;
  readonly picture: PictureStore;
  /** What the element has said, newest last. */
  readonly said: readonly (readonly [event: string, text: string])[];
}

async function make(): Promise<Harness> {
  const element = document.createElement('spline-files');
  const session = new FakeSession();
  const picture = new PictureStore();
  const said: (readonly [string, string])[] = [];
  for (const name of ['spline-opened', 'spline-refused'] as const) {
    element.addEventListener(name, (event) => said.push([name, event.detail]));
  }
  Object.assign(element, { session, picture });
  await mount(element, '800px');
  return { element, session, picture, said };
}

/** A session with the exact cells of its networks. */
async function withCells() {
  const session = new FakeSession(presets.moons.config);
  const workers = new PartitionWorkers();
  const partitions = new ExactPartitions(session, new PictureStore(), workers.pool);
  onTestFinished(() => partitions.dispose());
  await eventually(() => expect(partitions.of(1).status).toBe('ready'));
  return { session, partitions, workers };
}

const plain = randomModel({ ...smallSpec, classCount: 2 }, 1);
const batch = randomModel({ ...smallSpec, classCount: 2, normalization: 'batch' }, 2);
const fileOf = (name: string, model: ModelState) => new File([writeNetworkSafetensors(model)], name);

function lastLoad(session: FakeSession): readonly [ExperimentConfig, readonly ModelState[]] {
  return session.callsOf('loadExperiment').at(-1) as unknown as readonly [ExperimentConfig, readonly ModelState[]];
}

const parametersOf = (models: readonly ModelState[]) => models.map(({ parameters }) => parameters);

describe('weights', () => {
  test('go to the network that they suit, and a second file leaves the first one’s where they are', async () => {
    const { element, session, said } = await make();
    await element.open([fileOf('bn.safetensors', batch)]);
    expect(parametersOf(lastLoad(session)[1])[1]).toEqual(batch.parameters);
    expect(said.at(-1)?.[1]).toContain('bn.safetensors is network 2 now');
    expect(said.at(-1)?.[1]).toContain('Network 1 has the same weights and biases, without BN.');
    await element.open([fileOf('plain.safetensors', plain)]);
    expect(parametersOf(lastLoad(session)[1])).toEqual([plain.parameters, batch.parameters]);
    expect(said.at(-1)?.[1]).toContain('Network 2 keeps the weights that it was given.');
  });

  test('bring the data that they were trained on, and batches that these are enough for', async () => {
    const { element, session, said } = await make();
    const own = { ...defaultDataConfig('circles'), sampleCount: 40, seed: 7 };
    await element.open([new File([writeNetworkSafetensors(batch, own)], 'bn.safetensors')]);
    const [config] = lastLoad(session);
    expect(config.data).toEqual(own);
    expect(config.training.batchSize).toBe(40);
    expect(said.at(-1)?.[1]).toContain('The data are those that it was trained on: Circles, 40 points.');
    expect(said.at(-1)?.[1]).toContain('Batches are 40 points now');
    const { spec } = networkToJson(plain);
    const metadata = { spec: JSON.stringify(spec), data: 'mnist' };
    await element.open([new File([writeSafetensors(networkToTensors(plain), metadata)], 'other.safetensors')]);
    expect(lastLoad(session)[0].data).toEqual(own);
    expect(said.at(-1)?.[1]).toContain('The file names its data “mnist”, which this page does not know.');
  });

  test('that were given are forgotten once other networks have been asked for', async () => {
    const { element, session } = await make();
    await element.open([fileOf('bn.safetensors', batch)]);
    session.setExperiment({ network: { ...session.snapshot.config.network, seed: 5 } });
    await element.open([fileOf('plain.safetensors', plain)]);
    expect(parametersOf(lastLoad(session)[1])[1]).not.toEqual(batch.parameters);
  });

  test('are looked at first: the run is paused, all of the data is shown', async () => {
    const { element, session, picture } = await make();
    session.play();
    picture.update({ window: { x0: 0, x1: 1, y0: 0, y1: 1 } });
    await element.open([fileOf('bn.safetensors', batch)]);
    expect(session.callsOf('pause')).toHaveLength(1);
    expect(picture.state.window).toBeNull();
  });
});

describe('an experiment', () => {
  const saved = (config: ExperimentConfig, marks: readonly SwitchMark[] = [], changes: readonly ChangeMark[] = []) =>
    new File([writeExperimentJson({ config, step: 9, marks, changes })], 'saved.json');
  const { config } = presets.moons;

  test('tells the switches that it had when it was saved', async () => {
    const { element, said } = await make();
    const marks = [{ step: 5, model: 0, to: 'batch', how: 'align' } as const];
    await element.open([saved(config, marks)]);
    expect(said.at(-1)).toEqual([
      'spline-opened',
      'saved.json: the experiment starts at step 0, as it was set. It had been switched (network 1 with BN at step 5); here it is not yet.',
    ]);
  });

  test('tells what was changed in mid-run', async () => {
    const { element, said } = await make();
    const settings = { learningRate: 0.5 };
    await element.open([saved(config, [], [{ kind: 'training', step: 4, until: 4, settings }])]);
    expect(said.at(-1)?.[1]).toContain(
      'Changed in mid-run (learning rate 0.5 at step 4); here it holds from the start.',
    );
  });

  test('is saved without what came after its weights', async () => {
    const { session } = await make();
    session.models = session.models!.map((model) => ({ ...model, step: 9 }));
    const late = { model: 0, to: 'batch', how: 'align' } as const;
    session.show({
      step: 12,
      marks: [
        { ...late, step: 5 },
        { ...late, step: 10 },
      ],
    });
    const steps = (hasWeights: boolean): number[] => {
      const { content } = experimentFile(session, hasWeights);
      return (JSON.parse(content as string) as { marks: { step: number }[] }).marks.map(({ step }) => step);
    };
    expect(steps(true)).toEqual([5]);
    expect(steps(false)).toEqual([5, 10]);
  });

  test('of more or fewer networks than the page shows is refused', async () => {
    const { element, session, said } = await make();
    await element.open([saved({ ...config, normalizations: ['batch'] })]);
    expect(said.at(-1)).toEqual([
      'spline-refused',
      'saved.json: it has one network. Accepted: experiments of two networks.',
    ]);
    expect(session.callsOf('loadExperiment')).toEqual([]);
  });
});

describe('points that are being edited', () => {
  const edited = ({ config, data }: FakeSession['snapshot']) => beginDraft(config, data!).add({ x: 0, y: 0 });
  const points = ['0,0,0', '1,1,1', '2,0,0', '3,1,1'].join('\n');

  test('are left when a file brings other data, and changes that go are said', async () => {
    const { element, session, picture, said } = await make();
    picture.update({ draft: edited(session.snapshot) });
    await element.open([new File([points], 'own.csv')]);
    expect(picture.state.draft).toBeNull();
    expect(said.at(-1)?.[1]).toMatch(/^own\.csv: 4 points .* your changes to them are gone\.$/);
  });

  test('stay when a file is refused', async () => {
    const { element, session, picture } = await make();
    const draft = edited(session.snapshot);
    picture.update({ draft });
    await element.open([new File(['x,y,class\n1,2,3\n'], 'bad.csv')]);
    expect(picture.state.draft).toBe(draft);
  });
});

describe('points', () => {
  const points = (classes: number) =>
    new File(
      Array.from({ length: 80 }, (_, i) => `${i / 10},${i % 7},${i % classes}\n`),
      `points${classes}.csv`,
    );

  test('leave opened weights where they are, if these tell as many classes apart', async () => {
    const { element, session, said } = await make();
    await element.open([fileOf('bn.safetensors', batch), points(2)]);
    const [config, weights] = lastLoad(session);
    expect([config.data.customPoints.length, weights]).toEqual([80, 'given']);
    expect(said.at(-1)?.[1]).not.toContain('new ones are drawn');
    await element.open([fileOf('plain.safetensors', plain)]);
    expect(parametersOf(lastLoad(session)[1])).toEqual([plain.parameters, batch.parameters]);
  });

  test('of more classes than opened weights tell apart say that new ones are drawn', async () => {
    const { element, session, said } = await make();
    await element.open([fileOf('bn.safetensors', batch), points(3)]);
    const [config] = lastLoad(session);
    expect(config.data.classCount).toBe(3);
    expect(said.at(-1)?.[1]).toContain('The weights that were opened before tell 2 classes apart; new ones are drawn.');
    await element.open([points(2)]);
    expect(said.at(-1)?.[1]).not.toContain('new ones are drawn');
  });

  test('fewer than a batch make batches of all of them, which is said', async () => {
    const { element, session, said } = await make();
    await element.open([new File(['0,1,0\n1,0,1\n1,1,0\n'], 'few.csv')]);
    expect(lastLoad(session)[0].training.batchSize).toBe(3);
    expect(said.at(-1)?.[1]).toContain('Batches are 3 points now, as there are no more.');
    await element.open([points(2)]);
    expect(said.at(-1)?.[1]).not.toContain('Batches are');
  });

  test('keep their order, and it is said where batches then have few classes', async () => {
    const { element, session, said } = await make();
    await element.open([points(2)]);
    expect(lastLoad(session)[0].data.order).toBe('given');
    expect(said.at(-1)?.[1]).not.toContain('class by class');
    const sorted = Array.from({ length: 80 }, (_, i) => `${i / 10},${i % 7},${i < 40 ? 0 : 1}\n`);
    await element.open([new File(sorted, 'sorted.csv')]);
    expect(said.at(-1)?.[1]).toContain('They lie class by class, and so do the batches');
  });

  test('stay when weights of as many classes are opened, and are replaced aloud for others', async () => {
    const { element, session, said } = await make();
    await element.open([points(2), fileOf('bn.safetensors', batch)]);
    expect(lastLoad(session)[0].data.customPoints).toHaveLength(80);
    await element.open([points(3), fileOf('bn.safetensors', batch)]);
    expect(lastLoad(session)[0].data.set).toBe('circles');
    expect(said.at(-1)?.[1]).toContain('with 2 classes now');
  });
});

describe('of several files', () => {
  test('those that are good are opened, and the others are named first, in one message', async () => {
    const { element, session, said } = await make();
    const bad = new File(['x,y,class\n1,2,3\n'], 'bad.csv');
    const gone = new File(['{'], 'gone.json');
    await element.open([bad, fileOf('bn.safetensors', batch), gone]);
    expect(said.map(([event]) => event)).toEqual(['spline-opened']);
    const lines = said[0]![1].split('\n');
    expect(lines.map((line) => line.split(/[: ]/)[0])).toEqual(['bad.csv', 'gone.json', 'bn.safetensors']);
    expect(session.callsOf('loadExperiment')).toHaveLength(1);
    await element.updateComplete;
    const shown = [...(element.shadowRoot?.querySelectorAll('.result') ?? [])].map(textOf);
    expect(shown).toEqual(lines);
  });

  test('one that fails in an unforeseen way does not keep the others from being opened', async () => {
    const { element, session, said } = await make();
    vi.spyOn(session, 'loadExperiment').mockImplementationOnce(() => {
      throw new Error('the device is gone');
    });
    await element.open([fileOf('plain.safetensors', plain), fileOf('bn.safetensors', batch)]);
    expect(said.at(-1)?.[1]).toMatch(
      /^plain\.safetensors could not be opened \(the device is gone\)\.\nbn\.safetensors is/,
    );
  });

  test('none is opened before there is a session, which is said', async () => {
    const { element, said } = await make();
    element.session = null;
    await element.updateComplete;
    await element.open([fileOf('bn.safetensors', batch)]);
    expect(said).toEqual([
      ['spline-refused', 'bn.safetensors was not opened, because the page is not ready yet. Try again in a moment.'],
    ]);
  });
});

describe('saving', () => {
  const button = (element: SplineFiles, text: string) =>
    [...(element.shadowRoot?.querySelectorAll('button') ?? [])].find((one) => textOf(one) === text);

  test('of what cannot be written is refused in a sentence', async () => {
    const { element, session, said } = await make();
    session.models = [{ ...plain, parameters: null as never }, batch];
    session.show({});
    await element.updateComplete;
    button(element, 'Weights without BN (safetensors)')!.click();
    expect(said.at(-1)).toEqual(['spline-refused', expect.stringMatching(/^The file could not be made \(.+\)\.$/)]);
  });

  test('a picture is shown while it lasts, and goes on after the element was moved', async () => {
    const { element, session, picture } = await make();
    const partitions = new ExactPartitions(session, picture);
    element.partitions = partitions;
    await element.updateComplete;
    const { parentElement } = element;
    element.remove();
    parentElement!.append(element);
    await expect.poll(() => button(element, 'Save picture')?.disabled).toBe(false);
    button(element, 'Save picture')!.click();
    await element.updateComplete;
    expect(button(element, 'Saving …')?.ariaDisabled).toBe('true');
    await expect.poll(() => button(element, 'Save picture')?.ariaDisabled).toBe('false');
    partitions.dispose();
  });
});

describe('the fill of a saved picture', () => {
  const svgWith = async (state: Partial<PictureState>, scale: NumberScale | null, hasCaption = true) => {
    const { session, partitions } = await withCells();
    const subjects = [0, 1].flatMap((model) => {
      const cells = exactCells(partitions, session.snapshot, model);
      return cells.exact ? [{ model, ...cells }] : [];
    });
    return pictureSvg(savedPicture(subjects, { ...defaultPicture, ...state }, scale, hasCaption));
  };

  test('is the one that is shown, in the scale that is shown, which the caption names', async () => {
    const values = { low: 0.5, high: 20, isLogarithmic: true };
    const slope = await svgWith({ numberFill: 'slope' }, { fill: 'slope', values });
    expect(slope).toContain('Fill: slope norm of the logits, 1 / input unit: 0.5 to 20, logarithmic</text>');
    const area = await svgWith({ numberFill: 'area' }, { fill: 'slope', values });
    expect(area).toContain('Fill: area of cells, squared input units: ');
    expect(area).not.toContain(': 0.5 to 20');
    expect(await svgWith({ numberFill: 'density' }, null)).toContain('href="data:image/png;base64,');
  });

  test('is named in the caption also where it is no number', async () => {
    expect(await svgWith({}, null)).toContain('Fill: Class confidence</text>');
    const regions = { ...defaultPicture.layers, fill: 'region' as const };
    expect(await svgWith({ layers: regions }, null)).toContain('Fill: One colour per cell</text>');
    expect(await svgWith({ numberFill: 'slope' }, null, false)).not.toContain('class="caption"');
  });
});

describe('cells that are behind', () => {
  test('are saved with the data, the names and the settings that they are of', async () => {
    const { session, partitions, workers } = await withCells();
    const svgOf = (): string => {
      const cells = exactCells(partitions, session.snapshot, 1);
      if (!cells.exact) throw new Error(cells.reason);
      return pictureSvg(savedPicture([{ model: 1, ...cells }], defaultPicture, null, true));
    };
    const before = svgOf();
    workers.close();
    session.models = session.models!.map((model) => ({ ...model, step: 9, normalization: 'none' as const }));
    session.setExperiment({ data: { ...session.snapshot.config.data, noise: 0.2, seed: 8 } });
    session.switchNormalization(1, 'none', 'align');
    expect(svgOf()).toBe(before);
    workers.open();
    await eventually(() => expect(svgOf()).toContain('Step 9'));
    expect(svgOf()).toContain('without BN');
  });
});

test('without exact cells there is no picture to save, and the panel says why', async () => {
  const { element } = await make();
  const buttons = [...(element.shadowRoot?.querySelectorAll('button') ?? [])];
  const disabled = buttons.filter((button) => button.disabled).map(textOf);
  expect(disabled).toEqual(['Save picture', 'Cells without BN (CSV)', 'Cells with BN (CSV)']);
  expect(textOf(element.shadowRoot?.querySelector('.absent'))).toBe('The exact cells are being computed.');
});
