/** Videos as files, decoded again: what a reader's player gets, frame by frame. */
import { ALL_FORMATS, BlobSource, Input, VideoSampleSink } from 'mediabunny';
import { expect, test } from 'vitest';
import { VideoWriter, type VideoFormat } from '../../src/io/video/video-writer.js';

const size = { width: 128, height: 96, framesPerSecond: 10 } as const;

/** A slope of colour, another for each number, with a step in the middle. */
function pictureOf(number: number): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(4 * size.width * size.height).fill(255);
  for (let at = 0; at < rgba.length; at += 4) {
    const x = (at / 4) % size.width;
    const y = Math.floor(at / 4 / size.width);
    rgba[at] = x < size.width / 2 ? 40 : 200;
    rgba[at + 1] = 2 * y;
    rgba[at + 2] = 60 * number;
  }
  return rgba;
}

interface Frame {
  readonly startMs: number;
  readonly lastsMs: number;
  readonly rgba: Uint8ClampedArray;
}

async function decoded(film: Blob): Promise<readonly Frame[]> {
  const track = await new Input({ formats: ALL_FORMATS, source: new BlobSource(film) }).getPrimaryVideoTrack();
  if (!track) throw new Error('The file has no video.');
  const frames: Frame[] = [];
  const context = new OffscreenCanvas(size.width, size.height).getContext('2d', { willReadFrequently: true })!;
  for await (const sample of new VideoSampleSink(track).samples()) {
    sample.draw(context, 0, 0);
    const { data: rgba } = context.getImageData(0, 0, size.width, size.height);
    frames.push({ startMs: Math.round(1e3 * sample.timestamp), lastsMs: Math.round(1e3 * sample.duration), rgba });
    sample.close();
  }
  return frames;
}

const difference = (a: Uint8ClampedArray, b: Uint8ClampedArray): number =>
  a.reduce((sum, value, at) => sum + Math.abs(value - b[at]!), 0) / a.length;

test.each<[VideoFormat, string]>([
  ['mp4', 'video/mp4'],
  ['webm', 'video/webm'],
])('%s: every frame comes back in its place, as long as it was asked for', async (format, type) => {
  // In MP4 films are offered in H.264, which Chromium writes without being able to read it.
  const writer = await VideoWriter.start(format, size, ['vp9', 'av1']);
  const shown = [0, 1, 1, 1, 2];
  for (const [number, ticks] of [
    [0, 1],
    [1, 3],
    [2, 1],
  ] as const) {
    await writer.add(pictureOf(number), ticks);
  }
  const film = await writer.finish();
  expect(film.type).toBe(type);
  const start = new TextDecoder('latin1').decode(await film.slice(0, 12).arrayBuffer());
  if (format === 'mp4') expect(start.slice(4, 8)).toBe('ftyp');
  const frames = await decoded(film);
  expect(frames.map(({ startMs }) => startMs)).toEqual([0, 100, 200, 300, 400]);
  expect(frames.map(({ lastsMs }) => lastsMs)).toEqual(shown.map(() => 100));
  frames.forEach(({ rgba }, index) => {
    const differences = [0, 1, 2].map((number) => difference(rgba, pictureOf(number)));
    // Colour has half the resolution there; the blue of one picture and the next are 60 apart, in one channel of four.
    expect(Math.min(...differences)).toBe(differences[shown[index]!]);
    expect(differences[shown[index]!]).toBeLessThan(60 / 4 / 2);
  });
});

test('no file is begun that cannot be encoded, and the error says which', async () => {
  await expect(VideoWriter.start('mp4', size, [])).rejects.toThrow('encodes no mp4 of 128 by 96 pixels');
});
