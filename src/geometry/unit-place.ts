/** A hidden unit; layer and index from 0. */
export interface UnitPlace {
  readonly layer: number;
  readonly unit: number;
}
