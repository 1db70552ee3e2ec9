import { KikimimiError } from "../errors.js";
import type { Features } from "./features.js";
import { BUCKETS } from "./hash.js";

/** The head of a weights file. */
export interface ModelHead {
  version: 1;
  /** Rules, then acts. */
  classes: string[];
  /** One step of a stored weight, by class. */
  scales: number[];
  biases: number[];
  /** Identifies the material that the weights come from. */
  material: string;
  /** Calibration: points (raw score, confidence), by class name; `*` for all others. Linear in between. */
  calibration: Record<string, [number, number][]>;
  /** The least confidence at which a finding is given, by class; `*` for all others. */
  thresholds: Record<string, number>;
  rows: number;
  entries: number;
}

const MAGIC = 0x4b4d4d31;

/**
 * The learned weights: for each feature bucket the classes it speaks for or against. Stored as
 * head (JSON), then gaps between used buckets, entries a bucket, classes, weights (one byte each).
 */
export class Model {
  private constructor(
    readonly head: ModelHead,
    /** By bucket: the first entry of its row + 1, or 0. */
    private readonly rowOf: Int32Array,
    private readonly rowStart: Int32Array,
    private readonly entryClass: Uint8Array,
    private readonly entryWeight: Int8Array,
  ) {}

  get classes(): readonly string[] {
    return this.head.classes;
  }

  /** Adds what the features say to the raw scores `z`, one a class. */
  add(features: Features, z: Float64Array): void {
    const { buckets, values } = features;
    const { rowOf, rowStart, entryClass, entryWeight } = this;
    const { scales } = this.head;
    for (let i = 0; i < buckets.length; i++) {
      const row = rowOf[buckets[i] as number] as number;
      if (!row) continue;
      const value = values[i] as number;
      const end = rowStart[row] as number;
      for (let k = rowStart[row - 1] as number; k < end; k++) {
        const c = entryClass[k] as number;
        z[c] = (z[c] as number) + (entryWeight[k] as number) * (scales[c] as number) * value;
      }
    }
  }

  /** What each feature added to one class, for explanations. */
  contributions(features: Features, cls: number): Float64Array {
    const out = new Float64Array(features.buckets.length);
    for (let i = 0; i < out.length; i++) {
      const row = this.rowOf[features.buckets[i] as number] as number;
      if (!row) continue;
      for (let k = this.rowStart[row - 1] as number; k < (this.rowStart[row] as number); k++)
        if (this.entryClass[k] === cls)
          out[i] = (this.entryWeight[k] as number) * (this.head.scales[cls] as number) * (features.values[i] as number);
    }
    return out;
  }

  /** Raw scores at the start: the biases. */
  start(): Float64Array {
    return Float64Array.from(this.head.biases);
  }

  /** @throws KikimimiError `model-load` for bytes that are not a weights file */
  static parse(bytes: Uint8Array): Model {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (bytes.byteLength < 8 || view.getUint32(0) !== MAGIC)
      throw new KikimimiError("model-load", "モデルの重みとして読めません", { expected: "model/weights.bin" });
    const headLength = view.getUint32(4);
    const head = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + headLength))) as ModelHead;
    let at = 8 + headLength;
    const rowOf = new Int32Array(BUCKETS);
    const rowStart = new Int32Array(head.rows + 1);
    let bucket = -1;
    for (let r = 0; r < head.rows; r++) {
      let gap = 0;
      let byte: number;
      do {
        byte = bytes[at++] as number;
        gap += byte;
      } while (byte === 255);
      bucket += gap;
      rowOf[bucket] = r + 1;
    }
    for (let r = 0; r < head.rows; r++) rowStart[r + 1] = (rowStart[r] as number) + (bytes[at++] as number);
    if (at + 2 * head.entries !== bytes.byteLength)
      throw new KikimimiError("model-load", "モデルの重みが途中で切れています");
    const entryClass = bytes.subarray(at, at + head.entries);
    const entryWeight = new Int8Array(bytes.buffer, bytes.byteOffset + at + head.entries, head.entries);
    return new Model(head, rowOf, rowStart, entryClass, entryWeight);
  }

  /** Writes weights in the stored form. `rows` is ordered by bucket. */
  static encode(
    head: Omit<ModelHead, "rows" | "entries" | "version">,
    rows: readonly { bucket: number; entries: readonly (readonly [number, number])[] }[],
  ): Uint8Array {
    const gaps: number[] = [];
    const counts: number[] = [];
    const classes: number[] = [];
    const weights: number[] = [];
    let last = -1;
    for (const { bucket, entries } of rows) {
      let gap = bucket - last;
      last = bucket;
      while (gap >= 255) {
        gaps.push(255);
        gap -= 255;
      }
      gaps.push(gap);
      counts.push(entries.length);
      for (const [c, w] of entries) {
        classes.push(c);
        weights.push(w & 255);
      }
    }
    const full: ModelHead = { version: 1, ...head, rows: rows.length, entries: classes.length };
    const headBytes = new TextEncoder().encode(JSON.stringify(full));
    const out = new Uint8Array(8 + headBytes.length + gaps.length + counts.length + 2 * classes.length);
    const view = new DataView(out.buffer);
    view.setUint32(0, MAGIC);
    view.setUint32(4, headBytes.length);
    let at = 8;
    for (const part of [headBytes, gaps, counts, classes, weights]) {
      out.set(part, at);
      at += part.length;
    }
    return out;
  }
}
