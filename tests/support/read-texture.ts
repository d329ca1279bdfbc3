/** RGBA bytes of the top left corner of a texture, row by row. */
export async function readTexture(
  device: GPUDevice,
  texture: GPUTexture,
  width: number,
  height: number,
): Promise<Uint8Array<ArrayBuffer>> {
  // WebGPU wants rows of copies at multiples of 256 bytes.
  const bytesPerRow = 256 * Math.ceil((4 * width) / 256);
  const staging = device.createBuffer({
    label: 'test.texture',
    size: bytesPerRow * height,
    usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ,
  });
  const encoder = device.createCommandEncoder();
  encoder.copyTextureToBuffer({ texture }, { buffer: staging, bytesPerRow }, [width, height]);
  device.queue.submit([encoder.finish()]);
  await staging.mapAsync(GPUMapMode.READ);
  const rows = new Uint8Array(staging.getMappedRange());
  const pixels = new Uint8Array(4 * width * height);
  for (let row = 0; row < height; row++) {
    pixels.set(rows.subarray(row * bytesPerRow, row * bytesPerRow + 4 * width), 4 * row * width);
  }
  staging.destroy();
  return pixels;
}
