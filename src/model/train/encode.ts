import { BUCKETS } from "../hash.js";
import { Model, type ModelHead } from "../model.js";
import { symmetricEigen } from "./arithmetic.js";
import type { Fitted } from "./fit.js";

/** Vectors kept in the stored form; more would pass the size that ships with the package. */
const ROWS = 76_000;

/** Directions that the stored vectors have; the classes are many, what they share is less. */
const DIMENSIONS = 40;

/**
 * Puts fitted weights into the stored form: the features that weigh least left out, the classes' weights written as
 * few shared directions, four bits a number (from -7 to 7 in steps of 3/7 of the direction's deviation).
 */
export function encode(
  fitted: Fitted,
  classes: readonly string[],
  head: Pick<ModelHead, "material" | "calibration" | "threshold">,
): Uint8Array {
  const { weights, counts, rowOf, biases } = fitted;
  const R = biases.length;
  const D = Math.min(DIMENSIONS, R);
  const worth = Float64Array.from(counts, (count, row) => {
    let squares = 0;
    for (let r = 0; r < R; r++) squares += (weights[row * R + r] as number) ** 2;
    return squares * Math.sqrt(count);
  });
  const least = [...worth].sort((a, b) => b - a)[ROWS - 1] ?? 0;
  const kept: { bucket: number; row: number }[] = [];
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    const row = (rowOf[bucket] as number) - 1;
    if (row >= 0 && (worth[row] as number) >= least) kept.push({ bucket, row });
  }
  const directions = principalDirections(
    weights,
    counts,
    kept.map((k) => k.row),
    R,
    D,
  );
  const vectors = new Float64Array(kept.length * D);
  for (const [i, { row }] of kept.entries())
    for (let d = 0; d < D; d++) {
      let sum = 0;
      for (let r = 0; r < R; r++) sum += (weights[row * R + r] as number) * (directions[r * D + d] as number);
      vectors[i * D + d] = sum;
    }
  const steps = new Float32Array(D);
  for (let d = 0; d < D; d++) {
    let squares = 0;
    for (let i = 0; i < kept.length; i++) squares += (vectors[i * D + d] as number) ** 2;
    steps[d] = (3 * Math.sqrt(squares / kept.length)) / 7;
  }
  const packed = Int8Array.from(vectors, (v, i) => Math.max(-7, Math.min(7, Math.round(v / (steps[i % D] as number)))));
  return Model.encode(
    { ...head, classes: [...classes], dimensions: D },
    { buckets: kept.map((k) => k.bucket), vectors: packed, steps, directions, biases },
  );
}

/**
 * The `D` directions (classes × D, orthonormal columns) that hold most of what the rows say, rows counted by how often
 * their feature occurs: the leading eigenvectors of WᵀCW.
 */
function principalDirections(
  weights: Float32Array,
  counts: Int32Array,
  rows: readonly number[],
  R: number,
  D: number,
): Float32Array {
  const gram = new Float64Array(R * R);
  for (const row of rows) {
    const count = counts[row] as number;
    for (let a = 0; a < R; a++) {
      const w = (weights[row * R + a] as number) * count;
      for (let b = a; b < R; b++) gram[a * R + b] = (gram[a * R + b] as number) + w * (weights[row * R + b] as number);
    }
  }
  for (let a = 0; a < R; a++) for (let b = 0; b < a; b++) gram[a * R + b] = gram[b * R + a] as number;
  const { values, vectors } = symmetricEigen(gram, R);
  const leading = [...values.keys()].sort((a, b) => (values[b] as number) - (values[a] as number)).slice(0, D);
  const directions = new Float32Array(R * D);
  for (const [d, from] of leading.entries())
    for (let r = 0; r < R; r++) directions[r * D + d] = vectors[r * R + from] as number;
  return directions;
}
