import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { beginDraft } from '../../src/components/edit-points/begin-draft.js';
import { packBytes } from '../../src/io/packed-bytes.js';
import type { DivergenceReport } from '../../src/training/session-types.js';
import { networkSpecs } from '../../src/training/experiment-config.js';
import { initialModel } from '../../src/training/initialize.js';
import type { Normalization } from '../../src/training/network-spec.js';
import { presets } from '../../src/training/presets.js';
import { emptyModel } from '../support/fake-session.js';
import { LabHarness } from '../support/lab-harness.js';
import { saveData } from '../support/save-data.js';
import { nextFrames, textOf } from '../support/settle.js';
import { eventually } from '../support/eventually.js';

function setHidden(isHidden: boolean): void {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(isHidden);
  document.dispatchEvent(new Event('visibilitychange'));
}

afterEach(() => {
  vi.restoreAllMocks();
});

const divergence = (model: number, step: number): DivergenceReport => {
  const cause = { kind: 'rate', learningRate: 3, beside: 0 } as const;
  return { model, step, quantity: 'loss', cause, message: 'Not shown.' };
};

describe('at the start', () => {
  test('twins train by themselves, at a pace that eyes can follow', async () => {
    const { session } = await LabHarness.make();
    expect(session.calls[0]).toEqual(['play']);
    expect(session.stepsPerSecond).toBe(25);
    expect(session.snapshot.config).toEqual(presets.circles.config);
  });

  test('both pictures are asked for, one per network', async () => {
    const { session } = await LabHarness.make();
    expect([...session.views.keys()]).toEqual([0, 1]);
  });

  test('nothing is written on the tag', async () => {
    const { lab } = await LabHarness.make();
    expect(lab.getAttributeNames()).toEqual([]);
  });

  test('names, switches and numbers are there', async () => {
    const harness = await LabHarness.make();
    expect(harness.all('.twin h2').map(textOf)).toEqual(['without BN', 'with BN']);
    expect(harness.switches.map((one) => one.getAttribute('aria-checked'))).toEqual(['false', 'true']);
    expect(harness.numbers(0).slice(1)).toEqual(['– loss', '– train accuracy', '– test accuracy', '0 step, epoch 0']);
  });

  test('one sentence says what the lines are', async () => {
    const harness = await LabHarness.make();
    expect(textOf(harness.find('.lead'))).toContain('Each line is where a hidden unit switches on or off.');
  });

  test('which is true of the activation: only units of ReLU are ever off', async () => {
    const harness = await LabHarness.make();
    const { config } = harness.session.snapshot;
    harness.session.setExperiment({ network: { ...config.network, activation: 'abs' } });
    await harness.settle();
    expect(textOf(harness.find('.lead'))).toContain('Each line is where a hidden unit changes its slope.');
  });

  test('another preset is taken from the attribute', async () => {
    const { session } = await LabHarness.make({ preset: 'moons' });
    expect(session.snapshot.config).toEqual(presets.moons.config);
  });

  test('nothing that is focusable is a dead end: every button has a name', async () => {
    const harness = await LabHarness.make();
    for (const button of harness.all<HTMLButtonElement>('button')) {
      expect(button.ariaLabel ?? textOf(button)).not.toBe('');
    }
  });
});

describe('another normaliser than BN', () => {
  const twins = async (normalizations: readonly Normalization[]) => {
    const harness = await LabHarness.make();
    const { config, data } = harness.session.snapshot;
    const changed = { ...config, normalizations };
    harness.session.models = networkSpecs(changed, data!).map(initialModel);
    harness.session.show({ config: changed, models: normalizations.map(emptyModel) });
    await harness.settle();
    return harness;
  };

  test('names networks, switches and the lead', async () => {
    const harness = await twins(['none', 'layer']);
    expect([0, 1].map((model) => textOf(harness.twin(model).querySelector('h2')))).toEqual([
      'without LayerNorm',
      'with LayerNorm',
    ]);
    expect(harness.switches.map((one) => one.ariaLabel)).toEqual([
      'LayerNorm, first network',
      'LayerNorm, second network',
    ]);
    expect(harness.switches.map((one) => one.getAttribute('aria-checked'))).toEqual(['false', 'true']);
    expect(textOf(harness.find('.lead'))).toContain('Layer normalization');
    expect(textOf(harness.find('.lead'))).toContain('may curve them');
  });

  test('is put in by the switch, whatever BN is to do, and said to jump', async () => {
    const harness = await twins(['none', 'rms']);
    harness.lab.dispatchEvent(new CustomEvent('spline-insertionchange', { detail: 'keep-function' }));
    expect(textOf(harness.find(`#${harness.switches[0]?.getAttribute('aria-describedby')}`))).toContain(
      'the function jumps',
    );
    harness.switches[0]?.click();
    harness.switches[1]?.click();
    await harness.settle();
    expect(harness.session.callsOf('switchNormalization')).toEqual([
      [0, 'rms', 'align'],
      [1, 'none', 'align'],
    ]);
    expect(harness.session.snapshot.marks.length).toBe(2);
  });

  test('has one sentence under its picture that says what it cannot have, and nothing exact', async () => {
    const harness = await twins(['none', 'group']);
    const note = harness.twin(1).querySelector('.curved');
    expect(textOf(note)).toMatch(/^Activation cells, boundaries curved, .*; sampled: GroupNorm .*no exact cells/);
    expect(harness.twin(0).querySelector('.curved')).toBeNull();
    expect(harness.numbers(1)[0]).toContain('cells seen (sampled)');
  });
});

test('nothing trains by itself where the reader saves data', async () => {
  await saveData();
  const { session } = await LabHarness.make();
  expect(session.calls[0]).toEqual(['restart']);
  expect(session.callsOf('play')).toEqual([]);
});

describe('under reduced motion', () => {
  beforeEach(() => {
    const real = window.matchMedia.bind(window);
    vi.spyOn(window, 'matchMedia').mockImplementation((query) => {
      const list = real(query);
      if (query.includes('reduced-motion')) Object.defineProperty(list, 'matches', { value: true });
      return list;
    });
  });

  test('nothing trains by itself and walls do not travel', async () => {
    const { session, lab } = await LabHarness.make();
    expect(session.calls[0]).toEqual(['restart']);
    expect(session.callsOf('play')).toEqual([]);
    expect(session.transitionMs).toBe(0);
    expect(lab.picture.state.reducedMotion).toBe(true);
  });

  test('an attribute that names no preset is the default', async () => {
    const { session } = await LabHarness.make({ preset: 'toString' });
    expect(session.snapshot.config).toEqual(presets.circles.config);
  });

  test('a preset that is chosen waits for the reader', async () => {
    const harness = await LabHarness.make();
    harness.button('Moons').click();
    expect(harness.session.callsOf('loadExperiment')).toHaveLength(1);
    expect(harness.session.callsOf('play')).toEqual([]);
  });
});

describe('the switch', () => {
  test('acts on its network in mid-run, as chosen in the panel', async () => {
    const harness = await LabHarness.make();
    harness.session.show({ step: 120 });
    harness.switches[0]?.click();
    await harness.settle();
    expect(harness.session.callsOf('switchNormalization')).toEqual([[0, 'batch', 'align']]);
    expect(harness.session.callsOf('restart')).toEqual([]);
    expect(harness.switches[0]?.getAttribute('aria-checked')).toBe('true');
    expect(textOf(harness.twin(0).querySelector('h2'))).toBe('with BN');
    expect(textOf(harness.twin(0).querySelector('.since'))).toBe('since step 120');

    harness.lab.dispatchEvent(new CustomEvent('spline-insertionchange', { detail: 'keep-function' }));
    harness.switches[1]?.click();
    harness.switches[1]?.click();
    expect(harness.session.callsOf('switchNormalization').at(-1)).toEqual([1, 'batch', 'keep-function']);
  });

  test('is told to ears at once', async () => {
    const harness = await LabHarness.make();
    harness.switches[0]?.click();
    await harness.settle();
    expect(textOf(harness.find('[role=status]'))).toBe('First network, with BN now.');
  });

  test('the two have names of their own, and so have the networks when both have BN', async () => {
    const harness = await LabHarness.make();
    harness.switches[0]?.click();
    await harness.settle();
    expect(new Set(harness.switches.map((one) => one.ariaLabel)).size).toBe(2);
    expect([0, 1].map((model) => harness.twin(model).ariaLabel)).toEqual([
      'First network, with BN',
      'Second network, with BN',
    ]);
  });

  test('does nothing once numbers have failed, nor for a key that is held down', async () => {
    const harness = await LabHarness.make();
    await harness.press('b', harness.twin(0), { repeat: true });
    harness.session.show({ state: 'diverged', divergence: divergence(0, 3) });
    await harness.press('b', harness.twin(0));
    expect(harness.session.callsOf('switchNormalization')).toEqual([]);
    expect(textOf(harness.find('[role=status]'))).toBe('');
  });
});

describe('running', () => {
  test('play and pause are one button', async () => {
    const harness = await LabHarness.make();
    harness.button('Pause').click();
    await harness.settle();
    expect(harness.session.callsOf('pause')).toHaveLength(1);
    harness.button('Train').click();
    expect(harness.session.callsOf('play')).toHaveLength(2);
    harness.session.show({ state: 'finished' });
    await harness.settle();
    expect(textOf(harness.find('.play'))).toBe('Go on');
  });

  test('one step, one epoch, restart, new weights, speed', async () => {
    const harness = await LabHarness.make();
    harness.button('One step').click();
    harness.button('One epoch').click();
    harness.button('Restart').click();
    harness.button('New weights').click();
    const speed = harness.find<HTMLSelectElement>('.speed select');
    speed.selectedIndex = 5;
    speed.dispatchEvent(new Event('change'));
    const { session } = harness;
    expect(session.callsOf('step')).toEqual([[1]]);
    expect(session.callsOf('stepEpoch')).toHaveLength(1);
    expect(session.callsOf('restart')).toHaveLength(1);
    expect(session.callsOf('newWeights')).toHaveLength(1);
    expect(session.stepsPerSecond).toBe(Infinity);
  });

  test('a restart of a paused run stays paused; one of a finished run trains again', async () => {
    const harness = await LabHarness.make();
    const { session } = harness;
    session.show({ state: 'ready' });
    const plays = session.callsOf('play').length;
    harness.button('Restart').click();
    expect(session.callsOf('play')).toHaveLength(plays);
    session.show({ state: 'finished' });
    harness.button('Restart').click();
    expect(session.callsOf('play')).toHaveLength(plays + 1);
  });

  test('step and progress are shown', async () => {
    const harness = await LabHarness.make();
    const time = { firstStep: 0, lastStep: 1234, isPast: false, isPassing: false };
    harness.session.show({ step: 1234, epoch: 5, endStep: 3500, time });
    await harness.settle();
    expect(textOf(harness.find('.where'))).toBe('Training step 1,234 of 3,500');
    const slider = harness.find<HTMLInputElement>('.scrubber input');
    expect([slider.value, slider.max, slider.ariaValueText]).toEqual(['1234', '3500', 'step 1,234 of 3,500']);
  });

  test('the scrubber goes to moments, says which, and the ways back are buttons', async () => {
    const harness = await LabHarness.make();
    const time = { firstStep: 0, lastStep: 300, isPast: false, isPassing: false };
    harness.session.show({ state: 'ready', step: 300, endStep: 350, time });
    await harness.settle();
    const slider = harness.find<HTMLInputElement>('.scrubber input');
    slider.value = '120';
    slider.dispatchEvent(new Event('input'));
    await harness.settle();
    expect(harness.session.callsOf('goTo')).toEqual([[120]]);
    expect(slider.ariaValueText).toBe('step 120 of 300, in the past');
    expect(textOf(harness.find('.where'))).toBe('In the past step 120 of 300');
    harness.button('Back to step 300').click();
    await harness.settle();
    expect(harness.session.callsOf('goTo').at(-1)).toEqual([300]);
    expect(harness.all('.time-note')).toEqual([]);
  });

  test('a branch is compared with its original in words', async () => {
    const harness = await LabHarness.make();
    const { models } = harness.session.snapshot;
    const curvesOf = (loss: number, steps: number) => {
      const lossSteps = Array.from({ length: steps }, (_, step) => step);
      return { ...models[0]!.curves, lossSteps, losses: lossSteps.map(() => loss) };
    };
    const withLosses = (losses: readonly number[], steps: number) =>
      models.map((model, index) => ({ ...model, curves: curvesOf(losses[index]!, steps) }));
    harness.session.show({
      state: 'ready',
      step: 200,
      time: { firstStep: 0, lastStep: 200, isPast: false, isPassing: false },
      models: withLosses([0.5, 0.25], 200),
      marks: [{ step: 120, model: 1, to: 'none', how: 'fold' }],
      original: { branchStep: 120, step: 150, models: withLosses([0.5, 0.3], 150), marks: [], changes: [] },
    });
    await harness.settle();
    expect(textOf(harness.find('.time-note p'))).toBe(
      'Branch from step 120 (second network: BN off at step 120). Loss at step 150 beside the original’s, mean over an ' +
        'epoch: first network the same, second network 0.050 lower.',
    );
    harness.button('Back to the original').click();
    await harness.settle();
    expect(harness.session.callsOf('returnToOriginal')).toHaveLength(1);
  });

  test('the numbers of each network are shown', async () => {
    const harness = await LabHarness.make();
    const evaluation = {
      trainLoss: 0.1,
      trainAccuracy: 0.981,
      testLoss: 0.2,
      testAccuracy: NaN,
      predictions: new Uint8Array(),
    };
    const cells = { distinct: 1234, gridWidth: 9, gridHeight: 9, overflow: true, largestShare: 0.1 };
    const { models } = harness.session.snapshot;
    harness.session.show({
      step: 70,
      epoch: 10,
      models: models.map((model) => ({ ...model, loss: 0.0312, evaluation, cells })),
    });
    await harness.settle();
    expect(harness.numbers(1)[0]).toContain('over 1,234 seen (sampled)');
    expect(harness.numbers(1).slice(1)).toEqual([
      '0.031 loss',
      '98.1% train accuracy',
      '– test accuracy',
      '70 step, epoch 10',
    ]);
  });

  test('a preset replaces the experiment, shows all of its data and trains', async () => {
    const harness = await LabHarness.make();
    harness.lab.picture.update({ window: { x0: 0, x1: 1, y0: 0, y1: 1 } });
    harness.button('Moved circles').click();
    await harness.settle();
    expect(harness.session.callsOf('loadExperiment')).toEqual([[presets['moved-circles'].config]]);
    expect(harness.lab.picture.state.window).toBeNull();
    expect(harness.session.callsOf('play')).toHaveLength(2);
    expect(harness.button('Moved circles').ariaPressed).toBe('true');
    expect(harness.button('Circles').ariaPressed).toBe('false');
  });
});

test('a preset ends the editing of points, and changes that go are said', async () => {
  const harness = await LabHarness.make();
  const { picture } = harness.lab;
  const alert = (): string => harness.all('.notice').map(textOf).join();
  for (const isChanged of [false, true]) {
    const { config, data } = harness.session.snapshot;
    const draft = beginDraft(config, data!);
    picture.update({ draft: isChanged ? draft.add({ x: 0, y: 0 }) : draft });
    harness.button('Circles').click();
    await harness.settle();
    expect(picture.state.draft).toBeNull();
    expect(alert().includes('your changes to them are gone')).toBe(isChanged);
  }
});

describe('keys', () => {
  test('Space, dot and B act while the focus is in the page', async () => {
    const harness = await LabHarness.make();
    await harness.press(' ', harness.twin(1));
    await harness.press('.', harness.twin(1));
    await harness.press('b', harness.twin(1));
    expect(harness.session.callsOf('pause')).toHaveLength(1);
    expect(harness.session.callsOf('step')).toEqual([[1]]);
    expect(harness.session.callsOf('switchNormalization')).toEqual([[1, 'none', 'align']]);
  });

  test('Space on a button is the button’s, letters in a field are the field’s', async () => {
    const harness = await LabHarness.make();
    await harness.press(' ', harness.button('One epoch'));
    await harness.press('b', harness.find('.speed select'));
    expect(harness.session.callsOf('pause')).toEqual([]);
    expect(harness.session.callsOf('switchNormalization')).toEqual([]);
  });

  test('? lists the keys', async () => {
    const harness = await LabHarness.make();
    await harness.press('?', harness.twin(0));
    const dialog = harness.find<HTMLDialogElement>('dialog');
    expect(dialog.open).toBe(true);
    expect(textOf(dialog)).toContain('Switch normalization of the network in focus');
    dialog.close();
  });
});

describe('when something goes wrong', () => {
  test('a divergence says what happened, over the picture of its network, with two ways on', async () => {
    const harness = await LabHarness.make();
    harness.session.show({
      state: 'diverged',
      divergence: divergence(0, 412),
    });
    await harness.settle();
    const message = harness.twin(0).querySelector('[role=alert]');
    expect(textOf(message)).toContain('Diverged at step 412');
    expect(textOf(message)).toContain('The learning rate 3 is likely too high.');
    expect(harness.twin(1).querySelector('[role=alert]')).toBeNull();
    harness.button('Halve the learning rate').click();
    expect(harness.session.callsOf('goBackWithHalfRate')).toHaveLength(1);
    message?.querySelector<HTMLButtonElement>('button:last-of-type')?.click();
    expect(harness.session.callsOf('restart')).toHaveLength(1);
  });

  test('a notice can be dismissed, and a new one shows again', async () => {
    const harness = await LabHarness.make();
    harness.session.show({ notice: { kind: 'replaced', reason: 'The device was lost.', step: 1234 } });
    await harness.settle();
    expect(textOf(harness.find('.notice'))).toBe(
      'The engine stopped; the run goes on from step 1,234. The device was lost.',
    );
    harness.button('Dismiss').click();
    await harness.settle();
    expect(harness.all('.notice')).toEqual([]);
    harness.session.show({ notice: { kind: 'refused', reason: 'Too large.', step: 0 } });
    await harness.settle();
    expect(textOf(harness.find('.notice'))).toBe('That cannot be run; the former experiment is back. Too large.');
  });

  test('a notice that was dismissed shows again when the same happens again', async () => {
    const harness = await LabHarness.make();
    const notice = { kind: 'unresponsive', reason: '', step: 0 } as const;
    harness.session.show({ notice });
    await harness.settle();
    harness.button('Dismiss').click();
    harness.session.show({ notice: null });
    harness.session.show({ notice });
    await harness.settle();
    expect(textOf(harness.find('.notice'))).toBe('The engine is not responding.');
  });

  test('focus goes to the play button when a message goes away with the button that had it', async () => {
    const harness = await LabHarness.make();
    const focused = (): Element | null | undefined => harness.lab.shadowRoot?.activeElement;
    harness.session.show({ notice: { kind: 'replaced', reason: '', step: 0 } });
    await harness.settle();
    harness.button('Dismiss').focus();
    harness.button('Dismiss').click();
    await harness.settle();
    expect(focused()).toBe(harness.find('.play'));

    harness.session.show({ state: 'diverged', divergence: divergence(1, 3) });
    await harness.settle();
    harness.button('Halve the learning rate').focus();
    harness.button('Halve the learning rate').click();
    await harness.settle();
    expect(focused()).toBe(harness.find('.play'));
  });

  test('a placement that is refused is said', async () => {
    const harness = await LabHarness.make();
    harness.lab.dispatchEvent(new CustomEvent('spline-refused', { detail: 'placement.dx is 1001; allowed: less.' }));
    await harness.settle();
    expect(textOf(harness.find('.notice'))).toBe('placement.dx is 1001; allowed: less.');
  });

  test('the badge names the engine, and why it is the CPU', async () => {
    const harness = await LabHarness.make();
    harness.session.show({ engine: { kind: 'cpu', description: 'This browser has no WebGPU.' } });
    await harness.settle();
    expect(textOf(harness.find('.engine'))).toBe('CPU engine: This browser has no WebGPU.');
    harness.session.show({ engine: { kind: 'webgpu', description: 'SwiftShader' } });
    await harness.settle();
    expect(textOf(harness.find('.engine'))).toBe('WebGPU: SwiftShader');
  });

  test('where no engine is left, the reason is shown', async () => {
    const harness = await LabHarness.make();
    harness.session.show({ state: 'failed', failure: 'No engine can run.' });
    await harness.settle();
    expect(textOf(harness.find('.notice'))).toContain('No engine can run.');
    expect(harness.all('.notice button'), 'it does not go away').toEqual([]);
    expect(harness.find<HTMLButtonElement>('.play').disabled).toBe(true);
  });
});

describe('a good guest', () => {
  test('a hidden page pauses with words, and goes on when it is seen', async () => {
    const harness = await LabHarness.make();
    setHidden(true);
    await harness.settle();
    expect(harness.session.callsOf('pause')).toHaveLength(1);
    expect(textOf(harness.find('.where'))).toContain('Paused while hidden');
    setHidden(false);
    await harness.settle();
    expect(harness.session.callsOf('play')).toHaveLength(2);
    expect(textOf(harness.find('.where'))).toContain('Training');
  });

  test('what was paused by the reader stays paused', async () => {
    const harness = await LabHarness.make();
    harness.button('Pause').click();
    setHidden(true);
    setHidden(false);
    expect(harness.session.callsOf('play')).toHaveLength(1);
  });

  test('a replay stands still while it is hidden, and is no less a replay when it is seen', async () => {
    const harness = await LabHarness.make();
    harness.session.show({ state: 'running', replay: { step: 5 } });
    setHidden(true);
    setHidden(false);
    expect(harness.session.callsOf('pause')).toHaveLength(0);
    expect(harness.session.callsOf('play')).toHaveLength(1);
  });

  test('a link that is opened in a hidden page stays at its moment', async () => {
    const harness = await LabHarness.make();
    setHidden(true);
    await harness.lab.openLink('#v=1&compare&steps=9');
    setHidden(false);
    expect(harness.session.callsOf('openMoment')).toHaveLength(1);
    expect(harness.session.callsOf('play')).toHaveLength(1);
  });

  test('of two links the newest is opened, however long the first takes to read', async () => {
    const harness = await LabHarness.make();
    const points = await packBytes(new TextEncoder().encode('0,0,0 1,1,1'));
    const slow = harness.lab.openLink(`#v=1&compare&packed-points=${points}&steps=7`);
    await Promise.all([slow, harness.lab.openLink('#v=1&compare&steps=9')]);
    expect(harness.session.callsOf('openMoment').map(([, moment]) => moment)).toEqual([{ step: 9, edits: [] }]);
  });

  test('a move in the document keeps the session; removal disposes of it', async () => {
    const harness = await LabHarness.make();
    const { parentElement } = harness.lab;
    parentElement?.append(document.createElement('hr'));
    parentElement?.append(harness.lab);
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(harness.sessions).toHaveLength(1);
    expect(harness.session.callsOf('dispose')).toEqual([]);
    expect([...harness.session.views.keys()]).toEqual([0, 1]);
    harness.lab.remove();
    await eventually(() => expect(harness.session.callsOf('dispose')).toHaveLength(1));
    document.body.append(harness.lab);
    await harness.settle();
    expect(harness.sessions).toHaveLength(2);
  });

  test('while training, ears hear at most one message in five seconds', async () => {
    vi.useFakeTimers();
    try {
      const { Announcer } = await import('../../src/components/announcer.js');
      const heard: string[] = [];
      const announcer = new Announcer((message) => heard.push(message));
      announcer.say('one');
      announcer.say('two');
      announcer.say('three');
      expect(heard).toEqual(['one']);
      vi.advanceTimersByTime(4_999);
      expect(heard).toEqual(['one']);
      vi.advanceTimersByTime(1);
      expect(heard).toEqual(['one', 'three']);
      announcer.say('answer', true);
      expect(heard.at(-1)).toBe('answer');
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('themes', () => {
  test('the toggle changes pictures and page, and the attribute says so', async () => {
    const harness = await LabHarness.make();
    const before = harness.lab.picture.state.theme;
    harness.button(before === 'dark' ? 'Light' : 'Dark').click();
    await harness.settle();
    const after = before === 'dark' ? 'light' : 'dark';
    expect(harness.lab.getAttribute('theme')).toBe(after);
    expect(harness.lab.picture.state.theme).toBe(after);
    expect(getComputedStyle(harness.find('.page')).colorScheme).toBe(after);
  });
});

describe('a term', () => {
  test('opens its explanation by its button and closes with it', async () => {
    const harness = await LabHarness.make();
    const term = harness.find('.lead spline-term');
    const button = term.shadowRoot?.querySelector('button');
    const note = term.shadowRoot?.querySelector<HTMLElement>('.note');
    button?.click();
    await nextFrames();
    expect(note?.matches(':popover-open')).toBe(true);
    expect(textOf(note)).toContain('subtracts the unit’s mean');
    expect(button?.ariaExpanded).toBe('true');
    button?.click();
    await nextFrames();
    expect(note?.matches(':popover-open')).toBe(false);
  });
});
