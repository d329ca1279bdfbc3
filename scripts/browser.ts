/**
 * Finds a Chromium for the tests and gives the flags with which it offers WebGPU.
 *
 * On Linux the flags choose SwiftShader, so that kernels run on machines without a GPU, or with `GPU=real` the machine's own.
 * Not imported by vite.config.ts: building the page must not need a browser.
 */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type LaunchOptions } from 'playwright-core';

const executableNames = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

// With any one of the first three left out compute still works, but presenting a canvas loses every device.
const softwareGpu = [
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
  '--use-angle=swiftshader',
  '--use-webgpu-adapter=swiftshader',
];

// A headless Chromium takes the GPU of the machine, and presents canvases from it, with these. Seen with NVIDIA's driver 580.
const realGpu = [
  '--enable-features=Vulkan',
  '--use-angle=vulkan',
  '--disable-vulkan-surface',
  '--ignore-gpu-blocklist',
  '--enable-gpu',
];

export const missingBrowserMessage =
  'No Chromium was found. Debian: sudo apt-get install chromium. ' +
  'Elsewhere: npx playwright install --with-deps chromium. Or set CHROMIUM_PATH to a Chromium or Chrome binary.';

/** @throws Error naming what to install when no browser is found. */
export function findBrowser(): Pick<LaunchOptions, 'executablePath' | 'channel'> {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (!existsSync(named)) throw new Error(`CHROMIUM_PATH is ${named}, but no file is there.`);
    return { executablePath: named };
  }
  const downloaded = chromium.executablePath();
  if (downloaded && existsSync(downloaded)) return { executablePath: downloaded };
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => executableNames.map((name) => join(folder, name)))
    .find((path) => existsSync(path));
  if (onPath) return { executablePath: onPath };
  if (process.platform !== 'linux') return { channel: 'chrome' };
  throw new Error(missingBrowserMessage);
}

export const webgpuFlags = (): string[] => [
  '--enable-unsafe-webgpu',
  ...(process.platform !== 'linux' ? [] : process.env.GPU === 'real' ? realGpu : softwareGpu),
];

/** Chromium refuses its sandbox to root, which is who runs tests in containers. */
export const sandboxFlags = (): string[] => (process.getuid?.() === 0 ? ['--no-sandbox'] : []);

export const launchOptions = (): LaunchOptions => ({
  ...findBrowser(),
  args: [...webgpuFlags(), ...sandboxFlags()],
});
