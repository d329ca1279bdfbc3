import { describe, expect, it } from 'vitest';
import { engineChooser } from '../../src/training/choose-engine.js';
import type { EngineChoice, GpuEngine } from '../../src/training/choose-engine.js';
import { FakeBackend, HandTimers } from '../support/fake-backend.js';

const start = { losses: 0, reason: null };

function setUp(choice: EngineChoice, { isFallback = false, gpuRate = 100, cpuRate = 100 } = {}) {
  const gpu = new FakeBackend('webgpu');
  const cpu = new FakeBackend('cpu');
  const reasons: string[] = [];
  const timers = new HandTimers();
  const makers = {
    webgpu: (): Promise<GpuEngine> => Promise.resolve({ backend: gpu, isFallback }),
    cpu: (description: string) => {
      reasons.push(description);
      return Promise.resolve(cpu);
    },
    time: (backend: object) => Promise.resolve(backend === gpu ? gpuRate : cpuRate),
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
    let answer: (engine: GpuEngine) => void = () => {};
    makers.webgpu = () => new Promise((resolve) => (answer = resolve));
    const engine = engineChooser('auto', makers)(start);
    await Promise.resolve();
    timers.ring();
    expect(await engine).toBe(cpu);
    expect(reasons).toEqual(['The graphics adapter does not answer.']);
    answer({ backend: gpu, isFallback: false });
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
    const { create, timers } = setUp('auto', { isFallback: true });
    await create(start);
    expect(timers.delays).toEqual([]);
  });
});

describe('on a software adapter', () => {
  it('takes the CPU engine only where it is clearly faster', async () => {
    const faster = setUp('auto', { isFallback: true, cpuRate: 151 });
    expect(await faster.create(start)).toBe(faster.cpu);
    expect(faster.gpu.isDisposed).toBe(true);
    const alike = setUp('auto', { isFallback: true, cpuRate: 149 });
    expect(await alike.create(start)).toBe(alike.gpu);
    expect(alike.cpu.isDisposed).toBe(true);
  });

  it('does not compare where WebGPU was asked for', async () => {
    const { create, gpu, reasons } = setUp('webgpu', { isFallback: true, cpuRate: 1000 });
    expect(await create(start)).toBe(gpu);
    expect(reasons).toEqual([]);
  });

  it('takes the one that passes its trial', async () => {
    const { makers, cpu, gpu, timers } = setUp('auto', { isFallback: true });
    makers.time = (backend) => (backend === gpu ? Promise.reject(new Error('lost')) : Promise.resolve(1));
    expect(await engineChooser('auto', makers)(start)).toBe(cpu);
    makers.time = (backend) => (backend === cpu ? new Promise(() => {}) : Promise.resolve(1));
    const engine = engineChooser('auto', makers)(start);
    await new Promise((resolve) => setTimeout(resolve));
    timers.ring();
    expect(await engine).toBe(gpu);
  });
});
