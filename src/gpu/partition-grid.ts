/**
 * Runs the grid kernels of one architecture, tile by tile: what a picture is painted and counted from.
 *
 * Networks of one architecture, of one run and of others, share an instance and its buffers, because one tile is finished
 * (painted, counted, read) before the next begins. So the memory does not depend on the size or number of pictures.
 */
import type { SampleNorm } from '../training/network-spec.js';
import type { GpuResources } from './buffers.js';
import type { FoldedLayout } from './folded-layout.js';
import type { GridKernels } from './grid-kernels.js';
import { PartitionLayer, PartitionTile } from './kernels/partition-grid.js';
import { BLOCK_SIZE, isHeadFused, tileBytes, wordsPerPixel, type TileArea } from './partition-tiles.js';

const PATCHES_PER_BLOCK = 4;

/** Written by the kernels for one tile; layouts in src/shaders/lib/partition_tile.wgsl and partition_grid_classes.wgsl. */
export interface GridOutputs {
  readonly tile: GPUBuffer;
  readonly codes: GPUBuffer;
  readonly distances: GPUBuffer;
  readonly margins: GPUBuffer;
  readonly classes: GPUBuffer;
}

interface Step {
  readonly pipeline: GPUComputePipeline;
  readonly bindGroup: GPUBindGroup;
  readonly per: 'block' | 'patch' | 'pixel';
  /** Workgroups in y. */
  readonly groups: number;
}

/** The grid of one network: bind groups for its folded layers. */
export type GridProgram = readonly Step[];

export class PartitionGrid {
  readonly outputs: GridOutputs;
  readonly wordsPerPixel: number;
  readonly #device: GPUDevice;
  readonly #kernels: GridKernels;
  readonly #slopeBelowZero: number;
  readonly #layers: readonly GPUBuffer[];
  readonly #coefficients: GPUBuffer;
  readonly #crossings: GPUBuffer;
  readonly #activations: readonly [GPUBuffer, GPUBuffer];

  /**
   * @param tilePixels most pixels of a tile, its padding to whole blocks included
   * @param mayBeCurved whether `curvedProgram` will be asked for
   */
  constructor(
    device: GPUDevice,
    kernels: GridKernels,
    resources: GpuResources,
    readonly layout: FoldedLayout,
    slopeBelowZero: number,
    readonly tilePixels: number,
    mayBeCurved = false,
  ) {
    this.#device = device;
    this.#kernels = kernels;
    this.#slopeBelowZero = slopeBelowZero;
    this.wordsPerPixel = wordsPerPixel(layout);
    const bytes = tileBytes(layout, tilePixels, mayBeCurved);
    const storage = (role: string, size: number): GPUBuffer => resources.storage(`partition_grid.${role}`, size);
    this.outputs = {
      tile: resources.uniform('partition_grid.tile', PartitionTile.byteLength),
      codes: storage('codes', bytes.codes),
      distances: storage('distances', bytes.distances),
      margins: storage('margins', bytes.margins),
      classes: storage('classes', bytes.margins),
    };
    this.#coefficients = storage('coefficients', bytes.coefficients);
    this.#crossings = storage('crossings', bytes.crossings);
    this.#activations = [storage('activations0', bytes.activations), storage('activations1', bytes.activations)];
    this.#layers = this.#layerUniforms(resources, 'layer', (index) => index === layout.layers.length - 1);
  }

  /** @param isLinear whether a layer passes its z on as it is */
  #layerUniforms(
    resources: GpuResources,
    role: string,
    isLinear: (index: number) => boolean,
    norm?: SampleNorm,
  ): GPUBuffer[] {
    const head = this.layout.layers.at(-1);
    let codeWord = 0;
    return this.layout.layers.map((slots, index) => {
      const encoded = new DataView(new ArrayBuffer(PartitionLayer.byteLength));
      PartitionLayer.encode(
        {
          index,
          inputs: slots.inputs,
          width: slots.width,
          groups: slots.groups,
          weight: slots.weight,
          bias: slots.bias,
          first_weight: this.layout.layers[0]?.weight ?? 0,
          code_word: codeWord,
          words_per_pixel: this.wordsPerPixel,
          is_linear: Number(isLinear(index)),
          slope_below_zero: this.#slopeBelowZero,
          head_weight: head?.weight ?? 0,
          head_bias: head?.bias ?? 0,
          unit_groups: norm?.groups ?? 1,
          is_centred: Number(norm?.isCentred ?? false),
          scale: slots.scale,
          shift: slots.shift,
        },
        encoded,
      );
      codeWord += Math.ceil(slots.width / 32);
      const uniform = resources.uniform(`partition_grid.${role}${index}`, encoded.byteLength);
      this.#device.queue.writeBuffer(uniform, 0, encoded);
      return uniform;
    });
  }

  /**
   * @param network folded layers as `foldedLayout` lays them out
   * @throws Error unless the kernels were prepared for this layout
   */
  program(label: string, network: GPUBuffer): GridProgram {
    const first = this.#kernels.first.compiled;
    const affine = this.#kernels.affine.compiled;
    const { tile, codes, distances } = this.outputs;
    const coefficients = this.#coefficients;
    const crossings = this.#crossings;
    const device = this.#device;
    const steps: Step[] = [];
    let [source, target] = this.#activations;
    const headIndex = this.#layers.length - 1;
    const fusesHead = isHeadFused(this.layout);
    for (const [index, layer] of this.#layers.entries()) {
      if (fusesHead && index === headIndex) break;
      const withHead = fusesHead && index === headIndex - 1;
      const role = `${label}.layer${index}`;
      const shared = { tile, layer, network, codes, distances, activations_out: target };
      if (index === 0) {
        steps.push({ pipeline: first.pipeline, bindGroup: first.bind(device, role, shared), per: 'patch', groups: 1 });
        continue;
      }
      if (index === 1) {
        const second = withHead ? this.#kernels.secondWithHead.compiled : this.#kernels.second.compiled;
        const planes = { tile, layer, network, coefficients, crossings };
        steps.push({
          pipeline: affine.pipeline,
          bindGroup: affine.bind(device, `${role}.affine`, planes),
          per: 'block',
          groups: this.layout.layers[index]?.groups ?? 1,
        });
        const bindGroup = second.bind(device, role, { ...shared, coefficients, crossings });
        steps.push({ pipeline: second.pipeline, bindGroup, per: 'patch', groups: 1 });
      } else {
        const dense = withHead ? this.#kernels.denseWithHead.compiled : this.#kernels.dense.compiled;
        const bindGroup = dense.bind(device, role, { ...shared, activations: source });
        steps.push({ pipeline: dense.pipeline, bindGroup, per: 'patch', groups: 1 });
      }
      [source, target] = [target, source];
    }
    return [...steps, this.#classesStep(label, source)];
  }

  /**
   * The program of a network that normalises single samples: every layer's affine map, then its normaliser, dense, since
   * nothing is affine across pixels.
   *
   * @param resources own what the program needs besides the grid
   * @param network folded layers as `foldedLayout` lays them out
   * @throws Error unless the kernels were prepared for curved networks of this layout
   */
  curvedProgram(resources: GpuResources, label: string, network: GPUBuffer, norm: SampleNorm): GridProgram {
    const dense = this.#kernels.dense.compiled;
    const normalized = this.#kernels.normalized.compiled;
    const { tile, codes, distances } = this.outputs;
    const linearLayers = this.#layerUniforms(resources, `${label}.linear`, () => true);
    const normalizedLayers = this.#layerUniforms(resources, `${label}.normalized`, () => false, norm);
    const steps: Step[] = [];
    let [source, target] = this.#activations;
    const add = (kernel: typeof dense, role: string, layer: GPUBuffer): void => {
      const bindGroup = kernel.bind(this.#device, `${label}.${role}`, {
        ...{ tile, layer, network, codes, distances },
        activations_out: target,
        activations: source,
      });
      steps.push({ pipeline: kernel.pipeline, bindGroup, per: 'patch', groups: 1 });
      [source, target] = [target, source];
    };
    const headIndex = this.#layers.length - 1;
    linearLayers.forEach((linear, index) => {
      // The normaliser of the first layer works its affine map out by itself.
      if (index > 0) add(dense, `linear${index}`, linear);
      const layer = normalizedLayers[index];
      if (index < headIndex && layer) add(normalized, `normalized${index}`, layer);
    });
    return [...steps, this.#classesStep(label, source)];
  }

  #classesStep(label: string, logits: GPUBuffer): Step {
    const { compiled } = this.#kernels.classes;
    const { tile, margins, classes } = this.outputs;
    const layer = this.#layers.at(-1);
    if (!layer) throw new RangeError('A network has a head.');
    const bindGroup = compiled.bind(this.#device, `${label}.classes`, { tile, layer, logits, margins, classes });
    return { pipeline: compiled.pipeline, bindGroup, per: 'pixel', groups: 1 };
  }

  /** Records the kernels of one tile. The tile's uniform must have been written to `outputs.tile` by then. */
  encode(pass: GPUComputePassEncoder, program: GridProgram, area: TileArea): void {
    const blocks = Math.ceil(area.width / BLOCK_SIZE) * Math.ceil(area.height / BLOCK_SIZE);
    const invocations = { block: blocks, patch: PATCHES_PER_BLOCK * blocks, pixel: area.width * area.height };
    for (const { pipeline, bindGroup, per, groups } of program) {
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, bindGroup);
      pass.dispatchWorkgroups(Math.ceil(invocations[per] / this.#kernels.workgroupSize), groups);
    }
  }
}
