import { BUCKETS } from "../hash.js";
import { LENGTH } from "../model.js";
import { random, sigmoid } from "./arithmetic.js";
import type { Sample } from "./material.js";

export interface FitOptions {
  epochs: number;
  rate: number;
  /** Numbers in a feature's vector. */
  dimensions: number;
  /** Weight of positive examples against negative ones. */
  positive: number;
  /** A feature must occur in this many samples. */
  minSamples: number;
  seed: number;
}

export const fitDefaults: FitOptions = {
  epochs: 4,
  rate: 0.05,
  dimensions: 40,
  positive: 2,
  minSamples: 4,
  seed: 20260501,
};

/** Weights as learned. */
export interface Fitted {
  classes: readonly string[];
  dimensions: number;
  /** By bucket: row + 1, or 0. */
  rowOf: Int32Array;
  /** By row: in how many samples the feature occurs. */
  counts: Int32Array;
  vectors: Float32Array;
  directions: Float32Array;
  biases: Float32Array;
}

/**
 * Logistic regressions for all classes at once through shared directions, by AdaGrad. A sample trains the classes it
 * is labelled for: rules or acts.
 */
export function fit(samples: readonly Sample[], classes: readonly string[], options: Partial<FitOptions> = {}): Fitted {
  const { epochs, rate: startRate, dimensions: D, positive, minSamples, seed } = { ...fitDefaults, ...options };
  const R = classes.length;
  const { rowOf, counts } = usedRows(samples, minSamples);
  const next = random(seed);
  const vectors = Float32Array.from({ length: counts.length * D }, () => (next() - 0.5) * 0.2);
  const vectorSquares = new Float32Array(vectors.length).fill(1e-4);
  const directions = Float32Array.from({ length: R * D }, () => (next() - 0.5) * 0.3);
  const directionSquares = new Float32Array(directions.length).fill(1e-4);
  const biases = new Float32Array(R).fill(-3);
  const biasSquares = new Float32Array(R).fill(1e-4);
  const packed = samples.map((s) => pack(s, classes, rowOf));
  const order = packed.map((_, i) => i);
  const line = new Float32Array(D);
  const pull = new Float32Array(D);
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(next() * (i + 1));
      [order[i], order[j]] = [order[j] as number, order[i] as number];
    }
    const rate = startRate * (1 - (epoch / epochs) * 0.8);
    for (const n of order) {
      const { rows, values, trained, targets, importance } = packed[n] as Packed;
      line.fill(0);
      for (let k = 0; k < rows.length; k++) {
        const o = (rows[k] as number) * D;
        const v = values[k] as number;
        for (let d = 0; d < D; d++) line[d] = (line[d] as number) + (vectors[o + d] as number) * v;
      }
      pull.fill(0);
      let pulled = false;
      for (let t = 0; t < trained.length; t++) {
        const r = trained[t] as number;
        const o = r * D;
        let z = biases[r] as number;
        for (let d = 0; d < D; d++) z += (directions[o + d] as number) * (line[d] as number);
        const y = targets[t] as number;
        const g = (sigmoid(z) - y) * (importance[t] as number) * (y ? positive : 1);
        if (g < 0.003 && g > -0.003) continue;
        pulled = true;
        biasSquares[r] = (biasSquares[r] as number) + g * g;
        biases[r] = (biases[r] as number) - (rate * g) / Math.sqrt(biasSquares[r] as number);
        for (let d = 0; d < D; d++) {
          const w = directions[o + d] as number;
          pull[d] = (pull[d] as number) + g * w;
          const slope = g * (line[d] as number) + 1e-5 * w;
          const sum = (directionSquares[o + d] as number) + slope * slope;
          directionSquares[o + d] = sum;
          directions[o + d] = w - (rate * slope) / Math.sqrt(sum);
        }
      }
      if (!pulled) continue;
      for (let k = 0; k < rows.length; k++) {
        const o = (rows[k] as number) * D;
        const v = values[k] as number;
        for (let d = 0; d < D; d++) {
          const slope = (pull[d] as number) * v;
          const sum = (vectorSquares[o + d] as number) + slope * slope;
          vectorSquares[o + d] = sum;
          vectors[o + d] = (vectors[o + d] as number) - (rate * slope) / Math.sqrt(sum);
        }
      }
    }
  }
  return { classes, dimensions: D, rowOf, counts, vectors, directions, biases };
}

/** Raw scores of one sample. */
export function scoresOf(fitted: Fitted, sample: Sample): Float64Array {
  const { dimensions: D, rowOf, vectors, directions, biases } = fitted;
  const { rows, values } = locate(sample, rowOf);
  const line = new Float64Array(D);
  for (let k = 0; k < rows.length; k++)
    for (let d = 0; d < D; d++)
      line[d] = (line[d] as number) + (vectors[(rows[k] as number) * D + d] as number) * (values[k] as number);
  return Float64Array.from(biases, (bias, r) => {
    let z = bias;
    for (let d = 0; d < D; d++) z += (directions[r * D + d] as number) * (line[d] as number);
    return z;
  });
}

function usedRows(samples: readonly Sample[], minSamples: number): { rowOf: Int32Array; counts: Int32Array } {
  const byBucket = new Int32Array(BUCKETS);
  for (const { features } of samples)
    for (const b of new Set(features.buckets)) byBucket[b] = (byBucket[b] as number) + 1;
  const rowOf = new Int32Array(BUCKETS);
  const counts: number[] = [];
  for (let b = 0; b < BUCKETS; b++)
    if ((byBucket[b] as number) >= minSamples) {
      counts.push(byBucket[b] as number);
      rowOf[b] = counts.length;
    }
  return { rowOf, counts: Int32Array.from(counts) };
}

/** The known features of a sample, brought to one length. */
function locate(sample: Sample, rowOf: Int32Array): { rows: Int32Array; values: Float32Array } {
  const { buckets, values } = sample.features;
  const rows: number[] = [];
  const kept: number[] = [];
  let squares = 0;
  for (let k = 0; k < buckets.length; k++) {
    const row = rowOf[buckets[k] as number] as number;
    if (!row) continue;
    const v = values[k] as number;
    rows.push(row - 1);
    kept.push(v);
    squares += v * v;
  }
  const factor = squares ? LENGTH / Math.sqrt(squares) : 0;
  return { rows: Int32Array.from(rows), values: Float32Array.from(kept, (v) => v * factor) };
}

interface Packed {
  rows: Int32Array;
  values: Float32Array;
  /** Indices of the classes that this sample says something about. */
  trained: Int32Array;
  targets: Float32Array;
  importance: Float32Array;
}

function pack(sample: Sample, classes: readonly string[], rowOf: Int32Array): Packed {
  const isAct = [...sample.targets.keys()].some((c) => c.startsWith("act:"));
  const positives = new Set([...sample.targets].filter(([, y]) => y).map(([c]) => categoryOf(c)));
  const trained: number[] = [];
  const targets: number[] = [];
  const importance: number[] = [];
  for (const [r, name] of classes.entries()) {
    if (name.startsWith("act:") !== isAct) continue;
    const y = sample.targets.get(name);
    if (y === undefined && sample.ignore.has(name)) continue;
    trained.push(r);
    targets.push(y ?? 0);
    importance.push(y !== undefined ? 1 : positives.has(categoryOf(name)) ? sample.siblingWeight : sample.otherWeight);
  }
  return {
    ...locate(sample, rowOf),
    trained: Int32Array.from(trained),
    targets: Float32Array.from(targets),
    importance: Float32Array.from(importance),
  };
}

const categoryOf = (name: string) => name.split("/")[0];
