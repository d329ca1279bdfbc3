/** Every shader belongs to something that compiles, and a fault in one is reported where it stands. */
import { describe, expect } from 'vitest';
import { ShaderCompileError } from '../../src/gpu/errors.js';
import { compileModule } from '../../src/gpu/kernel.js';
import { phases, train } from '../../src/gpu/kernels/network-kernels.js';
import { gpuSources, kernelDefinitions, shaderFiles } from '../support/gpu-catalog.js';
import { gpuTest } from '../support/gpu-fixture.js';

describe('shaders', () => {
  for (const definition of kernelDefinitions) {
    gpuTest(`${definition.entryPoint ?? definition.name} compiles`, async ({ gpu }) => {
      const kernel = await gpu.compiler.compile(definition);
      expect(kernel.pipeline.label).toBe(definition.name);
    });
  }

  const ofKernels = new Set(kernelDefinitions.flatMap(({ files }) => files.map(({ path }) => path)));
  for (const file of shaderFiles.filter(({ path }) => !ofKernels.has(path))) {
    gpuTest(`${file.path}, which no compute kernel holds, is used and compiles`, async ({ gpu }) => {
      const users = gpuSources.filter(({ text }) => text.includes(`shaders/${file.path}?raw`));
      expect(users.map(({ path }) => path)).not.toEqual([]);
      await compileModule(gpu.device, file.path, [file]);
    });
  }
});

describe('a fault', () => {
  const withFault = (path: string, change: (text: string) => string) => ({
    ...train,
    name: 'broken',
    files: train.files.map((file) => (file.path === path ? { path: `broken/${path}`, text: change(file.text) } : file)),
  });

  gpuTest('is reported with its own file and line', async ({ gpu }) => {
    const marker = 'fn activation_backward(';
    const original = train.files.find(({ path }) => path === 'batch_norm_backward.wgsl')?.text ?? '';
    const line = 1 + original.slice(0, original.indexOf(marker)).split('\n').length;
    const broken = withFault('batch_norm_backward.wgsl', (text) =>
      text.replace(/fn activation_backward\(.*\n/, '$&  let x: u32 = 1.5;\n'),
    );
    const error = await gpu.compiler.compile(broken).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(ShaderCompileError);
    expect(String(error)).toContain(`broken/batch_norm_backward.wgsl:${line}:`);
  });

  gpuTest('in an entry point’s name is an error too', async ({ gpu }) => {
    const missing = { ...phases.denseForward, entryPoint: 'no_such_phase' };
    await expect(gpu.compiler.compile(missing)).rejects.toThrow();
  });
});
