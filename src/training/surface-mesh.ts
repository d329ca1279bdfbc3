/** A surface of plane pieces, one over each cell of a partition, as it is drawn: in its box, in float32. */
export interface SurfaceMesh {
  readonly cellCount: number;
  readonly classCount: number;
  /** First corner of each cell, and their number at the end: [cellCount + 1]. */
  readonly cornerOffsets: Int32Array;
  /** [corners, 4]: u, v, z and the number of the cell. */
  readonly corners: Float32Array<ArrayBuffer>;
  /** [corners]: hidden layer of the wall along the edge to the cell's next corner, -1 at the window's edge. */
  readonly edgeLayers: Int32Array<ArrayBuffer>;
  /** [triangles, 3]: corners, counter-clockwise seen from above. */
  readonly triangles: Uint32Array<ArrayBuffer>;
  /** [cellCount, 2]: dz / du and dz / dv. */
  readonly slopes: Float32Array<ArrayBuffer>;
  /** [cellCount, classCount, 3]: logit = a u + b v + c. */
  readonly logits: Float32Array<ArrayBuffer>;
}
