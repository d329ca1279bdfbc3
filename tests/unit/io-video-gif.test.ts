import { describe, expect, it } from 'vitest';
import { framePictureInPieces } from '../../src/io/video/frame-picture.js';
import { gifFrameInPieces, type GifFrameRequest } from '../../src/io/video/gif-frame.js';
import { gifPalette, type FilmColors } from '../../src/io/video/gif-palette.js';
import { pictureWindow } from '../../src/training/datasets/data-window.js';
import { makeDataSet } from '../../src/training/datasets/make-data-set.js';
import { networkSpecs } from '../../src/training/experiment-config.js';
import { initialModel } from '../../src/training/initialize.js';
import { palettes, type Rgb } from '../../src/training/palette.js';
import { fills } from '../../src/training/picture.js';
import { presets } from '../../src/training/presets.js';
import { finish } from '../../src/training/workers/pieces.js';

const paper: Rgb = [1, 2, 3];
const ink: Rgb = [4, 5, 6];
const colors: FilmColors = { theme: 'light', fill: 'confidence', classCount: 2, depth: 2, paper, inks: [ink] };

describe('the palette of a film', () => {
  it('has all that is drawn flat in its own colour, and no more colours than a GIF', () => {
    for (const theme of ['light', 'dark'] as const) {
      for (const fill of fills) {
        for (const classCount of [2, 10]) {
          const palette = gifPalette({ ...colors, theme, fill, classCount, depth: 8 });
          expect(palette.length).toBeLessThanOrEqual(255);
          const { neutral, casing, decisionBoundary, classFills, regionFills, paper: plain } = palettes[theme];
          const filled = { confidence: classFills.slice(0, classCount), region: regionFills, plain: [plain] }[fill];
          expect(palette).toEqual(
            expect.arrayContaining(
              [paper, ink, neutral, casing, decisionBoundary, ...filled].map((color) => [...color]),
            ),
          );
        }
      }
    }
  });
});

describe('a picture in the colours of a GIF', () => {
  it('is hardly another', () => {
    const { config } = presets.moons;
    const data = makeDataSet(config.data);
    const [spec] = networkSpecs(config, data);
    const { rgba } = finish(
      framePictureInPieces({
        model: initialModel(spec!),
        data,
        statistics: 'data',
        batch: { training: config.training, cursor: { epoch: 0, batch: 0 } },
        view: pictureWindow(data),
        edge: 160,
        pixelRatio: 1,
        layers: { fill: 'confidence', walls: [], decisionBoundary: true },
        theme: 'light',
      }),
    );
    const palette = gifPalette(colors);
    const { indices } = finish(gifFrameInPieces({ ...request, width: 160, height: 160, rgba, palette }));
    let sum = 0;
    indices.forEach((index, pixel) => {
      palette[index]!.forEach((value, channel) => (sum += Math.abs(value - rgba[4 * pixel + channel]!)));
    });
    // A ramp of 24 levels between colours that are 43 apart is 0.5 off on average; lines take up a fifth of the picture.
    expect(sum / (3 * indices.length)).toBeLessThan(2);
  });
});

const [white, black, grey]: readonly Rgb[] = [
  [255, 255, 255],
  [0, 0, 0],
  [120, 120, 120],
];
const request: GifFrameRequest = {
  width: 2,
  height: 2,
  rgba: pixels(white!, black!, grey!, white!),
  palette: [white!, black!, grey!],
  former: null,
  hundredths: 5,
};

function pixels(...all: readonly Rgb[]): Uint8ClampedArray<ArrayBuffer> {
  return Uint8ClampedArray.from(all.flatMap((color) => [...color, 255]));
}

describe('a frame of a GIF', () => {
  it('has the nearest colour of every pixel', () => {
    const rgba = pixels([250, 250, 240], [10, 0, 30], [100, 130, 120], [200, 200, 200]);
    expect([...finish(gifFrameInPieces({ ...request, rgba })).indices]).toEqual([0, 1, 2, 0]);
  });

  it('leaves pixels that nobody can tell apart from what is shown as they are', () => {
    const former = Uint8Array.of(0, 0, 2, 2);
    const rgba = pixels([251, 252, 251], [250, 255, 255], [124, 123, 122], [255, 255, 255]);
    const palette: readonly Rgb[] = [...request.palette, [250, 255, 255]];
    expect([...finish(gifFrameInPieces({ ...request, rgba, palette, former })).indices]).toEqual([0, 0, 2, 0]);
  });

  it('begins the file where it is the first', () => {
    const text = (bytes: Uint8Array): string => String.fromCharCode(...bytes);
    const first = finish(gifFrameInPieces(request));
    expect(text(first.bytes)).toMatch(/^GIF89a/);
    expect(text(first.bytes)).toContain('NETSCAPE2.0');
    const second = finish(gifFrameInPieces({ ...request, former: first.indices }));
    // A graphic control extension: drawn over what is there, the fourth colour being none, for 5 hundredths of a second.
    expect([...second.bytes.subarray(0, 8)]).toEqual([0x21, 0xf9, 4, (1 << 2) | 1, 5, 0, 3, 0]);
  });
});
