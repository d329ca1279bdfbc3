/**
 * The device of all GPU tests that make engines: its kernels, which take a software adapter up to 12 seconds, are compiled
 * once for all files, since the project's files share their modules. What is lost on purpose has a provider of its own.
 */
import { DeviceProvider } from '../../src/gpu/index.js';

export const devices = new DeviceProvider(() => navigator.gpu, { graceMs: 600_000 });
