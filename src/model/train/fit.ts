import { BUCKETS } from "../hash.js";
import type { Sample } from "./material.js";

export interface FitOptions {
  epochs: number;
  rate: number;
  /** Weight of positive examples against negative ones. */
  positive: number;
  ridge: number;
  /** A feature must occur in this many samples. */
  minSamples: number;
}

export const fitDefaults: FitOptions = { epochs: 16, rate: 0.2, positive: 2.5, ridge: 1e-5, minSamples: 2 };

/** Weights as learned: one row of floats a used bucket. */
export interface Fitted {
  classes: readonly string[];
  /** By bucket: row + 1, or 0. */
  rowOf: Int32Array;
  weights: Float32Array;
  biases: Float32Array;
}

/** A small generator with a fixed seed: training must give the same bits on every machine. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Math.exp differs between engines in the last bits; this does not. Good to 1e-7 over the range used. */
export function sigmoid(z: number): number {
  const x = Math.max(-20, Math.min(20, -z));
  // e^x = (e^(x/1024))^1024, by the series and repeated squaring.
  let e = x / 1024;
  e = 1 + e * (1 + e * (0.5 + e * (1 / 6 + e / 24)));
  for (let i = 0; i < 10; i++) e *= e;
  return 1 / (1 + e);
}

/** One logistic regression a class, all at once, by AdaGrad; the weights of the last half are averaged. */
export function fit(samples: readonly Sample[], classes: readonly string[], options: FitOptions = fitDefaults): Fitted {
  const R = classes.length;
  const rowOf = usedRows(samples, options.minSamples);
  let rows = 0;
  for (let b = 0; b < BUCKETS; b++) if (rowOf[b]) rows = Math.max(rows, rowOf[b] as number);
  const weights = new Float32Array(rows * R);
  const squares = new Float32Array(rows * R).fill(1e-6);
  const average = new Float32Array(rows * R);
  const biases = new Float32Array(R).fill(-3);
  const biasSquares = new Float32Array(R).fill(1e-6);
  const packed = samples.map((s) => pack(s, classes, rowOf));
  const next = random(20260501);
  const order = packed.map((_, i) => i);
  const z = new Float64Array(R);
  const { epochs, rate, positive, ridge } = options;
  let averaged = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(next() * (i + 1));
      [order[i], order[j]] = [order[j] as number, order[i] as number];
    }
    for (const n of order) {
      const { rows: at, values, targets, importance } = packed[n] as Packed;
      for (let r = 0; r < R; r++) z[r] = biases[r] as number;
      for (let k = 0; k < at.length; k++) {
        const o = (at[k] as number) * R;
        const v = values[k] as number;
        for (let r = 0; r < R; r++) z[r] = (z[r] as number) + (weights[o + r] as number) * v;
      }
      for (let r = 0; r < R; r++) {
        const w = importance[r] as number;
        if (!w) continue;
        const y = targets[r] as number;
        const g = (sigmoid(z[r] as number) - y) * w * (y ? positive : 1);
        if (g < 0.004 && g > -0.004) continue;
        biasSquares[r] = (biasSquares[r] as number) + g * g;
        biases[r] = (biases[r] as number) - (rate * g) / Math.sqrt(biasSquares[r] as number);
        for (let k = 0; k < at.length; k++) {
          const o = (at[k] as number) * R + r;
          const slope = g * (values[k] as number) + ridge * (weights[o] as number);
          const sum = (squares[o] as number) + slope * slope;
          squares[o] = sum;
          weights[o] = (weights[o] as number) - (rate * slope) / Math.sqrt(sum);
        }
      }
    }
    if (epoch >= epochs / 2) {
      averaged++;
      for (let i = 0; i < weights.length; i++) average[i] = (average[i] as number) + (weights[i] as number);
    }
  }
  for (let i = 0; i < average.length; i++) average[i] = (average[i] as number) / averaged;
  return { classes, rowOf, weights: average, biases };
}

/** Raw scores of one sample. */
export function scoresOf(fitted: Fitted, sample: Sample): Float64Array {
  const R = fitted.classes.length;
  const z = Float64Array.from(fitted.biases);
  const { buckets, values } = sample.features;
  for (let k = 0; k < buckets.length; k++) {
    const row = fitted.rowOf[buckets[k] as number] as number;
    if (!row) continue;
    const o = (row - 1) * R;
    const v = values[k] as number;
    for (let r = 0; r < R; r++) z[r] = (z[r] as number) + (fitted.weights[o + r] as number) * v;
  }
  return z;
}

function usedRows(samples: readonly Sample[], minSamples: number): Int32Array {
  const counts = new Int32Array(BUCKETS);
  for (const { features } of samples) for (const b of new Set(features.buckets)) counts[b] = (counts[b] as number) + 1;
  const rowOf = new Int32Array(BUCKETS);
  let rows = 0;
  for (let b = 0; b < BUCKETS; b++) if ((counts[b] as number) >= minSamples) rowOf[b] = ++rows;
  return rowOf;
}

interface Packed {
  rows: Int32Array;
  values: Float32Array;
  targets: Float32Array;
  importance: Float32Array;
}

function pack(sample: Sample, classes: readonly string[], rowOf: Int32Array): Packed {
  const { buckets, values } = sample.features;
  const kept: number[] = [];
  const keptValues: number[] = [];
  for (let k = 0; k < buckets.length; k++) {
    const row = rowOf[buckets[k] as number] as number;
    if (!row) continue;
    kept.push(row - 1);
    keptValues.push(values[k] as number);
  }
  const positives = new Set([...sample.targets].filter(([, y]) => y).map(([c]) => categoryOf(c)));
  const targets = new Float32Array(classes.length);
  const importance = new Float32Array(classes.length);
  for (const [r, name] of classes.entries()) {
    const y = sample.targets.get(name);
    targets[r] = y ?? 0;
    if (y !== undefined) importance[r] = 1;
    else if (sample.ignore.has(name)) importance[r] = 0;
    else importance[r] = positives.has(categoryOf(name)) ? sample.siblingWeight : sample.otherWeight;
  }
  return { rows: Int32Array.from(kept), values: Float32Array.from(keptValues), targets, importance };
}

const categoryOf = (name: string) => name.split("/")[0];
