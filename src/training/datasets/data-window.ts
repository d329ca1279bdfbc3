import type { DataSet } from '../data-set.js';
import type { ViewWindow } from '../picture.js';

const MARGIN = 0.5;

/** Range of the training points, 0.5 wider on each side. It depends on nothing but the data: compared nets share it. */
export function dataWindow(data: DataSet): ViewWindow {
  let [x0, x1, y0, y1] = [Infinity, -Infinity, Infinity, -Infinity];
  const { positions } = data.train;
  for (let index = 0; index < positions.length; index += data.dimension) {
    const x = positions[index] ?? NaN;
    const y = positions[index + 1] ?? NaN;
    x0 = Math.min(x0, x);
    x1 = Math.max(x1, x);
    y0 = Math.min(y0, y);
    y1 = Math.max(y1, y);
  }
  return { x0: x0 - MARGIN, x1: x1 + MARGIN, y0: y0 - MARGIN, y1: y1 + MARGIN };
}

/** The smallest square about the centre of `dataWindow` that holds it: equal scale on both axes. */
export function pictureWindow(data: DataSet): ViewWindow {
  const { x0, x1, y0, y1 } = dataWindow(data);
  const centreX = (x0 + x1) / 2;
  const centreY = (y0 + y1) / 2;
  const half = Math.max(x1 - x0, y1 - y0) / 2;
  return { x0: centreX - half, x1: centreX + half, y0: centreY - half, y1: centreY + half };
}
