import { filmFormats, type FilmFormat, type FilmSize, type FilmWriter } from '../../io/video/film-writer.js';
import type { FilmColors } from '../../io/video/gif-palette.js';
import type { WorkerPool } from '../../training/workers/worker-pool.js';

/** The writer of a format, with all that it takes: loaded when a film is asked for. */
export async function openWriter(
  format: FilmFormat,
  size: FilmSize,
  colors: FilmColors,
  workers: WorkerPool,
): Promise<FilmWriter> {
  if (format !== 'gif') {
    const { VideoWriter } = await import('../../io/video/video-writer.js');
    return VideoWriter.start(format, size);
  }
  const [{ GifWriter }, { gifPalette }, { gifWork }] = await Promise.all([
    import('../../io/video/gif-writer.js'),
    import('../../io/video/gif-palette.js'),
    import('../../io/video/gif-work.js'),
  ]);
  return new GifWriter(size, gifPalette(colors), workers.join(gifWork));
}

/** Formats that films of this size can be made in here; GIF always. @throws (rejects) where the part for videos does not load */
export async function formatsFor(size: FilmSize): Promise<readonly FilmFormat[]> {
  if (typeof VideoEncoder === 'undefined') return ['gif'];
  const { canEncodeFilm } = await import('../../io/video/video-writer.js');
  const can = await Promise.all(
    filmFormats.map(async (format) => format === 'gif' || (await canEncodeFilm(format, size))),
  );
  return filmFormats.filter((_, index) => can[index]);
}
