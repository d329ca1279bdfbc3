/** Films as a browser decodes them. */
import { resolve } from 'node:path';
import type { Page } from '@playwright/test';

export interface DecodedFilm {
  readonly width: number;
  readonly height: number;
  /** Of every frame, in milliseconds. */
  readonly frames: readonly { readonly startMs: number; readonly lastsMs: number }[];
  /** Pixels of the first frame, of one that was asked for and of the last: [height, width, 4], row by row from the top. */
  readonly first: Uint8Array;
  readonly asked: Uint8Array;
  readonly last: Uint8Array;
}

type Pictures = 'first' | 'asked' | 'last';
type PlainFilm = Omit<DecodedFilm, Pictures> & Readonly<Record<Pictures, string>>;

const decoded = (film: PlainFilm): DecodedFilm => ({
  ...film,
  first: new Uint8Array(Buffer.from(film.first, 'base64')),
  asked: new Uint8Array(Buffer.from(film.asked, 'base64')),
  last: new Uint8Array(Buffer.from(film.last, 'base64')),
});

/** Every frame of an MP4 or WebM file. @param asked number of a frame, from 0 */
export async function decodeVideo(page: Page, bytes: Buffer, asked: number): Promise<DecodedFilm> {
  const library = '/mediabunny-of-the-test.mjs';
  await page.route(`**${library}`, (route) =>
    route.fulfill({ path: resolve('node_modules/mediabunny/dist/bundles/mediabunny.min.mjs') }),
  );
  const film = await page.evaluate(
    async ([script, base64, index]) => {
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
      let [first, asked] = ['', ''];
      for await (const sample of new VideoSampleSink(track).samples()) {
        canvas.width = sample.displayWidth;
        canvas.height = sample.displayHeight;
        sample.draw(context, 0, 0);
        frames.push({ startMs: Math.round(1e3 * sample.timestamp), lastsMs: Math.round(1e3 * sample.duration) });
        sample.close();
        first ||= pixels();
        if (frames.length === index + 1) asked = pixels();
      }
      return { width: canvas.width, height: canvas.height, frames, first, asked, last: pixels() };
    },
    [library, bytes.toString('base64'), asked] as const,
  );
  return decoded(film);
}

/** Every frame of a GIF. @param asked number of a frame, from 0 */
export async function decodeGif(page: Page, bytes: Buffer, asked: number): Promise<DecodedFilm> {
  const film = await page.evaluate(
    async ([base64, index]) => {
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
      let [first, asked] = ['', ''];
      const count = decoder.tracks.selectedTrack?.frameCount ?? 0;
      for (let frameIndex = 0; frameIndex < count; frameIndex++) {
        const { image } = await decoder.decode({ frameIndex });
        canvas.width = image.displayWidth;
        canvas.height = image.displayHeight;
        context.drawImage(image, 0, 0);
        frames.push({ startMs: image.timestamp / 1e3, lastsMs: (image.duration ?? 0) / 1e3 });
        image.close();
        first ||= pixels();
        if (frameIndex === index) asked = pixels();
      }
      return { width: canvas.width, height: canvas.height, frames, first, asked, last: pixels() };
    },
    [bytes.toString('base64'), asked] as const,
  );
  return decoded(film);
}
