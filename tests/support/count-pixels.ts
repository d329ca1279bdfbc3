/** Opaque pixels of a drawing in one colour. */
export function countPixels(canvas: HTMLCanvasElement, color: readonly [number, number, number]): number {
  const { data = [] } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? {};
  let count = 0;
  for (let i = 0; i < data.length; i += 4) {
    if (color.every((value, channel) => Math.abs((data[i + channel] ?? 0) - value) < 3) && data[i + 3] === 255) count++;
  }
  return count;
}
