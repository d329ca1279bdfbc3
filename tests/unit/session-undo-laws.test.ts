import { describe, expect, it } from 'vitest';
import { plainConfig } from '../support/fake-backend.js';
import { Chance } from '../support/random-experiment.js';
import { RealRun } from '../support/real-run.js';

/**
 * What has to be the same again, to the last bit. Marks of changes are left out: gestures are told apart by time; and so is the
 * history of a run that is taken again, of which settings that were changed back at one step leave no trace.
 */
const stateOf = async ({ session, engine }: RealRun) => {
  const { step, config, cursor, endStep, state, marks, time, models } = session.snapshot;
  const losses = models.map(({ curves }) => curves.losses);
  return {
    step,
    config,
    cursor,
    endStep,
    state,
    marks,
    isPast: time.isPast,
    losses,
    networks: await engine.readModels(),
  };
};

type State = Awaited<ReturnType<typeof stateOf>>;

const parametersOf = ({ networks }: State) => networks.map(({ parameters }) => parameters);

/** What is seen, and the present, which is another where an earlier moment is seen. */
interface Sight {
  readonly shown: State;
  readonly present: State;
}

/** Undoing as it is meant: a stack of what was before each edit, and one of what was left by undoing it. */
interface Level {
  readonly before: Sight;
  readonly after: Sight;
  /** Undone by going back to another run, by changing settings back at the present, or without leaving what is shown. */
  readonly kind: 'run' | 'settings' | 'picture';
}

const placement = (chance: Chance) => ({
  dx: chance.number(-1, 1),
  dy: 0,
  scale: chance.number(0.5, 2),
  rotation: chance.integer(-90, 90),
});

const live = {
  rate: ({ session }: RealRun, chance: Chance) => session.setTraining({ learningRate: chance.number(0.001, 0.1) }),
  epochs: ({ session }: RealRun, chance: Chance) => session.setTraining({ epochs: chance.integer(5, 60) }),
  batch: ({ session }: RealRun, chance: Chance) =>
    session.setTraining({ batchSize: chance.integer(5, 30), optimizer: chance.one(['sgd', 'adam']) }),
  data: ({ session }: RealRun, chance: Chance) => session.placeData(placement(chance)),
  statistics: ({ session }: RealRun, chance: Chance) => session.setStatistics(chance.one(['data', 'running', 'batch'])),
};
const another = {
  width: ({ session }: RealRun, chance: Chance) =>
    session.setExperiment({ network: { ...session.snapshot.config.network, hiddenWidths: [chance.integer(2, 5)] } }),
  noise: ({ session }: RealRun, chance: Chance) =>
    session.setExperiment({ data: { ...session.snapshot.config.data, noise: chance.number(0, 0.3) } }),
  weights: ({ session }: RealRun) => session.newWeights(),
  load: ({ session }: RealRun) => session.loadExperiment(plainConfig),
  restart: ({ session }: RealRun) => session.restart(),
  switch: ({ session }: RealRun, chance: Chance) => {
    const model = chance.integer(0, 1);
    const isOn = session.snapshot.models[model]?.normalization === 'batch';
    session.switchNormalization(model, isOn ? 'none' : 'batch', chance.one(['align', 'keep-function']));
  },
};

/** Does random things to a run, and compares each undoing and doing again with the model. Returns how many of each. */
async function play(seed: number, undoBytes: number | undefined, mayGoBack: boolean): Promise<number> {
  const chance = new Chance(seed);
  const run = await RealRun.ready(plainConfig, undoBytes);
  const { session } = run;
  run.engine.mostSteps = () => chance.integer(1, 4);
  const done: Level[] = [];
  let undone: Level[] = [];
  let present = await stateOf(run);
  const sight = async (): Promise<Sight> => {
    const shown = await stateOf(run);
    if (!shown.isPast) present = shown;
    return { shown, present };
  };
  let compared = 0;

  const edit = async (act: (run: RealRun, chance: Chance) => void, isLive: boolean): Promise<void> => {
    const before = await sight();
    const count = session.snapshot.undo.done.length;
    run.clock.nowMs += 2000;
    act(run, chance);
    await run.rest();
    if (session.snapshot.undo.done.length === count) return;
    const after = await sight();
    const isPicture = isLive && after.shown.config.statistics !== before.shown.config.statistics;
    const kind = isPicture ? 'picture' : !isLive || before.shown.isPast ? 'run' : 'settings';
    done.push({ before, after, kind });
    undone = [];
  };
  const turn = async (direction: 'undo' | 'redo'): Promise<void> => {
    const [from, to] = direction === 'undo' ? [done, undone] : [undone, done];
    const level = from.pop();
    if (!level) return;
    const left = await sight();
    const wanted = direction === 'undo' ? level.before : level.after;
    session[direction]();
    await run.rest();
    compared++;
    if (level.kind === 'picture') {
      const { statistics } = wanted.shown.config;
      expect(await stateOf(run)).toEqual({ ...left.shown, config: { ...left.shown.config, statistics } });
      to.push(level);
    } else if (level.kind === 'run') {
      expect(await stateOf(run)).toEqual(wanted.shown);
      present = wanted.present;
      to.push(direction === 'undo' ? { ...level, after: left } : { ...level, before: left });
    } else {
      // At the present step, where nothing else is different; another optimiser begins without memory.
      const now = await stateOf(run);
      expect(now).toMatchObject({ step: present.step, losses: present.losses, marks: present.marks, isPast: false });
      expect(parametersOf(now)).toEqual(parametersOf(present));
      expect(now.config).toEqual(wanted.shown.config);
      to.push(level);
    }
  };

  for (let act = 0; act < 80; act++) {
    const dice = chance.number(0, 1);
    if (dice < 0.3) {
      // Taking up an earlier moment is an edit, too.
      await edit(() => session.step(chance.integer(1, 6)), false);
    } else if (dice < 0.4 && mayGoBack) {
      session.goTo(chance.integer(0, session.snapshot.time.lastStep));
      await run.rest();
    } else if (dice < 0.55) {
      await edit(chance.one(Object.values(live)), true);
    } else if (dice < 0.7) {
      await edit(chance.one(Object.values(another)), false);
    } else {
      await turn(dice < 0.86 ? 'undo' : 'redo');
    }
    run.frameMs = chance.one([16, 1100]);
    await sight();
    expect(session.snapshot.undo.done).toHaveLength(done.length);
    expect(session.snapshot.undo.undone).toHaveLength(undone.length);
  }
  return compared;
}

describe('random edits, undone and done again', () => {
  it.each([4, 9, 19, 28, 33])('are what they were, to the last bit (seed %i)', async (seed) => {
    expect(await play(seed, undefined, true)).toBeGreaterThan(6);
  });

  it.each([7, 8])('are taken again where there is no memory for their moments (seed %i)', async (seed) => {
    expect(await play(seed, 0, false)).toBeGreaterThan(6);
  });
});
