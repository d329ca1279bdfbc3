/**
 * Brings painted textures onto a canvas. Sets the canvas's size only together with a new picture, because setting it
 * clears the canvas. Not for exports: those read their own texture.
 */
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
   * Records the painted corner of a texture being stretched over the whole canvas.
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
    const pass = encoder.beginRenderPass({
      label: `${this.#label}.present`,
      colorAttachments: [{ view: context.getCurrentTexture().createView(), loadOp: 'clear', storeOp: 'store' }],
    });
    pass.setPipeline(this.#kernel.pipeline);
    pass.setBindGroup(0, bindGroup);
    pass.draw(3);
    pass.end();
  }
}
