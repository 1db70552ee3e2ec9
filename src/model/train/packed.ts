import { BUCKETS } from "../hash.js";
import type { Sample } from "./material.js";

/** All samples in flat lists that threads can share. Of sample `i`: features `starts[i]` to `starts[i + 1]`, likewise tasks. */
export interface Packed {
  classes: readonly string[];
  size: number;
  starts: Int32Array;
  buckets: Int32Array;
  values: Float32Array;
  taskStarts: Int32Array;
  /** Indices of the classes that a sample says something about: rules or acts. */
  tasks: Int32Array;
  targets: Float32Array;
  importance: Float32Array;
}

/** What a class is about: `act:` what a line does, `call:` the call as a whole; the others are rules about a line. */
const kindOf = (name: string) => /^(?:act|call):/u.exec(name)?.[0] ?? "";

const categoryOf = (name: string) => name.split("/")[0];

/** Lays samples out for training. */
export function packSamples(samples: readonly Sample[], classes: readonly string[]): Packed {
  const tasks: number[] = [];
  const targets: number[] = [];
  const importance: number[] = [];
  const starts = sharedInts(samples.length + 1);
  const taskStarts = sharedInts(samples.length + 1);
  let features = 0;
  for (const [i, sample] of samples.entries()) {
    const kind = kindOf([...sample.targets.keys(), ...sample.ignore][0] ?? "");
    const positives = new Set([...sample.targets].filter(([, y]) => y).map(([c]) => categoryOf(c)));
    for (const [r, name] of classes.entries()) {
      if (kindOf(name) !== kind) continue;
      const y = sample.targets.get(name);
      if (y === undefined && sample.ignore.has(name)) continue;
      tasks.push(r);
      targets.push(y ?? 0);
      const other = positives.has(categoryOf(name)) ? sample.siblingWeight : sample.otherWeight;
      importance.push(y !== undefined ? 1 : other);
    }
    features += sample.features.buckets.length;
    starts[i + 1] = features;
    taskStarts[i + 1] = tasks.length;
  }
  const buckets = sharedInts(features);
  const values = sharedFloats(features);
  for (const [i, { features: f }] of samples.entries()) {
    buckets.set(f.buckets, starts[i] as number);
    values.set(f.values, starts[i] as number);
  }
  const filled = (from: number[]) => {
    const to = sharedFloats(from.length);
    to.set(from);
    return to;
  };
  const taskList = sharedInts(tasks.length);
  taskList.set(tasks);
  return {
    classes,
    size: samples.length,
    starts,
    buckets,
    values,
    taskStarts,
    tasks: taskList,
    targets: filled(targets),
    importance: filled(importance),
  };
}

const sharedInts = (n: number) => new Int32Array(new SharedArrayBuffer(4 * n));
const sharedFloats = (n: number) => new Float32Array(new SharedArrayBuffer(4 * n));

/**
 * The buckets that occur in enough of the samples. `rowOf`: by bucket row + 1, or 0; `counts`: by row, in how many
 * samples.
 * @param kept by bucket 1 or 0; without it all are
 */
export function usedRows(
  packed: Packed,
  which: Int32Array,
  least: number,
  kept?: Uint8Array,
): { rowOf: Int32Array; counts: Int32Array } {
  const byBucket = new Int32Array(BUCKETS);
  const lastSeen = new Int32Array(BUCKETS).fill(-1);
  for (const s of which)
    for (let k = packed.starts[s] as number; k < (packed.starts[s + 1] as number); k++) {
      const b = packed.buckets[k] as number;
      if (lastSeen[b] === s) continue;
      lastSeen[b] = s;
      byBucket[b] = (byBucket[b] as number) + 1;
    }
  const rowOf = new Int32Array(BUCKETS);
  const counts: number[] = [];
  for (let b = 0; b < BUCKETS; b++)
    if ((byBucket[b] as number) >= least && kept?.[b] !== 0) {
      counts.push(byBucket[b] as number);
      rowOf[b] = counts.length;
    }
  return { rowOf, counts: Int32Array.from(counts) };
}

/** The known features of one sample, brought to one length. */
export interface Located {
  rows: Int32Array;
  values: Float32Array;
}

export function locate(packed: Packed, sample: number, rowOf: Int32Array, length: number): Located {
  const rows: number[] = [];
  const kept: number[] = [];
  let squares = 0;
  for (let k = packed.starts[sample] as number; k < (packed.starts[sample + 1] as number); k++) {
    const row = rowOf[packed.buckets[k] as number] as number;
    if (!row) continue;
    const v = packed.values[k] as number;
    rows.push(row - 1);
    kept.push(v);
    squares += v * v;
  }
  const factor = squares ? length / Math.sqrt(squares) : 0;
  return { rows: Int32Array.from(rows), values: Float32Array.from(kept, (v) => v * factor) };
}
