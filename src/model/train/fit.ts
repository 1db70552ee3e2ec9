import { random } from "../../evaluation/random.js";
import { LENGTH } from "../model.js";
import { sigmoid } from "./arithmetic.js";
import { type Located, locate, type Packed, usedRows } from "./packed.js";

export interface FitOptions {
  epochs: number;
  rate: number;
  /** Numbers in a feature's vector while it learns. */
  dimensions: number;
  /** Weight of positive examples against negative ones. */
  positive: number;
  /** A feature must occur in this many samples. */
  minSamples: number;
  /** Share of a sample's features that it is shown without, each time others, so that no word carries a rule alone. */
  drop: number;
}

export const fitDefaults: FitOptions = {
  epochs: 4,
  rate: 0.05,
  dimensions: 32,
  positive: 2,
  minSamples: 4,
  drop: 0.2,
};

/** One fit to be made. */
export interface Job {
  /** The samples to learn from. */
  which: Int32Array;
  seed: number;
  /** By bucket 1 where its feature may be used, else 0; without it all may. */
  kept?: Uint8Array | undefined;
}

/** Weights as learned: one number a feature and class. */
export interface Fitted {
  /** By bucket: row + 1, or 0. */
  rowOf: Int32Array;
  /** By row: in how many samples the feature occurs. */
  counts: Int32Array;
  /** Rows × classes. */
  weights: Float32Array;
  biases: Float32Array;
}

/**
 * Logistic regressions for all classes at once through shared directions, by AdaGrad. A sample trains the classes it
 * is labelled for. The directions are multiplied out at the end, so that several fits can be averaged.
 */
export function fit(packed: Packed, { which, seed, kept }: Job, options: Partial<FitOptions> = {}): Fitted {
  const { epochs, rate: startRate, dimensions: D, positive, minSamples, drop } = { ...fitDefaults, ...options };
  const R = packed.classes.length;
  const { rowOf, counts } = usedRows(packed, which, minSamples, kept);
  const next = random(seed);
  const vectors = Float32Array.from({ length: counts.length * D }, () => (next() - 0.5) * 0.2);
  const vectorSquares = new Float32Array(vectors.length).fill(1e-4);
  const directions = Float32Array.from({ length: R * D }, () => (next() - 0.5) * 0.3);
  const directionSquares = new Float32Array(directions.length).fill(1e-4);
  const biases = new Float32Array(R).fill(-3);
  const biasSquares = new Float32Array(R).fill(1e-4);
  const located = Array.from(which, (s) => locate(packed, s, rowOf, LENGTH));
  const order = located.map((_, i) => i);
  const line = new Float32Array(D);
  const pull = new Float32Array(D);
  const shown = new Uint8Array(Math.max(0, ...located.map((l) => l.rows.length)));
  const swell = 1 / Math.sqrt(1 - drop);
  const { taskStarts, tasks, targets, importance } = packed;
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(next() * (i + 1));
      [order[i], order[j]] = [order[j] as number, order[i] as number];
    }
    const rate = startRate * (1 - (epoch / epochs) * 0.8);
    for (const n of order) {
      const { rows, values } = located[n] as Located;
      const sample = which[n] as number;
      line.fill(0);
      for (let k = 0; k < rows.length; k++) {
        shown[k] = next() < drop ? 0 : 1;
        if (!shown[k]) continue;
        const o = (rows[k] as number) * D;
        const v = (values[k] as number) * swell;
        for (let d = 0; d < D; d++) line[d] = (line[d] as number) + (vectors[o + d] as number) * v;
      }
      pull.fill(0);
      let pulled = false;
      for (let t = taskStarts[sample] as number; t < (taskStarts[sample + 1] as number); t++) {
        const r = tasks[t] as number;
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
        if (!shown[k]) continue;
        const o = (rows[k] as number) * D;
        const v = (values[k] as number) * swell;
        for (let d = 0; d < D; d++) {
          const slope = (pull[d] as number) * v;
          const sum = (vectorSquares[o + d] as number) + slope * slope;
          vectorSquares[o + d] = sum;
          vectors[o + d] = (vectors[o + d] as number) - (rate * slope) / Math.sqrt(sum);
        }
      }
    }
  }
  return { rowOf, counts, weights: product(vectors, directions, D), biases };
}

/** Rows × dimensions times (classes × dimensions) transposed. */
function product(vectors: Float32Array, directions: Float32Array, D: number): Float32Array {
  const rows = vectors.length / D;
  const R = directions.length / D;
  const out = new Float32Array(rows * R);
  for (let row = 0; row < rows; row++)
    for (let r = 0; r < R; r++) {
      let sum = 0;
      for (let d = 0; d < D; d++) sum += (vectors[row * D + d] as number) * (directions[r * D + d] as number);
      out[row * R + r] = sum;
    }
  return out;
}

/** The mean of several fits to the same samples: what each got by chance goes, what all learned stays. */
export function blend(fits: readonly Fitted[]): Fitted {
  const [first, ...others] = fits;
  if (!first) throw new RangeError("nothing to blend");
  const mean = (pick: (f: Fitted) => Float32Array) => {
    const sum = Float64Array.from(pick(first));
    for (const other of others) for (const [i, v] of pick(other).entries()) sum[i] = (sum[i] as number) + v;
    return Float32Array.from(sum, (v) => v / fits.length);
  };
  return { ...first, weights: mean((f) => f.weights), biases: mean((f) => f.biases) };
}

/** Raw scores of one sample. */
export function scoresOf(fitted: Fitted, packed: Packed, sample: number): Float64Array {
  const { rowOf, weights, biases } = fitted;
  const R = biases.length;
  const { rows, values } = locate(packed, sample, rowOf, LENGTH);
  const scores = Float64Array.from(biases);
  for (let k = 0; k < rows.length; k++) {
    const o = (rows[k] as number) * R;
    const v = values[k] as number;
    for (let r = 0; r < R; r++) scores[r] = (scores[r] as number) + (weights[o + r] as number) * v;
  }
  return scores;
}
