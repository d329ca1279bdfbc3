export { DeviceProvider, type DeviceProviderOptions } from './device-provider.js';
export { createGpuBackend, type GpuBackend, type GpuBackendOptions } from './gpu-backend.js';
export { GpuSurfaces, type GpuSurface } from './surface-renderer.js';
export type { SurfaceScene, SurfaceSize } from './surface-scene.js';
