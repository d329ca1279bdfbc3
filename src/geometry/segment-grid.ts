import type { ViewWindow } from '../training/picture.js';
import { finish, inRanges, type Pieces } from '../training/workers/pieces.js';
import type { NearestSegment } from './distances.js';

/** Buckets per segment, about: walls of trained networks then lie in two or three buckets each. */
const BUCKETS_PER_SEGMENT = 0.5;
const MOST_PER_SIDE = 512;
/** Rounding may put an end just beyond its bucket; every segment is entered this share of a bucket wider. */
const SLACK = 1e-6;
const SEGMENTS_PER_PIECE = 1024;

/** Segments of a window sorted into square buckets, for many questions about what is near. Answers are those of looking at each. */
export class SegmentGrid {
  /** [count, 4]: x, y, x, y. */
  readonly segments: Float64Array;
  readonly #x0: number;
  readonly #y0: number;
  readonly #size: number;
  readonly #columns: number;
  readonly #rows: number;
  /** First entry of each bucket in `members`, and their number at the end; buckets row by row. */
  readonly #offsets: Int32Array;
  #members = new Int32Array();

  /** @param segments [count, 4]; `nearest` takes for granted that they lie within the window */
  constructor(segments: Float64Array, { x0, x1, y0, y1 }: ViewWindow, sorting: 'at once' | 'later' = 'at once') {
    const count = segments.length / 4;
    const side = Math.min(MOST_PER_SIDE, Math.max(1, Math.round(Math.sqrt(BUCKETS_PER_SEGMENT * count))));
    this.segments = segments;
    this.#x0 = x0;
    this.#y0 = y0;
    this.#size = Math.max(x1 - x0, y1 - y0) / side;
    this.#columns = Math.min(side, Math.ceil((x1 - x0) / this.#size));
    this.#rows = Math.min(side, Math.ceil((y1 - y0) / this.#size));
    this.#offsets = new Int32Array(this.#columns * this.#rows + 1);
    if (sorting === 'at once') finish(this.#sort());
  }

  static *inPieces(segments: Float64Array, window: ViewWindow): Pieces<SegmentGrid> {
    const grid = new SegmentGrid(segments, window, 'later');
    yield* grid.#sort();
    return grid;
  }

  *#sort(): Pieces<void> {
    const count = this.segments.length / 4;
    yield* inRanges(count, SEGMENTS_PER_PIECE, (first, end) => {
      for (let segment = first; segment < end; segment++) {
        this.#forEachBucketOf(segment, (bucket) => this.#offsets[bucket + 1]!++);
      }
    });
    for (let bucket = 0; bucket + 1 < this.#offsets.length; bucket++) {
      this.#offsets[bucket + 1]! += this.#offsets[bucket]!;
    }
    this.#members = new Int32Array(this.#offsets.at(-1)!);
    const filled = this.#offsets.slice();
    yield* inRanges(count, SEGMENTS_PER_PIECE, (first, end) => {
      for (let segment = first; segment < end; segment++) {
        this.#forEachBucketOf(segment, (bucket) => (this.#members[filled[bucket]!++] = segment));
      }
    });
  }

  /** The nearest segment, whether the point is in the window or not. */
  nearest(px: number, py: number): NearestSegment {
    const column = this.#column(px);
    const row = this.#row(py);
    let squared = Infinity;
    let nearest = -1;
    for (let ring = 0; ring < Math.max(this.#columns, this.#rows); ring++) {
      this.#forEachOfRing(column, row, ring, (segment) => {
        const candidate = squaredDistance(this.segments, segment, px, py);
        if (candidate >= squared) return;
        squared = candidate;
        nearest = segment;
      });
      // Whatever was not met lies beyond the square of the rings up to here.
      const left = this.#x0 + (column - ring) * this.#size;
      const bottom = this.#y0 + (row - ring) * this.#size;
      const side = (2 * ring + 1) * this.#size;
      const beyond = Math.min(px - left, left + side - px, py - bottom, bottom + side - py) - SLACK * this.#size;
      if (beyond > 0 && beyond * beyond >= squared) break;
    }
    if (nearest < 0) return { distance: Infinity, x: NaN, y: NaN, segment: -1 };
    const t = footOn(this.segments, nearest, px, py);
    const [x0, y0, x1, y1] = [0, 1, 2, 3].map((i) => this.segments[4 * nearest + i]!) as [
      number,
      number,
      number,
      number,
    ];
    return { distance: Math.sqrt(squared), x: x0 + t * (x1 - x0), y: y0 + t * (y1 - y0), segment: nearest };
  }

  /** Visits all segments that come within a distance of a point, some more than once, and others nearby. */
  forEachAround(px: number, py: number, radius: number, visit: (segment: number) => void): void {
    const [left, right] = [this.#column(px - radius), this.#column(px + radius)];
    const [bottom, top] = [this.#row(py - radius), this.#row(py + radius)];
    for (let row = bottom; row <= top; row++) {
      // Buckets of a row follow one another.
      const first = this.#offsets[row * this.#columns + left]!;
      const end = this.#offsets[row * this.#columns + right + 1]!;
      for (let entry = first; entry < end; entry++) visit(this.#members[entry]!);
    }
  }

  #forEachBucketOf(segment: number, visit: (bucket: number) => void): void {
    const slack = SLACK * this.#size;
    const at = 4 * segment;
    const [xa, ya, xb, yb] = [
      this.segments[at]!,
      this.segments[at + 1]!,
      this.segments[at + 2]!,
      this.segments[at + 3]!,
    ];
    const [low, high] = [this.#row(Math.min(ya, yb) - slack), this.#row(Math.max(ya, yb) + slack)];
    const crossing = (y: number): number => xa + Math.min(1, Math.max(0, (y - ya) / (yb - ya))) * (xb - xa);
    for (let row = low; row <= high; row++) {
      // x where the segment enters and leaves the row; a level one is within it all along.
      const bottom = this.#y0 + row * this.#size - slack;
      const [from, to] = ya === yb ? [xa, xb] : [crossing(bottom), crossing(bottom + this.#size + 2 * slack)];
      const last = this.#column(Math.max(from, to) + slack);
      for (let column = this.#column(Math.min(from, to) - slack); column <= last; column++) {
        visit(row * this.#columns + column);
      }
    }
  }

  #forEachOfRing(column: number, row: number, ring: number, visit: (segment: number) => void): void {
    for (let r = Math.max(0, row - ring); r <= Math.min(this.#rows - 1, row + ring); r++) {
      const isEnd = Math.abs(r - row) === ring;
      const step = isEnd || ring === 0 ? 1 : 2 * ring;
      for (let c = column - ring; c <= column + ring; c += step) {
        if (c < 0 || c >= this.#columns) continue;
        const bucket = r * this.#columns + c;
        for (let entry = this.#offsets[bucket]!; entry < this.#offsets[bucket + 1]!; entry++) {
          visit(this.#members[entry]!);
        }
      }
    }
  }

  #column = (x: number): number => Math.min(Math.max(Math.floor((x - this.#x0) / this.#size), 0), this.#columns - 1);
  #row = (y: number): number => Math.min(Math.max(Math.floor((y - this.#y0) / this.#size), 0), this.#rows - 1);
}

/** Squared distance of a point to one of the segments [count, 4]. */
export function squaredDistance(segments: Float64Array, segment: number, px: number, py: number): number {
  const at = 4 * segment;
  const t = footOn(segments, segment, px, py);
  const x = segments[at]! + t * (segments[at + 2]! - segments[at]!) - px;
  const y = segments[at + 1]! + t * (segments[at + 3]! - segments[at + 1]!) - py;
  return x * x + y * y;
}

/** Where on a segment the point nearest to another lies: 0 at its first end, 1 at its second. */
function footOn(segments: Float64Array, segment: number, px: number, py: number): number {
  const at = 4 * segment;
  const dx = segments[at + 2]! - segments[at]!;
  const dy = segments[at + 3]! - segments[at + 1]!;
  const squared = dx * dx + dy * dy;
  if (squared === 0) return 0;
  return Math.min(1, Math.max(0, ((px - segments[at]!) * dx + (py - segments[at + 1]!) * dy) / squared));
}
