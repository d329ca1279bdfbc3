/** No device can be had. The message is a sentence for the reader of the page. */
export class GpuUnavailableError extends Error {
  override readonly name = 'GpuUnavailableError';
}

/** A shader did not compile. The message lists Tint's messages with the file and line that they come from. */
export class ShaderCompileError extends Error {
  override readonly name = 'ShaderCompileError';

  constructor(
    readonly kernel: string,
    readonly messages: readonly string[],
  ) {
    super(`Shader of ${kernel} does not compile:\n${messages.join('\n')}`);
  }
}

/** The GPU has too little memory for a buffer; names the buffer and its size. */
export class GpuMemoryError extends Error {
  override readonly name = 'GpuMemoryError';

  constructor(
    readonly label: string,
    readonly byteLength: number,
    options?: ErrorOptions,
  ) {
    super(`The graphics memory does not suffice for ${label} (${(byteLength / 2 ** 20).toFixed(1)} MiB).`, options);
  }
}
