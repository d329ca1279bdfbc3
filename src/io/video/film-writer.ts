import type { FrameRate } from './frame-plan.js';

/** Kinds of files that films are saved as. */
export const filmFormats = ['mp4', 'webm', 'gif'] as const;
export type FilmFormat = (typeof filmFormats)[number];

/** Media types of the files. */
export const filmTypes: Readonly<Record<FilmFormat, string>> = {
  mp4: 'video/mp4',
  webm: 'video/webm',
  gif: 'image/gif',
};

export interface FilmSize {
  /** In pixels, even: videos halve the resolution of colour. */
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: FrameRate;
}

/** Takes the frames of a film one after the other. */
export interface FilmWriter {
  /**
   * Resolves once the next frame may come: no more than a few are ever kept.
   *
   * @param rgba of the film's size, opaque, row by row from the top
   * @param ticks how long the frame is shown, in frames of the film's rate, 1 or more
   */
  add(rgba: Uint8ClampedArray<ArrayBuffer>, ticks: number): Promise<void>;
  /** The file, once the last frame has been added. */
  finish(): Promise<Blob>;
  /** Gives everything up, at any moment but after `finish`. */
  cancel(): Promise<void>;
}
