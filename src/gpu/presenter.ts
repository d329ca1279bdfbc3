/**
 * Brings painted textures onto a canvas. Sets the canvas's size only together with a new picture, because setting it
 * clears the canvas. Not for exports: those read their own texture.
 */
import { LOOK_SIDE } from '../training/flash-guard.js';
import type { GpuResources } from './buffers.js';
import { compileModule } from './kernel.js';
import { PresentedArea, presentShader } from './kernels/present.js';
import type { GridSize } from './grid-resolution.js';

/** What all presenters of a device share. */
export interface PresenterKernel {
  readonly pipeline: GPURenderPipeline;
  readonly layout: GPUBindGroupLayout;
  readonly sampler: GPUSampler;
  readonly format: GPUTextureFormat;
}

/** @throws ShaderCompileError */
export async function compilePresenter(device: GPUDevice, format: GPUTextureFormat): Promise<PresenterKernel> {
  const { label, vertexEntryPoint, fragmentEntryPoint, shaderFiles } = presentShader;
  const module = await compileModule(device, label, shaderFiles);
  const layout = device.createBindGroupLayout({
    label: `${label}.layout`,
    entries: [
      { binding: 0, visibility: GPUShaderStage.FRAGMENT, buffer: { type: 'uniform' } },
      { binding: 1, visibility: GPUShaderStage.FRAGMENT, texture: {} },
      { binding: 2, visibility: GPUShaderStage.FRAGMENT, sampler: {} },
    ],
  });
  const pipeline = await device.createRenderPipelineAsync({
    label,
    layout: device.createPipelineLayout({ label: `${label}.pipeline`, bindGroupLayouts: [layout] }),
    vertex: { module, entryPoint: vertexEntryPoint },
    fragment: { module, entryPoint: fragmentEntryPoint, targets: [{ format }] },
  });
  const sampler = device.createSampler({ label: `${label}.sampler`, magFilter: 'linear', minFilter: 'linear' });
  return { pipeline, layout, sampler, format };
}

/** @throws Error where the canvas has a context of another kind */
export function configuredContext(
  device: GPUDevice,
  kernel: PresenterKernel,
  canvas: HTMLCanvasElement,
): GPUCanvasContext {
  const context = canvas.getContext('webgpu');
  if (!context) throw new Error('The canvas gives no WebGPU context.');
  context.configure({ device, format: kernel.format, alphaMode: 'opaque', colorSpace: 'srgb' });
  return context;
}

/** Bytes of a picture seen at `LOOK_SIDE` by `LOOK_SIDE` points; a row is as long as copies of textures need it to be. */
export const LOOK_BYTES = 4 * LOOK_SIDE ** 2;

/** A texture with its bind group for the presenter. Make it when textures change, not per frame. */
export interface PresentableTexture {
  readonly texture: GPUTexture;
  readonly bindGroup: GPUBindGroup;
}

export class CanvasPresenter {
  readonly #device: GPUDevice;
  readonly #kernel: PresenterKernel;
  readonly #label: string;
  readonly #context: () => GPUCanvasContext;
  readonly #area: GPUBuffer;
  readonly #encoded = new DataView(new ArrayBuffer(PresentedArea.byteLength));
  /** The presented picture at few points, of the canvas's format, to be read back. */
  readonly look: GPUBuffer;
  readonly #small: GPUTexture;
  readonly #smallView: GPUTextureView;

  /** @param context configured for the kernel's format; asked for when there is something to present */
  constructor(
    device: GPUDevice,
    kernel: PresenterKernel,
    resources: GpuResources,
    label: string,
    context: () => GPUCanvasContext,
  ) {
    this.#device = device;
    this.#kernel = kernel;
    this.#label = label;
    this.#context = context;
    this.#area = resources.uniform(`${label}.presented_area`, PresentedArea.byteLength);
    this.look = resources.buffer(`${label}.look`, LOOK_BYTES, GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC);
    this.#small = resources.copiedAttachment(`${label}.small`, LOOK_SIDE, LOOK_SIDE, kernel.format);
    this.#smallView = this.#small.createView({ label: `${label}.small.view` });
  }

  presentable(texture: GPUTexture): PresentableTexture {
    const bindGroup = this.#device.createBindGroup({
      label: `${this.#label}.present`,
      layout: this.#kernel.layout,
      entries: [
        { binding: 0, resource: { buffer: this.#area } },
        { binding: 1, resource: texture.createView({ label: `${texture.label}.view` }) },
        { binding: 2, resource: this.#kernel.sampler },
      ],
    });
    return { texture, bindGroup };
  }

  /**
   * Records the painted corner of a texture being stretched over the whole canvas, and over the few points of `look`.
   *
   * @param canvasSize in device pixels, at least 1 x 1 and within the device's limit for textures
   */
  present(
    encoder: GPUCommandEncoder,
    { texture, bindGroup }: PresentableTexture,
    painted: GridSize,
    canvasSize: GridSize,
  ): void {
    const context = this.#context();
    const { canvas } = context;
    if (canvas.width !== canvasSize.width) canvas.width = canvasSize.width;
    if (canvas.height !== canvasSize.height) canvas.height = canvasSize.height;
    PresentedArea.encode(
      { painted: [painted.width, painted.height], texture: [texture.width, texture.height] },
      this.#encoded,
    );
    this.#device.queue.writeBuffer(this.#area, 0, this.#encoded);
    this.#draw(encoder, bindGroup, context.getCurrentTexture().createView());
    this.#draw(encoder, bindGroup, this.#smallView);
    encoder.copyTextureToBuffer(
      { texture: this.#small },
      { buffer: this.look, bytesPerRow: 4 * LOOK_SIDE },
      { width: LOOK_SIDE, height: LOOK_SIDE },
    );
  }

  #draw(encoder: GPUCommandEncoder, bindGroup: GPUBindGroup, view: GPUTextureView): void {
    const pass = encoder.beginRenderPass({
      label: `${this.#label}.present`,
      colorAttachments: [{ view, loadOp: 'clear', storeOp: 'store' }],
    });
    pass.setPipeline(this.#kernel.pipeline);
    pass.setBindGroup(0, bindGroup);
    pass.draw(3);
    pass.end();
  }
}
