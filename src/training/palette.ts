import type { PictureTheme } from './picture.js';

/** sRGB, 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/**
 * Every colour that carries meaning in a picture: read by both engines' painters, the legend and the markers.
 *
 * Blue and vermillion lead the classes because all common forms of colour blindness tell them apart. Of their marks one is dark
 * and one light, so that print in grey tells them apart too. Fills of classes are near one luminance: a network that
 * changes its mind at every step may not make its picture flash (WCAG 2.3.1). In grey, the boundary between them is what is
 * seen. Fills are low in chroma, and on each of them a wall's core has a contrast of 3:1 or more (WCAG 1.4.11).
 */
export interface Palette {
  /** Fill `plain`. */
  readonly paper: Rgb;
  /**
   * Fill `confidence` where all classes are equally likely. A pixel is neutral + t (classFills[c] - neutral), c the
   * most likely class, t = (p - 1/C) / (1 - 1/C), p its probability, C the number of classes; mixed in sRGB.
   */
  readonly neutral: Rgb;
  /** Fill at full confidence, by class. */
  readonly classFills: readonly Rgb[];
  /** Points and text about a class; 3:1 or more on the paper, on the fill of the class and on the casing. */
  readonly classMarks: readonly Rgb[];
  /** Fill `region`: entry `hash % length` of a cell's activation code. */
  readonly regionFills: readonly Rgb[];
  /**
   * Fills by a number, from its lowest value to its highest; mixed in sRGB in between. Luminance runs one way and hue from
   * yellow to blue or back, which all common forms of colour blindness tell apart.
   */
  readonly sequentialFills: readonly Rgb[];
  /** Core of the walls by hidden layer, an ordered ramp of hues from indigo through green to violet. */
  readonly walls: readonly Rgb[];
  /** Along both sides of every wall, boundary and marker. */
  readonly casing: Rgb;
  readonly decisionBoundary: Rgb;
}

/** Widths of lines in CSS pixels: full width of the core, and what the casing adds on each side. */
export const lineWidths = { wall: 1, wallCasing: 0.75, decisionBoundary: 2.5, decisionCasing: 1 } as const;
/** Opacity of the casing of a wall; that of the decision boundary is opaque. Bundles of walls stay lines. */
export const wallCasingOpacity = 0.55;

/**
 * Brightness of a lifted surface as a share of its fill: turned away from the light, towards it, and seen from below. A level
 * cell is about as bright as in the flat picture.
 */
export const surfaceShades: Readonly<
  Record<PictureTheme, { readonly away: number; readonly towards: number; readonly below: number }>
> = {
  light: { away: 0.72, towards: 1.04, below: 0.66 },
  dark: { away: 0.6, towards: 1.5, below: 0.5 },
};

export const palettes: Readonly<Record<PictureTheme, Palette>> = {
  light: {
    paper: [251, 250, 247],
    neutral: [248, 246, 242],
    classFills: [
      [205, 226, 251],
      [254, 221, 203],
      [196, 239, 215],
      [247, 226, 255],
      [236, 228, 187],
      [189, 241, 244],
      [255, 212, 229],
      [223, 238, 198],
      [219, 224, 255],
      [255, 231, 195],
    ],
    classMarks: [
      [0, 78, 138],
      [214, 94, 6],
      [0, 132, 94],
      [150, 70, 170],
      [146, 114, 0],
      [0, 128, 148],
      [196, 66, 110],
      [90, 124, 16],
      [84, 84, 200],
      [150, 90, 30],
    ],
    regionFills: [
      [255, 236, 235],
      [198, 239, 213],
      [237, 230, 255],
      [255, 241, 222],
      [185, 238, 247],
      [255, 225, 240],
      [239, 247, 226],
      [208, 228, 255],
      [255, 227, 215],
      [223, 251, 243],
      [241, 217, 253],
      [244, 235, 206],
      [224, 248, 255],
      [255, 213, 220],
      [219, 243, 219],
      [240, 241, 255],
      [255, 219, 191],
      [205, 244, 245],
      [255, 236, 252],
      [227, 231, 190],
      [216, 238, 255],
      [255, 232, 208],
      [194, 239, 218],
      [240, 229, 255],
    ],
    sequentialFills: [
      [255, 250, 224],
      [221, 235, 202],
      [181, 220, 203],
      [152, 203, 216],
      [147, 182, 222],
    ],
    walls: [
      [55, 51, 160],
      [0, 100, 108],
      [43, 101, 48],
      [99, 91, 13],
      [131, 77, 0],
      [157, 54, 29],
      [157, 36, 107],
      [122, 55, 162],
    ],
    casing: [255, 255, 255],
    decisionBoundary: [26, 24, 22],
  },
  dark: {
    paper: [24, 25, 28],
    neutral: [34, 35, 38],
    classFills: [
      [8, 38, 62],
      [112, 76, 52],
      [25, 59, 42],
      [67, 51, 78],
      [58, 51, 18],
      [19, 66, 69],
      [71, 40, 52],
      [52, 63, 33],
      [46, 48, 76],
      [74, 55, 27],
    ],
    classMarks: [
      [66, 148, 218],
      [255, 182, 120],
      [60, 200, 150],
      [205, 140, 230],
      [235, 205, 80],
      [80, 205, 220],
      [245, 130, 170],
      [165, 205, 90],
      [150, 155, 255],
      [215, 160, 95],
    ],
    regionFills: [
      [42, 27, 26],
      [29, 61, 43],
      [43, 38, 60],
      [39, 29, 18],
      [13, 60, 68],
      [57, 34, 46],
      [28, 33, 20],
      [39, 53, 79],
      [59, 35, 27],
      [18, 35, 31],
      [63, 45, 71],
      [49, 42, 17],
      [18, 34, 41],
      [75, 42, 49],
      [29, 47, 30],
      [29, 30, 43],
      [72, 47, 26],
      [12, 48, 49],
      [39, 27, 36],
      [54, 56, 24],
      [26, 44, 61],
      [42, 35, 22],
      [25, 61, 47],
      [46, 37, 59],
    ],
    sequentialFills: [
      [24, 25, 30],
      [27, 40, 68],
      [38, 58, 90],
      [58, 75, 94],
      [90, 83, 58],
    ],
    walls: [
      [158, 170, 253],
      [93, 218, 224],
      [141, 227, 144],
      [226, 217, 99],
      [245, 183, 91],
      [251, 144, 106],
      [243, 138, 190],
      [204, 151, 243],
    ],
    casing: [12, 12, 14],
    decisionBoundary: [250, 247, 240],
  },
};
