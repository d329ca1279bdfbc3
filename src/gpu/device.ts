import { GpuUnavailableError } from './errors.js';

export interface AcquiredDevice {
  readonly device: GPUDevice;
  /** Adapter's name for the reader, e.g. "apple metal-3"; never sent anywhere. */
  readonly adapterName: string;
  /** A software adapter such as SwiftShader. */
  readonly isFallback: boolean;
}

// The only feature used, where it is there. Limits stay at their defaults, so that every adapter will do.
const optionalFeatures: readonly GPUFeatureName[] = ['timestamp-query'];

/**
 * A new device from a new adapter (an adapter serves one device only).
 *
 * @throws GpuUnavailableError with a sentence for the reader
 */
export async function acquireDevice(gpu: GPU | undefined): Promise<AcquiredDevice> {
  if (!gpu) throw new GpuUnavailableError('This browser offers no WebGPU.');
  const adapter = await gpu.requestAdapter().catch((cause: unknown) => {
    throw new GpuUnavailableError('The browser refused a graphics adapter.', { cause });
  });
  if (!adapter) throw new GpuUnavailableError('The browser found no graphics adapter for WebGPU.');
  const device = await adapter
    .requestDevice({
      label: 'splinescope',
      requiredFeatures: optionalFeatures.filter((feature) => adapter.features.has(feature)),
    })
    .catch((cause: unknown) => {
      throw new GpuUnavailableError('The graphics adapter gave no device.', { cause });
    });
  const { vendor, architecture, description, isFallbackAdapter } = adapter.info;
  return {
    device,
    adapterName: description || [vendor, architecture].filter(Boolean).join(' ') || 'unnamed adapter',
    isFallback: isFallbackAdapter,
  };
}
