export { createGpuBackend, type GpuBackend, type GpuBackendOptions } from './gpu-backend.js';
