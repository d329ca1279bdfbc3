/** Films as MP4 or WebM, by the encoders of the browser; loaded when a film is asked for. */
import {
  BufferTarget,
  getFirstEncodableVideoCodec,
  Mp4OutputFormat,
  Output,
  Quality,
  VideoSample,
  VideoSampleSource,
  WebMOutputFormat,
  type VideoCodec,
} from 'mediabunny';
import { filmTypes, type FilmSize, type FilmWriter } from './film-writer.js';

export type VideoFormat = 'mp4' | 'webm';

/** The first that the browser has an encoder for is taken: those that most players know come first. */
const codecs: Readonly<Record<VideoFormat, readonly VideoCodec[]>> = { mp4: ['avc'], webm: ['vp9', 'vp8', 'av1'] };

/** Thin lines and small letters do not bear less; at a fixed quality they would take five times as much in VP9. */
const quality = new Quality({ quality: 'very-high', preferBitrate: true });

/** Whether this browser has an encoder for films of this size. */
export const canEncodeFilm = async (format: VideoFormat, size: FilmSize): Promise<boolean> =>
  (await codecFor(format, size)) !== null;

const codecFor = (
  format: VideoFormat,
  { width, height }: FilmSize,
  among = codecs[format],
): Promise<VideoCodec | null> => getFirstEncodableVideoCodec([...among], { width, height, quality });

/** All of its frames last equally long: one that is shown for longer comes again. */
export class VideoWriter implements FilmWriter {
  readonly #size: FilmSize;
  readonly #format: VideoFormat;
  readonly #target = new BufferTarget();
  readonly #output: Output;
  readonly #source: VideoSampleSource;
  #ticks = 0;

  private constructor(format: VideoFormat, size: FilmSize, codec: VideoCodec) {
    this.#format = format;
    this.#size = size;
    const outputFormat = format === 'mp4' ? new Mp4OutputFormat({ fastStart: 'in-memory' }) : new WebMOutputFormat();
    this.#output = new Output({ format: outputFormat, target: this.#target });
    this.#source = new VideoSampleSource({ codec, quality });
    this.#output.addVideoTrack(this.#source, { frameRate: size.framesPerSecond });
  }

  /**
   * @param among codecs, the first that can be encoded is taken; by default those that players of the format know
   * @throws Error (rejects) where the browser has no encoder for it
   */
  static async start(format: VideoFormat, size: FilmSize, among?: readonly VideoCodec[]): Promise<VideoWriter> {
    const codec = await codecFor(format, size, among);
    if (!codec) throw new Error(`this browser encodes no ${format} of ${size.width} by ${size.height} pixels`);
    const writer = new VideoWriter(format, size, codec);
    await writer.#output.start();
    return writer;
  }

  async add(rgba: Uint8ClampedArray<ArrayBuffer>, ticks: number): Promise<void> {
    const { width, height, framesPerSecond } = this.#size;
    for (let i = 0; i < ticks; i++) {
      const sample = new VideoSample(rgba, {
        format: 'RGBA',
        codedWidth: width,
        codedHeight: height,
        timestamp: this.#ticks++ / framesPerSecond,
        duration: 1 / framesPerSecond,
      });
      try {
        await this.#source.add(sample);
      } finally {
        sample.close();
      }
    }
  }

  async finish(): Promise<Blob> {
    await this.#output.finalize();
    const { buffer } = this.#target;
    if (!buffer) throw new Error('the encoder gave no file');
    return new Blob([buffer], { type: filmTypes[this.#format] });
  }

  async cancel(): Promise<void> {
    if (this.#output.state !== 'finalized') await this.#output.cancel();
  }
}
