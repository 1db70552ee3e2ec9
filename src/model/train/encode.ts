import { BUCKETS } from "../hash.js";
import { Model, type ModelHead } from "../model.js";
import { symmetricEigen } from "./arithmetic.js";
import type { Fitted } from "./fit.js";

/** Vectors in the stored form; more would pass the size that ships with the package. */
const ROWS = 76_000;

/** Directions that the stored vectors have; the classes are many, what they share is less. */
const DIMENSIONS = 40;

/**
 * The features worth their room: by bucket 1 for those that weigh most in the fits, all taken together. What is fitted
 * with these alone makes up for those left out, where leaving them out afterwards would lose what they had learned.
 */
export function worthiest(fits: readonly Fitted[], room = ROWS): Uint8Array {
  const worth = new Float64Array(BUCKETS);
  for (const { rowOf, counts, weights, biases } of fits)
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      const row = (rowOf[bucket] as number) - 1;
      if (row < 0) continue;
      let squares = 0;
      for (let r = 0; r < biases.length; r++) squares += (weights[row * biases.length + r] as number) ** 2;
      worth[bucket] = (worth[bucket] as number) + squares * Math.sqrt(counts[row] as number);
    }
  const least = Float64Array.from(worth).sort().at(-room) ?? 0;
  return Uint8Array.from(worth, (w) => (w > 0 && w >= least ? 1 : 0));
}

/** A fit without the features that are not kept. */
export function keeping(fitted: Fitted, kept: Uint8Array): Fitted {
  return { ...fitted, rowOf: fitted.rowOf.map((row, bucket) => (kept[bucket] ? row : 0)) };
}

/** Weights as they are stored: by row few numbers of four bits (-7 to 7, in steps of 3/7 of the deviation). */
interface Compressed {
  /** Ascending; row `i` belongs to the `i`th. */
  buckets: number[];
  vectors: Int8Array;
  /** By dimension: what one step of a row's number is worth. */
  steps: Float32Array;
  /** Classes × dimensions: what the classes share. */
  directions: Float32Array;
  biases: Float32Array;
}

function compress({ weights, counts, rowOf, biases }: Fitted): Compressed {
  const R = biases.length;
  const D = Math.min(DIMENSIONS, R);
  const buckets = [...rowOf.keys()].filter((bucket) => rowOf[bucket]);
  const rows = buckets.map((bucket) => (rowOf[bucket] as number) - 1);
  const directions = principalDirections(weights, counts, rows, R, D);
  const exact = new Float64Array(rows.length * D);
  for (const [i, row] of rows.entries())
    for (let d = 0; d < D; d++) {
      let sum = 0;
      for (let r = 0; r < R; r++) sum += (weights[row * R + r] as number) * (directions[r * D + d] as number);
      exact[i * D + d] = sum;
    }
  const steps = Float32Array.from({ length: D }, (_, d) => {
    let squares = 0;
    for (let i = 0; i < rows.length; i++) squares += (exact[i * D + d] as number) ** 2;
    return (3 * Math.sqrt(squares / rows.length)) / 7;
  });
  const vectors = Int8Array.from(exact, (v, i) => Math.max(-7, Math.min(7, Math.round(v / (steps[i % D] as number)))));
  return { buckets, vectors, steps, directions, biases };
}

/** The weights as they will be once they are stored: what is measured should be what ships. */
export function asStored(fitted: Fitted): Fitted {
  const { buckets, vectors, steps, directions, biases } = compress(fitted);
  const R = biases.length;
  const D = steps.length;
  const weights = new Float32Array(buckets.length * R);
  for (const [row] of buckets.entries())
    for (let d = 0; d < D; d++) {
      const v = (vectors[row * D + d] as number) * (steps[d] as number);
      if (v)
        for (let r = 0; r < R; r++)
          weights[row * R + r] = (weights[row * R + r] as number) + v * (directions[r * D + d] as number);
    }
  const rowOf = new Int32Array(BUCKETS);
  for (const [row, bucket] of buckets.entries()) rowOf[bucket] = row + 1;
  const counts = Int32Array.from(buckets, (bucket) => fitted.counts[(fitted.rowOf[bucket] as number) - 1] as number);
  return { rowOf, counts, weights, biases };
}

/** Puts fitted weights into the stored form. */
export function encode(
  fitted: Fitted,
  classes: readonly string[],
  head: Pick<ModelHead, "material" | "calibration" | "threshold">,
): Uint8Array {
  const compressed = compress(fitted);
  return Model.encode({ ...head, classes: [...classes], dimensions: compressed.steps.length }, compressed);
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
