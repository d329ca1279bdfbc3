import type { ViewWindow } from '../training/picture.js';
import { finish, inRanges, type Pieces } from '../training/workers/pieces.js';
import { SegmentGrid } from './segment-grid.js';

const DISCS_PER_PIECE = 8;

/** All places of a window within a distance of some points. Area and lengths are exact. */
export class DiscUnion {
  #area = 0;
  readonly #radius: number;
  /** The centres as segments without length. */
  readonly #centres: SegmentGrid;

  /**
   * @param centres [count, 2], within the window or not
   * @param radius above 0
   */
  constructor(
    centres: ArrayLike<number>,
    radius: number,
    window: ViewWindow,
    measuring: 'at once' | 'later' = 'at once',
  ) {
    this.#radius = radius;
    this.#centres = new SegmentGrid(withoutDoubles(centres), window);
    if (measuring === 'at once') this.#area = finish(this.#areaIn(window));
  }

  static *inPieces(centres: ArrayLike<number>, radius: number, window: ViewWindow): Pieces<DiscUnion> {
    const union = new DiscUnion(centres, radius, window, 'later');
    union.#area = yield* union.#areaIn(window);
    return union;
  }

  /** In squared input units. */
  get area(): number {
    return this.#area;
  }

  /** Length of what of a segment [x, y, x, y] lies in a disc. */
  lengthOf(segments: Float64Array, segment: number): number {
    const [x0, y0, x1, y1] = segments.subarray(4 * segment, 4 * segment + 4) as unknown as Corners;
    const length = Math.hypot(x1 - x0, y1 - y0);
    if (length === 0) return 0;
    const [ux, uy] = [(x1 - x0) / length, (y1 - y0) / length];
    const centres = this.#centres.segments;
    const pieces: Interval[] = [];
    this.#centres.forEachAround((x0 + x1) / 2, (y0 + y1) / 2, this.#radius + length / 2, (centre) => {
      const [dx, dy] = [centres[4 * centre]! - x0, centres[4 * centre + 1]! - y0];
      const aside = dx * uy - dy * ux;
      if (Math.abs(aside) >= this.#radius) return;
      const along = dx * ux + dy * uy;
      const half = Math.sqrt(this.#radius ** 2 - aside ** 2);
      const [from, to] = [Math.max(0, along - half), Math.min(length, along + half)];
      if (from < to) pieces.push([from, to]);
    });
    return lengthOfUnion(pieces);
  }

  /**
   * Green's theorem: half the integral of x dy - y dx along the edge of the union within the window. That edge is made of the
   * arcs that no other disc covers and that lie in the window, and of what the discs cover of the window's sides.
   */
  *#areaIn({ x0, x1, y0, y1 }: ViewWindow): Pieces<number> {
    const r = this.#radius;
    // About the window's middle, which keeps the products small.
    const [mx, my] = [(x0 + x1) / 2, (y0 + y1) / 2];
    const centres = this.#centres.segments;
    let twice = 0;
    const add = (disc: number): void => {
      const [cx, cy] = [centres[4 * disc]!, centres[4 * disc + 1]!];
      const covered: Interval[] = [];
      const cover = (middle: number, half: number): void => {
        if (half > 0) covered.push(...turned(middle - half, middle + half));
      };
      this.#centres.forEachAround(cx, cy, 2 * r, (other) => {
        const [dx, dy] = [centres[4 * other]! - cx, centres[4 * other + 1]! - cy];
        const apart = Math.hypot(dx, dy);
        if (other !== disc && apart < 2 * r) cover(Math.atan2(dy, dx), Math.acos(apart / (2 * r)));
      });
      cover(0, arcBeyond((x1 - cx) / r));
      cover(Math.PI / 2, arcBeyond((y1 - cy) / r));
      cover(Math.PI, arcBeyond((cx - x0) / r));
      cover(-Math.PI / 2, arcBeyond((cy - y0) / r));
      for (const [from, to] of gapsOf(covered)) {
        const sines = Math.sin(to) - Math.sin(from);
        const cosines = Math.cos(to) - Math.cos(from);
        twice += r * (r * (to - from) + (cx - mx) * sines - (cy - my) * cosines);
      }
    };
    yield* inRanges(centres.length / 4, DISCS_PER_PIECE, (first, end) => {
      for (let disc = first; disc < end; disc++) add(disc);
    });
    const sides = Float64Array.of(x0, y0, x1, y0, x1, y0, x1, y1, x1, y1, x0, y1, x0, y1, x0, y0);
    const lengths = [0, 1, 2, 3].map((side) => this.lengthOf(sides, side)) as unknown as Corners;
    const [bottom, right, top, left] = lengths;
    twice += ((y1 - y0) / 2) * (bottom + top) + ((x1 - x0) / 2) * (right + left);
    return twice / 2;
  }
}

type Corners = readonly [number, number, number, number];
type Interval = readonly [number, number];

/** Each point once, as a segment [x, y, x, y]: a disc that lies on another would be covered by it and cover it. */
function withoutDoubles(centres: ArrayLike<number>): Float64Array {
  const segments = new Map<string, readonly number[]>();
  for (let i = 0; i < centres.length; i += 2) {
    const [x, y] = [centres[i]!, centres[i + 1]!];
    segments.set(`${x},${y}`, [x, y, x, y]);
  }
  return Float64Array.from([...segments.values()].flat());
}

/** Half the angle of the arc of a circle beyond a line at a distance from its middle, both in radii. */
function arcBeyond(distance: number): number {
  return Math.acos(Math.min(1, Math.max(-1, distance)));
}

/** An interval of angles no longer than a turn as intervals within [0, 2 pi]. */
function turned(from: number, to: number): Interval[] {
  const turn = 2 * Math.PI;
  const start = from - turn * Math.floor(from / turn);
  const end = start + (to - from);
  if (to - from >= turn) return [[0, turn]];
  return end <= turn
    ? [[start, end]]
    : [
        [start, turn],
        [0, end - turn],
      ];
}

/** What of [0, 2 pi] no interval covers. */
function gapsOf(intervals: Interval[]): Interval[] {
  const gaps: Interval[] = [];
  let reached = 0;
  for (const [from, to] of intervals.sort((a, b) => a[0] - b[0])) {
    if (from > reached) gaps.push([reached, from]);
    reached = Math.max(reached, to);
  }
  if (reached < 2 * Math.PI) gaps.push([reached, 2 * Math.PI]);
  return gaps;
}

function lengthOfUnion(intervals: Interval[]): number {
  let length = 0;
  let reached = -Infinity;
  for (const [from, to] of intervals.sort((a, b) => a[0] - b[0])) {
    if (to <= reached) continue;
    length += to - Math.max(from, reached);
    reached = to;
  }
  return length;
}
