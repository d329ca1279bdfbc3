/** Draws lifted surfaces into a texture, with four samples a pixel and a depth buffer. */
import { lineWidths, palettes, surfaceShades, wallCasingOpacity, type Rgb } from '../training/palette.js';
import type { PictureLayers, PictureTheme } from '../training/picture.js';
import type { SurfaceMesh } from '../training/surface-mesh.js';
import type { GpuResources } from './buffers.js';
import { compileModule } from './kernel.js';
import { SURFACE_CELL_WORDS, SurfaceColors, surfaceShader, SurfaceView } from './kernels/surface.js';
import type { SurfaceScene, SurfaceSize } from './surface-scene.js';

const SAMPLES = 4;
const DEPTH_FORMAT = 'depth24plus';
/** Of the marked cell, in CSS pixels. */
const OUTLINE_WIDTH = 2;
/** Room for meshes that grow while a network trains. */
const SPARE = 1.5;

export interface SurfaceKernel {
  readonly pipeline: GPURenderPipeline;
  readonly layout: GPUBindGroupLayout;
  readonly format: GPUTextureFormat;
}

/** @throws ShaderCompileError */
export async function compileSurface(device: GPUDevice, format: GPUTextureFormat): Promise<SurfaceKernel> {
  const { label, vertexEntryPoint, fragmentEntryPoint, shaderFiles, bindings } = surfaceShader;
  const module = await compileModule(device, label, shaderFiles);
  const layout = device.createBindGroupLayout({
    label: `${label}.layout`,
    entries: Object.values(bindings).map((kind, binding) => ({
      binding,
      visibility: GPUShaderStage.VERTEX | GPUShaderStage.FRAGMENT,
      buffer: { type: kind === 'uniform' ? 'uniform' : 'read-only-storage' },
    })),
  });
  const pipeline = await device.createRenderPipelineAsync({
    label,
    layout: device.createPipelineLayout({ label: `${label}.pipeline`, bindGroupLayouts: [layout] }),
    vertex: { module, entryPoint: vertexEntryPoint },
    fragment: { module, entryPoint: fragmentEntryPoint, targets: [{ format }] },
    primitive: { topology: 'triangle-list', cullMode: 'none' },
    depthStencil: { format: DEPTH_FORMAT, depthWriteEnabled: true, depthCompare: 'less' },
    multisample: { count: SAMPLES },
  });
  return { pipeline, layout, format };
}

/** The buffers and textures of one surface. */
export class SurfacePass {
  readonly #device: GPUDevice;
  readonly #kernel: SurfaceKernel;
  readonly #resources: GpuResources;
  readonly #label: string;
  readonly #view: GPUBuffer;
  readonly #colors: GPUBuffer;
  readonly #viewBytes = new DataView(new ArrayBuffer(SurfaceView.byteLength));
  readonly #colorBytes = new DataView(new ArrayBuffer(SurfaceColors.byteLength));
  #buffers: MeshBuffers | null = null;
  #bindGroup: GPUBindGroup | null = null;
  #mesh: SurfaceMesh | null = null;
  #cellColors: Uint8ClampedArray | null = null;
  #attachments: { readonly color: GPUTexture; readonly depth: GPUTexture } | null = null;

  constructor(device: GPUDevice, kernel: SurfaceKernel, resources: GpuResources, label: string) {
    this.#device = device;
    this.#kernel = kernel;
    this.#resources = resources;
    this.#label = label;
    this.#view = resources.uniform(`${label}.view`, SurfaceView.byteLength);
    this.#colors = resources.uniform(`${label}.colors`, SurfaceColors.byteLength);
  }

  /**
   * Records the surface over a transparent ground.
   *
   * @param target of the kernel's format and of the size that is given
   */
  encode(encoder: GPUCommandEncoder, target: GPUTextureView, scene: SurfaceScene, size: SurfaceSize): void {
    this.#load(scene);
    this.#writeView(scene, size);
    this.#writeColors(scene.theme, scene.layers);
    const { color, depth } = this.#attach(size);
    const pass = encoder.beginRenderPass({
      label: this.#label,
      colorAttachments: [
        {
          view: color.createView(),
          resolveTarget: target,
          clearValue: [0, 0, 0, 0],
          loadOp: 'clear',
          storeOp: 'discard',
        },
      ],
      depthStencilAttachment: {
        view: depth.createView(),
        depthClearValue: 1,
        depthLoadOp: 'clear',
        depthStoreOp: 'discard',
      },
    });
    if (this.#buffers && this.#bindGroup && scene.mesh.triangles.length > 0) {
      pass.setPipeline(this.#kernel.pipeline);
      pass.setBindGroup(0, this.#bindGroup);
      pass.setIndexBuffer(this.#buffers.triangles, 'uint32');
      pass.drawIndexed(scene.mesh.triangles.length);
    }
    pass.end();
  }

  /** Sends what has changed of a mesh. */
  #load({ mesh, cellColors }: SurfaceScene): void {
    if (mesh === this.#mesh && cellColors === this.#cellColors) return;
    const { queue } = this.#device;
    const cells = cellTable(mesh, cellColors);
    const buffers = this.#ensure(mesh, cells.byteLength);
    queue.writeBuffer(buffers.cells, 0, cells);
    if (mesh !== this.#mesh) {
      queue.writeBuffer(buffers.corners, 0, mesh.corners);
      queue.writeBuffer(buffers.edgeLayers, 0, mesh.edgeLayers);
      queue.writeBuffer(buffers.logits, 0, mesh.logits);
      queue.writeBuffer(buffers.triangles, 0, mesh.triangles);
    }
    this.#mesh = mesh;
    this.#cellColors = cellColors;
  }

  /** Larger buffers where those at hand do not suffice. */
  #ensure({ corners, edgeLayers, logits, triangles }: SurfaceMesh, cellBytes: number): MeshBuffers {
    const needed = {
      corners: corners.byteLength,
      edgeLayers: edgeLayers.byteLength,
      cells: cellBytes,
      logits: logits.byteLength,
      triangles: triangles.byteLength,
    };
    const old = this.#buffers;
    const names = Object.keys(needed) as (keyof MeshBuffers)[];
    if (old && names.every((name) => old[name].size >= needed[name])) return old;
    for (const name of names) if (old) this.#resources.release(old[name]);
    const make = (name: keyof MeshBuffers, usage: GPUBufferUsageFlags): GPUBuffer =>
      this.#resources.buffer(`${this.#label}.${name}`, SPARE * needed[name], usage | GPUBufferUsage.COPY_DST);
    const buffers: MeshBuffers = {
      corners: make('corners', GPUBufferUsage.STORAGE),
      edgeLayers: make('edgeLayers', GPUBufferUsage.STORAGE),
      cells: make('cells', GPUBufferUsage.STORAGE),
      logits: make('logits', GPUBufferUsage.STORAGE),
      triangles: make('triangles', GPUBufferUsage.INDEX),
    };
    const bound = [this.#view, this.#colors, buffers.corners, buffers.edgeLayers, buffers.cells, buffers.logits];
    this.#bindGroup = this.#device.createBindGroup({
      label: this.#label,
      layout: this.#kernel.layout,
      entries: bound.map((buffer, binding) => ({ binding, resource: { buffer } })),
    });
    this.#buffers = buffers;
    // Nothing of an older mesh is in the new buffers.
    this.#mesh = null;
    return buffers;
  }

  #attach({ widthPx, heightPx }: SurfaceSize): { readonly color: GPUTexture; readonly depth: GPUTexture } {
    const old = this.#attachments;
    if (old && old.color.width === widthPx && old.color.height === heightPx) return old;
    if (old) {
      this.#resources.release(old.color);
      this.#resources.release(old.depth);
    }
    const make = (role: string, format: GPUTextureFormat): GPUTexture =>
      this.#resources.attachment(`${this.#label}.${role}`, widthPx, heightPx, format, SAMPLES);
    this.#attachments = { color: make('color', this.#kernel.format), depth: make('depth', DEPTH_FORMAT) };
    return this.#attachments;
  }

  #writeView(scene: SurfaceScene, { pixelRatio }: SurfaceSize): void {
    const { viewProjection: m, mesh, layers, light, markedCell, isShaded } = scene;
    const row = (index: number): number[] => [0, 4, 8, 12].map((column) => m[column + index]!);
    const { away, towards, below } = isShaded ? surfaceShades[scene.theme] : { away: 1, towards: 1, below: 1 };
    const { wall, wallCasing, decisionBoundary, decisionCasing } = lineWidths;
    const half = (core: number, casing: number): number => (core / 2 + casing) * pixelRatio;
    SurfaceView.encode(
      {
        clip_x: row(0),
        clip_y: row(1),
        clip_z: row(2),
        clip_w: row(3),
        light: [...light, 0],
        shade: [away, towards, below, 0],
        half_widths: [
          half(wall, 0),
          half(wall, wallCasing),
          half(decisionBoundary, 0),
          half(decisionBoundary, decisionCasing),
        ],
        class_count: mesh.classCount,
        fill: layers.fill === 'confidence' ? 1 : 0,
        marked: markedCell < 0 ? mesh.cellCount : markedCell,
        outline: OUTLINE_WIDTH * pixelRatio,
        casing_opacity: wallCasingOpacity,
        decision_opacity: layers.decisionBoundary ? 1 : 0,
      },
      this.#viewBytes,
    );
    this.#device.queue.writeBuffer(this.#view, 0, this.#viewBytes);
  }

  #writeColors(theme: PictureTheme, layers: PictureLayers): void {
    const { neutral, casing, decisionBoundary, walls, classFills } = palettes[theme];
    SurfaceColors.encode(
      {
        neutral: rgba(neutral, 1),
        casing: rgba(casing, 1),
        decision: rgba(decisionBoundary, 1),
        walls: walls.map((color, layer) => ({ rgba: rgba(color, layers.walls[layer] === false ? 0 : 1) })),
        classes: classFills.map((color) => ({ rgba: rgba(color, 1) })),
      },
      this.#colorBytes,
    );
    this.#device.queue.writeBuffer(this.#colors, 0, this.#colorBytes);
  }
}

interface MeshBuffers {
  readonly corners: GPUBuffer;
  readonly edgeLayers: GPUBuffer;
  readonly cells: GPUBuffer;
  readonly logits: GPUBuffer;
  readonly triangles: GPUBuffer;
}

const rgba = ([red, green, blue]: Rgb, opacity: number): number[] => [red / 255, green / 255, blue / 255, opacity];

/** The `SurfaceCell`s of src/shaders/surface.wgsl. */
function cellTable(
  { cellCount, cornerOffsets, slopes }: SurfaceMesh,
  colors: Uint8ClampedArray<ArrayBuffer>,
): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array(SURFACE_CELL_WORDS * cellCount);
  const numbers = new Float32Array(words.buffer);
  for (let cell = 0; cell < cellCount; cell++) {
    const at = SURFACE_CELL_WORDS * cell;
    words[at] = cornerOffsets[cell]!;
    words[at + 1] = cornerOffsets[cell + 1]! - cornerOffsets[cell]!;
    words[at + 2] =
      (colors[4 * cell]! | (colors[4 * cell + 1]! << 8) | (colors[4 * cell + 2]! << 16) | (255 << 24)) >>> 0;
    numbers[at + 3] = slopes[2 * cell]!;
    numbers[at + 4] = slopes[2 * cell + 1]!;
  }
  return words;
}
