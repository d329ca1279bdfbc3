/** Films as a browser decodes them. */
import { resolve } from 'node:path';
import type { Page } from '@playwright/test';

export interface DecodedFilm {
  readonly width: number;
  readonly height: number;
  /** Of every frame, in milliseconds. */
  readonly frames: readonly { readonly startMs: number; readonly lastsMs: number }[];
  /** Pixels of the first and of the last frame: [height, width, 4], row by row from the top. */
  readonly first: Uint8Array;
  readonly last: Uint8Array;
}

type PlainFilm = Omit<DecodedFilm, 'first' | 'last'> & { readonly first: string; readonly last: string };

const decoded = (film: PlainFilm): DecodedFilm => ({
  ...film,
  first: new Uint8Array(Buffer.from(film.first, 'base64')),
  last: new Uint8Array(Buffer.from(film.last, 'base64')),
});

/** Every frame of an MP4 or WebM file. */
export async function decodeVideo(page: Page, bytes: Buffer): Promise<DecodedFilm> {
  const library = '/mediabunny-of-the-test.mjs';
  await page.route(`**${library}`, (route) =>
    route.fulfill({ path: resolve('node_modules/mediabunny/dist/bundles/mediabunny.min.mjs') }),
  );
  const film = await page.evaluate(
    async ([script, base64]) => {
      const { ALL_FORMATS, BufferSource, Input, VideoSampleSink } = (await import(
        script
      )) as typeof import('mediabunny');
      const file = await (await fetch(`data:application/octet-stream;base64,${base64}`)).arrayBuffer();
      const track = await new Input({ formats: ALL_FORMATS, source: new BufferSource(file) }).getPrimaryVideoTrack();
      if (!track) throw new Error('The file has no video.');
      const canvas = document.createElement('canvas');
      const context = canvas.getContext('2d', { willReadFrequently: true })!;
      const pixels = (): string => {
        const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
        return btoa(Array.from(data, (byte) => String.fromCharCode(byte)).join(''));
      };
      const frames: { startMs: number; lastsMs: number }[] = [];
      let first = '';
      for await (const sample of new VideoSampleSink(track).samples()) {
        canvas.width = sample.displayWidth;
        canvas.height = sample.displayHeight;
        sample.draw(context, 0, 0);
        frames.push({ startMs: Math.round(1e3 * sample.timestamp), lastsMs: Math.round(1e3 * sample.duration) });
        sample.close();
        first ||= pixels();
      }
      return { width: canvas.width, height: canvas.height, frames, first, last: pixels() };
    },
    [library, bytes.toString('base64')] as const,
  );
  return decoded(film);
}

/** Every frame of a GIF. */
export async function decodeGif(page: Page, bytes: Buffer): Promise<DecodedFilm> {
  const film = await page.evaluate(async (base64) => {
    const data = await (await fetch(`data:image/gif;base64,${base64}`)).arrayBuffer();
    const decoder = new ImageDecoder({ data, type: 'image/gif' });
    await decoder.tracks.ready;
    await decoder.completed;
    const canvas = document.createElement('canvas');
    const context = canvas.getContext('2d', { willReadFrequently: true })!;
    const pixels = (): string => {
      const { data: rgba } = context.getImageData(0, 0, canvas.width, canvas.height);
      return btoa(Array.from(rgba, (byte) => String.fromCharCode(byte)).join(''));
    };
    const frames: { startMs: number; lastsMs: number }[] = [];
    let first = '';
    const count = decoder.tracks.selectedTrack?.frameCount ?? 0;
    for (let frameIndex = 0; frameIndex < count; frameIndex++) {
      const { image } = await decoder.decode({ frameIndex });
      canvas.width = image.displayWidth;
      canvas.height = image.displayHeight;
      context.drawImage(image, 0, 0);
      frames.push({ startMs: image.timestamp / 1e3, lastsMs: (image.duration ?? 0) / 1e3 });
      image.close();
      first ||= pixels();
    }
    return { width: canvas.width, height: canvas.height, frames, first, last: pixels() };
  }, bytes.toString('base64'));
  return decoded(film);
}
