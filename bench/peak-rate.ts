/** The most multiply-adds that this adapter does, to see how much of it the kernels reach. */
import { GpuResources } from '../src/gpu/buffers.js';
import { KernelCompiler, type KernelDefinition } from '../src/gpu/kernel.js';
import { uniformStruct } from '../src/gpu/uniform-struct.js';

const WORKGROUP_SIZE = 64;
/** Enough threads to fill the largest GPUs. */
const WORKGROUPS = 4096;
/** Independent chains per thread, so that no multiply-add waits for the one before it. */
const CHAINS = 10;
/** Links of every chain per turn of the loop: on SwiftShader a turn itself costs as much as 100 multiply-adds. */
const LINKS = 16;

const Peak = uniformStruct('Peak', { turns: 'u32', ratio: 'f32', term: 'f32' });
const bindings = { settings: 'uniform', sums: 'read-write' } as const;
const definition: KernelDefinition<typeof bindings> = {
  name: 'peak',
  files: [{ path: 'peak.wgsl', text: peakText() }],
  bindings,
};

/** Multiply-adds and nothing else. Made here rather than written because it has to be unrolled. */
function peakText(): string {
  const chains = Array.from({ length: CHAINS }, (_, index) => `x${index}`);
  const link = chains.map((x) => `    ${x} = ${x} * ratio + term;\n`).join('');
  return `
struct Peak {
  turns: u32,
  ratio: f32,
  term: f32,
}

@group(0) @binding(0) var<uniform> settings: Peak;
@group(0) @binding(1) var<storage, read_write> sums: array<f32>;

@compute @workgroup_size(${WORKGROUP_SIZE})
fn peak(@builtin(global_invocation_id) id: vec3u) {
  let turns = settings.turns;
  let ratio = settings.ratio;
  let term = settings.term;
${chains.map((x, index) => `  var ${x} = f32(id.x % 7u + ${index}u);\n`).join('')}
  for (var turn = 0u; turn < turns; turn++) {
${link.repeat(LINKS)}
  }
  sums[id.x] = ${chains.join(' + ')};
}`;
}

/** @returns goes that many turns in every thread, waits for them, and gives the floating-point operations done */
export async function preparePeak(device: GPUDevice): Promise<(turns: number) => Promise<number>> {
  const kernel = await new KernelCompiler(device).compile(definition);
  const resources = new GpuResources(device);
  const settings = resources.uniform('peak.settings', Peak.byteLength);
  const sums = resources.storage('peak.sums', 4 * WORKGROUP_SIZE * WORKGROUPS);
  const group = kernel.bind(device, 'peak', { settings, sums });
  const bytes = new DataView(new ArrayBuffer(Peak.byteLength));
  return async (turns) => {
    // Every chain converges to 1: neither infinite nor denormal numbers, which some processors are slow at.
    Peak.encode({ turns, ratio: 0.75, term: 0.25 }, bytes);
    device.queue.writeBuffer(settings, 0, bytes);
    const encoder = device.createCommandEncoder({ label: 'peak' });
    const pass = encoder.beginComputePass({ label: 'peak' });
    pass.setPipeline(kernel.pipeline);
    pass.setBindGroup(0, group);
    pass.dispatchWorkgroups(WORKGROUPS);
    pass.end();
    device.queue.submit([encoder.finish()]);
    await device.queue.onSubmittedWorkDone();
    return 2 * WORKGROUP_SIZE * WORKGROUPS * turns * LINKS * CHAINS;
  };
}
