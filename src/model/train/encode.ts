import { BUCKETS } from "../hash.js";
import { Model, type ModelHead } from "../model.js";
import type { Fitted } from "./fit.js";

/**
 * Puts fitted weights into the stored form: one byte a weight, small ones left out.
 * @param keep weights whose size is below this share of the class's 99.9th percentile are dropped
 */
export function encode(
  fitted: Fitted,
  head: Pick<ModelHead, "material" | "calibration" | "thresholds">,
  keep = 0.03,
): Uint8Array {
  const R = fitted.classes.length;
  const scales = new Float64Array(R);
  const columns: number[][] = Array.from({ length: R }, () => []);
  for (let i = 0; i < fitted.weights.length; i++) {
    const w = Math.abs(fitted.weights[i] as number);
    if (w > 0.01) (columns[i % R] as number[]).push(w);
  }
  for (let r = 0; r < R; r++) {
    const column = (columns[r] as number[]).sort((a, b) => a - b);
    scales[r] = Math.fround((column[Math.floor(column.length * 0.999)] ?? 1) / 127);
  }
  const rows: { bucket: number; entries: [number, number][] }[] = [];
  for (let b = 0; b < BUCKETS; b++) {
    const row = fitted.rowOf[b] as number;
    if (!row) continue;
    const entries: [number, number][] = [];
    for (let r = 0; r < R; r++) {
      const w = (fitted.weights[(row - 1) * R + r] as number) / (scales[r] as number);
      const byte = Math.max(-127, Math.min(127, Math.round(w)));
      if (Math.abs(w) >= keep * 127) entries.push([r, byte]);
    }
    if (entries.length) rows.push({ bucket: b, entries: entries.slice(0, 255) });
  }
  return Model.encode({ ...head, classes: [...fitted.classes], scales: [...scales], biases: [...fitted.biases] }, rows);
}
