import { DeviceProvider } from './gpu/index.js';

/**
 * Where the sessions and surfaces of a page have their one device from, unless they are given another provider. Nothing is
 * asked of the browser before one of them needs it.
 */
export const pageDevices = new DeviceProvider(() => navigator.gpu);
