import { stepTowards, type WalkDirection } from '../../geometry/walk-cells.js';
import type { ViewWindow } from '../../training/picture.js';
import type { Point } from '../spline-view/view-transform.js';
import type { PartitionReader } from './partition-reader.js';

/** Share of the window that a step by keys moves the point. */
const SMALL_STEP = 0.02;
/** Cells thinner than this share of the window are passed over: they cannot be seen. */
const THINNEST = 1e-3;

/** The point in the next cell of a direction; null at the window's edge, and outside of it. */
export function nextCell(reader: PartitionReader, { x, y }: Point, direction: WalkDirection): Point | null {
  const cell = reader.cellAt(x, y);
  if (cell < 0) return null;
  const { partition } = reader;
  const { x0, x1 } = partition.window;
  const next = stepTowards(partition, { cell, x, y }, direction, THINNEST * (x1 - x0));
  return next && { x: next.x, y: next.y };
}

/** The point a little further in a direction. */
export function smallStep({ x0, x1, y0, y1 }: ViewWindow, { x, y }: Point, { dx, dy }: WalkDirection): Point {
  return { x: x + dx * SMALL_STEP * (x1 - x0), y: y + dy * SMALL_STEP * (y1 - y0) };
}
