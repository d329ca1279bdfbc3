/** Buttons of a page that act on a figure without a script. */
import { afterEach, expect, test, vi } from 'vitest';
import { figureCommands } from '../../src/components/spline-figure/figure-commands.js';
import { eventually } from '../support/eventually.js';
import { FigureHarness } from '../support/figure-harness.js';

afterEach(() => {
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

/** A button beside the figure, as a page has it. */
function button(command: string): HTMLButtonElement {
  const made = document.createElement('button');
  made.setAttribute('commandfor', 'run');
  made.setAttribute('command', command);
  document.body.append(made);
  return made;
}

test('a button runs the figure that it names', async () => {
  const harness = await FigureHarness.make({ attributes: { id: 'run', normalization: 'none' } });
  const asks = async (command: keyof typeof figureCommands, call: string): Promise<void> => {
    const before = harness.session.callsOf(call).length;
    button(command).click();
    await eventually(() => expect(harness.session.callsOf(call)).toHaveLength(before + 1));
  };
  await asks('--play', 'play');
  await asks('--pause', 'pause');
  await asks('--toggle', 'play');
  await asks('--toggle', 'pause');
  await asks('--step', 'step');
  await asks('--switch-normalization', 'switchNormalization');
  await asks('--reset', 'loadExperiment');
  await asks('--restart', 'restart');
  const level = { id: 0, edit: { kind: 'switch', model: 0, from: 'none', to: 'batch' } } as const;
  await harness.show({ undo: { done: [level], undone: [level], isRestoring: false } });
  await asks('--undo', 'undo');
  await asks('--redo', 'redo');
});

test('a command that it does not know is told once, one of the browser’s never', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const { figure } = await FigureHarness.make({ attributes: { id: 'run', popover: 'manual' } });
  const unknown = button('--fly');
  unknown.click();
  unknown.click();
  button('show-popover').click();
  await eventually(() => expect(warn).toHaveBeenCalled());
  await eventually(() => expect(figure.matches(':popover-open')).toBe(true));
  expect(warn.mock.calls.flat()).toEqual([expect.stringContaining('--fly')]);
  expect(warn.mock.calls.flat()).toEqual([expect.stringContaining(Object.keys(figureCommands).join(', '))]);
});
