import type { Rgb } from '../../training/palette.js';
import type { PictureTheme } from '../../training/picture.js';

/** What surrounds the pictures of a film, in the colours of the page. */
export interface FilmFrameColors {
  readonly paper: Rgb;
  readonly ink: Rgb;
  readonly soft: Rgb;
  readonly hairline: Rgb;
  /** By network. */
  readonly networks: readonly [first: Rgb, second: Rgb];
}

export const filmColors: Readonly<Record<PictureTheme, FilmFrameColors>> = {
  light: {
    paper: [251, 250, 247],
    ink: [28, 26, 23],
    soft: [91, 86, 77],
    hairline: [223, 218, 207],
    networks: [
      [117, 105, 91],
      [125, 29, 109],
    ],
  },
  dark: {
    paper: [24, 25, 28],
    ink: [240, 236, 228],
    soft: [174, 168, 156],
    hairline: [52, 54, 59],
    networks: [
      [150, 140, 125],
      [244, 184, 236],
    ],
  },
};

/** Paper and all that is drawn on it. */
export function filmInks(theme: PictureTheme): { readonly paper: Rgb; readonly inks: readonly Rgb[] } {
  const { paper, ink, soft, hairline, networks } = filmColors[theme];
  return { paper, inks: [ink, soft, hairline, ...networks] };
}
