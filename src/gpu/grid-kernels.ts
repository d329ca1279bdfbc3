/** The pipelines of the grid, compiled when an architecture first needs them: some take half a second in software. */
import type { FoldedLayout } from './folded-layout.js';
import type { Bindings, CompiledKernel, KernelCompiler, KernelDefinition } from './kernel.js';
import {
  PARTITION_WORKGROUP_SIZE,
  partitionGridAffine,
  partitionGridClasses,
  partitionGridDense,
  partitionGridFirst,
  partitionGridNormalized,
  partitionGridSecond,
} from './kernels/partition-grid.js';
import { FUSED_CLASSES, isHeadFused } from './partition-tiles.js';

export class LazyKernel<B extends Bindings> {
  readonly #compile: () => Promise<CompiledKernel<B>>;
  readonly #name: string;
  #pending: Promise<void> | null = null;
  #compiled: CompiledKernel<B> | null = null;

  constructor(compiler: KernelCompiler, definition: KernelDefinition<B>, constants: Readonly<Record<string, number>>) {
    this.#name = definition.name;
    this.#compile = () => compiler.compile(definition, constants);
  }

  /** @throws ShaderCompileError */
  prepare(): Promise<void> {
    this.#pending ??= this.#compile().then((compiled) => void (this.#compiled = compiled));
    return this.#pending;
  }

  /** @throws Error before `prepare` is done */
  get compiled(): CompiledKernel<B> {
    if (!this.#compiled) throw new Error(`${this.#name} has not been compiled.`);
    return this.#compiled;
  }
}

export interface GridKernels {
  readonly first: LazyKernel<typeof partitionGridFirst.bindings>;
  readonly affine: LazyKernel<typeof partitionGridAffine.bindings>;
  readonly second: LazyKernel<typeof partitionGridSecond.bindings>;
  readonly secondWithHead: LazyKernel<typeof partitionGridSecond.bindings>;
  readonly dense: LazyKernel<typeof partitionGridDense.bindings>;
  readonly denseWithHead: LazyKernel<typeof partitionGridDense.bindings>;
  readonly normalized: LazyKernel<typeof partitionGridNormalized.bindings>;
  readonly classes: LazyKernel<typeof partitionGridClasses.bindings>;
  readonly workgroupSize: number;
}

export function gridKernels(compiler: KernelCompiler, workgroupSize = PARTITION_WORKGROUP_SIZE): GridKernels {
  const constants = { workgroup_size: workgroupSize };
  const withHead = { ...constants, fused_classes: FUSED_CLASSES };
  return {
    first: new LazyKernel(compiler, partitionGridFirst, constants),
    affine: new LazyKernel(compiler, partitionGridAffine, constants),
    second: new LazyKernel(compiler, partitionGridSecond, constants),
    secondWithHead: new LazyKernel(compiler, partitionGridSecond, withHead),
    dense: new LazyKernel(compiler, partitionGridDense, constants),
    denseWithHead: new LazyKernel(compiler, partitionGridDense, withHead),
    normalized: new LazyKernel(compiler, partitionGridNormalized, constants),
    classes: new LazyKernel(compiler, partitionGridClasses, constants),
    workgroupSize,
  };
}

/**
 * Compiles what networks of this layout need; what was compiled before is kept.
 *
 * @param mayBeCurved whether some of them may normalise single samples
 * @throws ShaderCompileError
 */
export async function prepareGridKernels(
  kernels: GridKernels,
  layout: FoldedLayout,
  mayBeCurved = false,
): Promise<void> {
  const { first, affine, second, secondWithHead, dense, denseWithHead, normalized, classes } = kernels;
  const hiddenLayers = layout.layers.length - 1;
  const isFused = isHeadFused(layout);
  // Layers beyond the second that pass activations on: hidden ones, and a head that is not computed along.
  const denseLayers = layout.layers.length - 2 - (isFused ? 2 : 0);
  const needed: { prepare(): Promise<void> }[] = [first, affine, classes];
  needed.push(isFused && hiddenLayers === 2 ? secondWithHead : second);
  if (denseLayers > 0 || mayBeCurved) needed.push(dense);
  if (mayBeCurved) needed.push(normalized);
  if (isFused && hiddenLayers > 2) needed.push(denseWithHead);
  await Promise.all(needed.map((kernel) => kernel.prepare()));
}
