import type { NormalizationStatistics } from './model-state.js';

/** A rectangle of the input plane; y grows upwards. Its edges are the outer edges of the picture's pixels. */
export interface ViewWindow {
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

export const fills = ['confidence', 'region', 'plain'] as const;
/** `confidence`: class colour by softmax probability; `region`: colour from a hash of the activation code. */
export type Fill = (typeof fills)[number];

export interface PictureLayers {
  readonly fill: Fill;
  /** Per hidden layer: draw its walls. Layers beyond the list are drawn. */
  readonly walls: readonly boolean[];
  readonly decisionBoundary: boolean;
}

export const pointSets = ['train', 'all', 'none'] as const;
/** Which data points a picture shows: training points, test points too (hollow), or none. */
export type PointSet = (typeof pointSets)[number];

export type PictureTheme = 'light' | 'dark';

/** One picture of one network. */
export interface PictureRequest {
  /** Index of the network. */
  readonly model: number;
  readonly view: ViewWindow;
  /** Size of the canvas in device pixels. Zero pauses the picture. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** Device pixels per CSS pixel: line widths are given in CSS pixels. */
  readonly pixelRatio: number;
  readonly statistics: NormalizationStatistics;
  readonly layers: PictureLayers;
  readonly theme: PictureTheme;
  /** 1: the network as it is. Below 1: on the way from where it was at the last switch (0) to where it is. */
  readonly transition: number;
}
