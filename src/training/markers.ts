/** SVG paths of data points by class, drawn within the unit circle, y downwards. */
export const markerPaths: readonly string[] = [
  'M-0.9 0A0.9 0.9 0 1 1 0.9 0A0.9 0.9 0 1 1 -0.9 0Z',
  'M0 -1.12L1.12 0L0 1.12L-1.12 0Z',
  'M0 -1.1L1.05 0.8L-1.05 0.8Z',
  'M-0.82 -0.82H0.82V0.82H-0.82Z',
  'M-0.36 -1.05H0.36V-0.36H1.05V0.36H0.36V1.05H-0.36V0.36H-1.05V-0.36H-0.36Z',
  'M0 1.1L1.05 -0.8L-1.05 -0.8Z',
  'M0 -1.15L0.33 -0.4L1.12 -0.33L0.5 0.18L0.7 0.98L0 0.55L-0.7 0.98L-0.5 0.18L-1.12 -0.33L-0.33 -0.4Z',
  'M-0.5 -0.95H0.5L1.05 0L0.5 0.95H-0.5L-1.05 0Z',
  'M-1.1 -0.5H1.1V0.5H-1.1Z',
  'M-0.5 -1.1H0.5V1.1H-0.5Z',
];

/** Radius of a mark in CSS pixels. */
export const MARKER_RADIUS = 3;

/** Of the ring around a misclassified point, in CSS pixels. */
export const RING_RADIUS = 5.4;
export const RING_WIDTH = 1.1;
export const RING_CASING_WIDTH = 2.6;
