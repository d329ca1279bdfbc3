/** What is alive on the GPU of a page: every buffer and texture is entered when it is made and struck when it is freed. */
export class GpuLedger {
  #byteLength = 0;
  #count = 0;

  /** Bytes of all live buffers and textures. Canvases are the browser's and not among them. */
  get byteLength(): number {
    return this.#byteLength;
  }

  /** Live buffers and textures. */
  get count(): number {
    return this.#count;
  }

  enter(byteLength: number): void {
    this.#byteLength += byteLength;
    this.#count++;
  }

  strike(byteLength: number): void {
    this.#byteLength -= byteLength;
    this.#count--;
  }
}
