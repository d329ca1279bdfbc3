/** Distances in recorded networks, against those found in partitions in exact arithmetic. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cellNeighbours } from '../../src/geometry/cell-neighbours.js';
import { decisionDistance, signedMargin } from '../../src/geometry/decision-distance.js';
import { distanceToEdge, nearestSegment, nearestWall } from '../../src/geometry/distances.js';
import { partitionOf } from '../../src/geometry/partition.js';
import { wallsOfUnits } from '../../src/geometry/walls-of-units.js';
import { logitsAt, argmax } from '../../src/training/reference/point.js';
import { nearestWallOf } from '../support/nearest-wall-of.js';
import { recordedNet } from '../support/recorded-nets.js';
import { fixtureData } from '../support/traces.js';

const folder = 'tests/fixtures/distances';
const names = readdirSync(folder).map((file) => file.replace('.json', ''));

/** Both programs round to float64, distances are at most 20; what feet of perpendiculars lose stays far below. */
const ABSOLUTE = 1e-9;

interface Recorded {
  readonly box: readonly [number, number, number, number];
  readonly label: readonly number[];
  readonly wall_distance: readonly number[];
  readonly wall_layer: readonly number[];
  readonly wall_neuron: readonly number[];
  readonly wall_distance_per_layer: readonly (readonly number[])[];
  readonly distance_to_box_edge: readonly number[];
  readonly decision_distance?: readonly number[];
  readonly decision_nearest_point?: readonly (readonly [number, number])[];
  readonly decision_certified?: readonly boolean[];
}

it('covers every recorded file', () => {
  expect(names).toHaveLength(17);
});

describe.each(names)('in %s', (name) => {
  const recorded = JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8')) as Recorded;
  const [x0, x1, y0, y1] = recorded.box;
  const window = { x0, x1, y0, y1 };
  const { folded, data } = recordedNet(name);
  const partition = partitionOf(folded, window);
  const { positions } = fixtureData(data).train;
  const walls = wallsOfUnits(partition, cellNeighbours(partition));
  const points = recorded.label.map((_, row) => Float64Array.from(positions.subarray(2 * row, 2 * row + 2)));

  it('the nearest wall of a point is found without the cells, and is that of the recorded unit', () => {
    points.forEach((point, row) => {
      const nearest = nearestWall(folded, point);
      expect(Math.abs(nearest.distance - recorded.wall_distance[row]!)).toBeLessThan(ABSOLUTE);
      // Where lines meet in one point, as at step 0, two units may be equally near.
      const recordedUnit = nearestWallOf(
        walls,
        point[0]!,
        point[1]!,
        recorded.wall_layer[row]! - 1,
        recorded.wall_neuron[row],
      );
      const foundUnit = nearestWallOf(walls, point[0]!, point[1]!, nearest.layer, nearest.unit);
      expect(Math.abs(recordedUnit.distance - recorded.wall_distance[row]!)).toBeLessThan(ABSOLUTE);
      expect(Math.abs(foundUnit.distance - recorded.wall_distance[row]!)).toBeLessThan(ABSOLUTE);
    });
  });

  it('the nearest wall of each layer', () => {
    points.forEach((point, row) => {
      recorded.wall_distance_per_layer[row]!.forEach((distance, layer) => {
        const found = nearestWallOf(walls, point[0]!, point[1]!, layer);
        expect(Math.abs(found.distance - distance)).toBeLessThan(ABSOLUTE);
      });
    });
  });

  it('the signed margin, and whether the window settles it', () => {
    points.forEach((point, row) => {
      expect(Math.abs(distanceToEdge(window, point) - recorded.distance_to_box_edge[row]!)).toBeLessThan(ABSOLUTE);
      const label = recorded.label[row]!;
      const toBoundary = nearestSegment(partition.decisionBoundary.segments, point[0]!, point[1]!).distance;
      const toEdge = distanceToEdge(window, point);
      const decision = decisionDistance(folded, point, {
        toWall: nearestWall(folded, point).distance,
        toBoundary,
        toEdge,
      });
      const margin = signedMargin(decision, label);
      const isRight = argmax(logitsAt(folded, point)) === label;
      expect(margin > 0).toBe(isRight);
      const distance = recorded.decision_distance?.[row] ?? Infinity;
      if (distance === Infinity) {
        expect(Math.abs(margin)).toBe(Infinity);
        expect([decision.byCell, decision.byWindow]).toEqual([false, false]);
        return;
      }
      expect(Math.abs(Math.abs(margin) - distance)).toBeLessThan(ABSOLUTE);
      expect(decision.byWindow).toBe(recorded.decision_certified![row]);
      const { x, y } = nearestSegment(partition.decisionBoundary.segments, point[0]!, point[1]!);
      const [nearestX, nearestY] = recorded.decision_nearest_point![row]!;
      // Two places may be equally near.
      const toRecorded = Math.hypot(point[0]! - nearestX, point[1]! - nearestY);
      expect(Math.abs(Math.hypot(point[0]! - x, point[1]! - y) - toRecorded)).toBeLessThan(ABSOLUTE);
    });
  });
});
