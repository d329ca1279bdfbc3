/**
 * Kernels: a definition names WGSL files, entry point, bindings and override constants; compiling it on a device gives
 * a pipeline with labelled, explicit layouts. `layout: 'auto'` is not used: it drops unused bindings.
 */
import { ShaderCompileError } from './errors.js';
import { joinShaders, type ShaderFile } from './shader-source.js';

export type BindingKind = 'uniform' | 'read' | 'read-write' | 'write-texture';

/** Bindings of one family of kernels, in order of their @binding numbers, all in group 0. */
export type Bindings = Readonly<Record<string, BindingKind>>;

export interface KernelDefinition<B extends Bindings> {
  /** Label, stem of the WGSL file and, unless `entryPoint` says otherwise, entry point. */
  readonly name: string;
  /** A phase of a larger kernel has an entry point of its own besides the function of its name. */
  readonly entryPoint?: string;
  readonly files: readonly ShaderFile[];
  readonly bindings: B;
  /** Values of override constants that do not depend on the adapter. */
  readonly constants?: Readonly<Record<string, number>>;
}

export type BoundResources<B extends Bindings> = {
  readonly [K in keyof B]: B[K] extends 'write-texture' ? GPUTextureView : GPUBuffer;
};

export class CompiledKernel<B extends Bindings> {
  constructor(
    readonly definition: KernelDefinition<B>,
    readonly pipeline: GPUComputePipeline,
    readonly layout: GPUBindGroupLayout,
  ) {}

  /** A bind group of exactly the bindings that the definition names. Make it when buffers change, not per dispatch. */
  bind(device: GPUDevice, label: string, resources: BoundResources<B>): GPUBindGroup {
    return bindGroup(device, label, this.layout, this.definition.bindings, resources);
  }
}

export function bindGroupLayout(device: GPUDevice, label: string, bindings: Bindings): GPUBindGroupLayout {
  return device.createBindGroupLayout({
    label,
    entries: Object.values(bindings).map((kind, binding) => ({
      binding,
      visibility: GPUShaderStage.COMPUTE,
      ...entryLayout(kind),
    })),
  });
}

function entryLayout(kind: BindingKind): Partial<GPUBindGroupLayoutEntry> {
  switch (kind) {
    case 'uniform':
      return { buffer: { type: 'uniform' } };
    case 'read':
      return { buffer: { type: 'read-only-storage' } };
    case 'read-write':
      return { buffer: { type: 'storage' } };
    case 'write-texture':
      return { storageTexture: { access: 'write-only', format: 'rgba8unorm' } };
    default:
      return kind satisfies never;
  }
}

export function bindGroup<B extends Bindings>(
  device: GPUDevice,
  label: string,
  layout: GPUBindGroupLayout,
  bindings: B,
  resources: BoundResources<B>,
): GPUBindGroup {
  return device.createBindGroup({
    label,
    layout,
    entries: Object.keys(bindings).map((name, binding) => {
      const resource: GPUBuffer | GPUTextureView | undefined = resources[name];
      if (!resource) throw new TypeError(`${label}: nothing is bound to ${name}.`);
      return { binding, resource: resource instanceof GPUBuffer ? { buffer: resource } : resource };
    }),
  });
}

/**
 * Compiles kernels that share files once per set of files, and pipelines without blocking.
 *
 * @throws ShaderCompileError with file and line of every message
 */
export class KernelCompiler {
  readonly #device: GPUDevice;
  readonly #modules = new Map<string, Promise<GPUShaderModule>>();
  readonly #layouts = new Map<string, GPUBindGroupLayout>();

  constructor(device: GPUDevice) {
    this.#device = device;
  }

  async compile<B extends Bindings>(
    definition: KernelDefinition<B>,
    constants: Readonly<Record<string, number>> = {},
  ): Promise<CompiledKernel<B>> {
    const module = await this.#module(definition);
    const layout = this.#layout(definition.bindings);
    const pipeline = await this.#device.createComputePipelineAsync({
      label: definition.name,
      layout: this.#device.createPipelineLayout({ label: `${definition.name}.layout`, bindGroupLayouts: [layout] }),
      compute: {
        module,
        entryPoint: definition.entryPoint ?? definition.name,
        constants: { ...definition.constants, ...constants },
      },
    });
    return new CompiledKernel(definition, pipeline, layout);
  }

  #module(definition: KernelDefinition<Bindings>): Promise<GPUShaderModule> {
    const key = definition.files.map(({ path }) => path).join(' ');
    let module = this.#modules.get(key);
    if (!module) {
      module = compileModule(this.#device, definition.name, definition.files);
      this.#modules.set(key, module);
    }
    return module;
  }

  #layout(bindings: Bindings): GPUBindGroupLayout {
    const key = Object.entries(bindings).flat().join(' ');
    let layout = this.#layouts.get(key);
    if (!layout) {
      layout = bindGroupLayout(this.#device, `layout of ${Object.keys(bindings).join(', ')}`, bindings);
      this.#layouts.set(key, layout);
    }
    return layout;
  }
}

/** @throws ShaderCompileError */
export async function compileModule(
  device: GPUDevice,
  label: string,
  files: readonly ShaderFile[],
): Promise<GPUShaderModule> {
  const source = joinShaders(files);
  device.pushErrorScope('validation');
  const module = device.createShaderModule({ label, code: source.code });
  const [info, error] = await Promise.all([module.getCompilationInfo(), device.popErrorScope()]);
  const messages = info.messages
    .filter(({ type }) => type === 'error')
    .map(({ lineNum, linePos, message }) => {
      const { path, line } = source.locate(lineNum);
      return `${path}:${line}:${linePos} ${message}`;
    });
  if (messages.length > 0) throw new ShaderCompileError(label, messages);
  if (error) throw new ShaderCompileError(label, [error.message]);
  return module;
}
