import { BUCKETS } from "../hash.js";
import { Model, type ModelHead } from "../model.js";
import type { Fitted } from "./fit.js";

/** Vectors kept in the stored form; more would pass the size that ships with the package. */
const ROWS = 76_000;

/**
 * Puts fitted weights into the stored form: four bits a number (from -7 to 7 in steps of 3/7 of the direction's
 * deviation), the features that weigh least left out.
 */
export function encode(fitted: Fitted, head: Pick<ModelHead, "material" | "calibration" | "threshold">): Uint8Array {
  const { dimensions: D, vectors, counts, rowOf } = fitted;
  const weigh = (row: number) => {
    let squares = 0;
    for (let d = 0; d < D; d++) squares += (vectors[row * D + d] as number) ** 2;
    return squares * Math.sqrt(counts[row] as number);
  };
  const weights = Float64Array.from(counts, (_, row) => weigh(row));
  const least = [...weights].sort((a, b) => b - a)[ROWS - 1] ?? 0;
  const kept: { bucket: number; row: number }[] = [];
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    const row = (rowOf[bucket] as number) - 1;
    if (row >= 0 && (weights[row] as number) >= least) kept.push({ bucket, row });
  }
  const steps = new Float32Array(D);
  for (let d = 0; d < D; d++) {
    let squares = 0;
    for (const { row } of kept) squares += (vectors[row * D + d] as number) ** 2;
    steps[d] = (3 * Math.sqrt(squares / kept.length)) / 7;
  }
  const packed = new Int8Array(kept.length * D);
  for (const [i, { row }] of kept.entries())
    for (let d = 0; d < D; d++)
      packed[i * D + d] = Math.max(
        -7,
        Math.min(7, Math.round((vectors[row * D + d] as number) / (steps[d] as number))),
      );
  return Model.encode(
    { ...head, classes: [...fitted.classes], dimensions: D },
    {
      buckets: kept.map((k) => k.bucket),
      vectors: packed,
      steps,
      directions: fitted.directions,
      biases: fitted.biases,
    },
  );
}
