import { describe, expect, it } from 'vitest';
import { engineChooser } from '../../src/training/choose-engine.js';
import type { Backend } from '../../src/training/backend.js';
import type { EngineChoice, EngineMakers } from '../../src/training/choose-engine.js';
import { FakeBackend, HandTimers } from '../support/fake-backend.js';

const start = { losses: 0, reason: null };

function setUp(choice: EngineChoice) {
  const gpu = new FakeBackend('webgpu');
  const cpu = new FakeBackend('cpu');
  const reasons: string[] = [];
  const timers = new HandTimers();
  const webgpu: EngineMakers['webgpu'] = () => Promise.resolve(gpu);
  const makers = {
    webgpu,
    cpu: (description: string) => {
      reasons.push(description);
      return Promise.resolve(cpu);
    },
    timers,
  };
  return { gpu, cpu, reasons, timers, makers, create: engineChooser(choice, makers) };
}

describe('engineChooser', () => {
  it('takes WebGPU where it works', async () => {
    const { create, gpu, reasons } = setUp('auto');
    expect(await create(start)).toBe(gpu);
    expect(reasons).toEqual([]);
  });

  it.each(['auto', 'webgpu'] as const)('takes the CPU engine and says why where WebGPU fails (%s)', async (choice) => {
    const { makers, cpu, reasons } = setUp(choice);
    makers.webgpu = () => Promise.reject(new Error('This browser offers no WebGPU.'));
    expect(await engineChooser(choice, makers)(start)).toBe(cpu);
    expect(reasons).toEqual(['This browser offers no WebGPU.']);
  });

  it('takes the CPU engine where it is asked for, without touching the GPU', async () => {
    const { makers, cpu, reasons } = setUp('cpu');
    makers.webgpu = () => Promise.reject(new Error('must not be called'));
    expect(await engineChooser('cpu', makers)(start)).toBe(cpu);
    expect(reasons).toEqual(['The CPU engine was asked for.']);
  });

  it('tries WebGPU again after one loss, and takes the CPU engine after two', async () => {
    const { create, gpu, cpu, reasons } = setUp('webgpu');
    expect(await create({ losses: 1, reason: 'gone' })).toBe(gpu);
    expect(await create({ losses: 2, reason: 'The device was lost.' })).toBe(cpu);
    expect(reasons).toEqual(['The graphics engine stopped twice. The device was lost.']);
  });

  it('does not wait for an adapter that never answers, and frees one that comes late', async () => {
    const { makers, cpu, gpu, reasons, timers } = setUp('auto');
    let answer: (engine: Backend) => void = () => {};
    makers.webgpu = () => new Promise((resolve) => (answer = resolve));
    const engine = engineChooser('auto', makers)(start);
    await Promise.resolve();
    timers.ring();
    expect(await engine).toBe(cpu);
    expect(reasons).toEqual(['The graphics adapter does not answer.']);
    answer(gpu);
    await new Promise((resolve) => setTimeout(resolve));
    expect(gpu.isDisposed).toBe(true);
  });

  it('waits longer for an adapter that was asked for by name', () => {
    const limits = (['auto', 'webgpu'] as const).map((choice) => {
      const { makers, timers } = setUp(choice);
      makers.webgpu = () => new Promise(() => {});
      void engineChooser(choice, makers)(start);
      return timers.delays[0] ?? NaN;
    });
    expect(limits[1]).toBeGreaterThan(2 * (limits[0] ?? NaN));
  });

  it('leaves no timer behind', async () => {
    const { create, timers } = setUp('auto');
    await create(start);
    expect(timers.delays).toEqual([]);
  });
});

it.each([
  ['auto', false],
  ['webgpu', true],
] as const)('%s accepts a software adapter: %s', async (choice, accepts) => {
  const { makers } = setUp(choice);
  const asked: boolean[] = [];
  const { webgpu } = makers;
  makers.webgpu = (acceptsSoftware) => {
    asked.push(acceptsSoftware);
    return webgpu(acceptsSoftware);
  };
  await engineChooser(choice, makers)(start);
  expect(asked).toEqual([accepts]);
});
