/** What is used of gifenc, which comes without types. */
declare module 'gifenc' {
  type Color = [red: number, green: number, blue: number];

  export interface FrameOptions {
    /** Begins the file: its size, palette and repetition come with this frame. */
    readonly first?: boolean;
    readonly palette?: readonly Color[];
    /** 0: for ever. */
    readonly repeat?: number;
    /** Milliseconds, rounded to hundredths of a second. */
    readonly delay?: number;
    readonly transparent?: boolean;
    readonly transparentIndex?: number;
    /** 1: what is drawn stays. */
    readonly dispose?: number;
  }

  export interface Encoder {
    writeHeader(): void;
    writeFrame(indices: Uint8Array, width: number, height: number, options: FrameOptions): void;
    /** A copy of what has been written. */
    bytes(): Uint8Array<ArrayBuffer>;
  }

  export function GIFEncoder(options: { readonly auto: boolean; readonly initialCapacity?: number }): Encoder;
}
