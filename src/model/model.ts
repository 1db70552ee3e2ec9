import { digest } from "../digest.js";
import { KikimimiError } from "../errors.js";
import { countsFor, type Features, type Grams, gramHash, gramWeight, KINDS, type Role, sharesOf } from "./features.js";
import { BUCKETS, bucketOf } from "./hash.js";

/** The head of a weights file. */
export interface ModelHead {
  version: 1;
  /** Rules, then acts. */
  classes: string[];
  dimensions: number;
  /** Identifies the material that the weights come from. */
  material: string;
  /** By category: weights from grounds to confidence, see `confidenceOf`. */
  calibration: Record<string, number[]>;
  /** The least confidence at which a finding is given. */
  threshold: number;
  /** By rule about the call: weights from `callTerms` to confidence. */
  callWeights: Record<string, number[]>;
  callThreshold: number;
  rows: number;
}

/** The members of a Model. */
export type ModelParts = Readonly<Record<string, unknown>>;

/** Where a line lies: the sum of its features' vectors, and their squared length for normalising. */
export interface Position {
  vector: Float64Array;
  squares: number;
}

/** Moves a position by another. */
export function move(position: Position, by: Position): void {
  position.squares += by.squares;
  for (let d = 0; d < position.vector.length; d++)
    position.vector[d] = (position.vector[d] as number) + (by.vector[d] as number);
}

/** Lines are brought to this length before they are compared with the classes. */
export const LENGTH = 8;

const MAGIC = 0x4b4d4d32;

/**
 * The learned weights. The model is linear with shared directions: each feature has a vector, a line is the sum of its
 * features' vectors brought to one length, and each class (a rule or an act) has a weight for every direction. Sharing
 * lets a word seen with one rule speak for its kin.
 *
 * Stored as head (JSON), class weights and biases (float32), step sizes (float32), gaps between used buckets (one byte
 * each, 255 continues), vectors (four bits a number).
 */
export class Model {
  /** One bit a bucket: whether it has a row. */
  private readonly used = new Uint8Array(BUCKETS >> 3);

  private constructor(
    readonly head: ModelHead,
    /** By bucket: row + 1, or 0. */
    private readonly rowOf: Int32Array,
    private readonly vectors: Int8Array,
    private readonly steps: Float32Array,
    /** Classes × dimensions. */
    private readonly directions: Float32Array,
    private readonly biases: Float32Array,
    /** SHA-256 of the stored weights. */
    readonly fingerprint: string,
  ) {
    for (let bucket = 0; bucket < BUCKETS; bucket++)
      if (rowOf[bucket]) this.used[bucket >> 3] = (this.used[bucket >> 3] as number) | (1 << (bucket & 7));
  }

  get classes(): readonly string[] {
    return this.head.classes;
  }

  /** Most features are unknown; the list of known ones is small enough to stay near the processor, the rows are not. */
  private knows(bucket: number): boolean {
    return ((this.used[bucket >> 3] as number) & (1 << (bucket & 7))) !== 0;
  }

  /** The origin, to which features are added. */
  origin(): Position {
    return { vector: new Float64Array(this.head.dimensions), squares: 0 };
  }

  /** Moves a position by what the features say. Features never seen in training say nothing. */
  add(features: Features, position: Position): void {
    const { buckets, values } = features;
    const { rowOf, vectors, steps } = this;
    const D = this.head.dimensions;
    const sum = new Float64Array(D);
    for (let i = 0; i < buckets.length; i++) {
      const bucket = buckets[i] as number;
      if (!this.knows(bucket)) continue;
      const row = rowOf[bucket] as number;
      const value = values[i] as number;
      position.squares += value * value;
      const o = (row - 1) * D;
      for (let d = 0; d < D; d++) sum[d] = (sum[d] as number) + (vectors[o + d] as number) * value;
    }
    for (let d = 0; d < D; d++)
      position.vector[d] = (position.vector[d] as number) + (sum[d] as number) * (steps[d] as number);
  }

  /** Where a line's words alone lie in a role; the same as `add` of `gramFeatures`, sooner. */
  place(grams: Grams, role: Role): Position {
    const { rowOf, vectors, steps } = this;
    const D = this.head.dimensions;
    const { hashes, kinds } = grams;
    // Vectors are whole numbers: sums by kind are exact, whatever the order.
    const sums = new Int32Array(KINDS * D);
    const hits = new Int32Array(KINDS);
    for (let i = 0; i < hashes.length; i++) {
      const kind = kinds[i] as number;
      if (!countsFor(role, kind)) continue;
      const bucket = bucketOf(gramHash(hashes[i] as number, role));
      if (!this.knows(bucket)) continue;
      const row = rowOf[bucket] as number;
      hits[kind] = (hits[kind] as number) + 1;
      const o = (row - 1) * D;
      const to = kind * D;
      for (let d = 0; d < D; d++) sums[to + d] = (sums[to + d] as number) + (vectors[o + d] as number);
    }
    const position = this.origin();
    for (const [kind, share] of sharesOf(grams).entries()) {
      const value = gramWeight(role) * share;
      position.squares += (hits[kind] as number) * value * value;
      for (let d = 0; d < D; d++)
        position.vector[d] =
          (position.vector[d] as number) + (sums[kind * D + d] as number) * value * (steps[d] as number);
    }
    return position;
  }

  /** Raw scores of all classes at a position. */
  scores({ vector, squares }: Position): Float64Array {
    const D = this.head.dimensions;
    const { directions, biases } = this;
    const out = Float64Array.from(biases);
    const factor = squares ? LENGTH / Math.sqrt(squares) : 0;
    for (let c = 0; c < out.length; c++) {
      let sum = 0;
      for (let d = 0; d < D; d++) sum += (directions[c * D + d] as number) * (vector[d] as number);
      out[c] = (out[c] as number) + sum * factor;
    }
    return out;
  }

  /** What each feature adds to one class, for explanations; in proportion only. */
  contributions(features: Features, cls: number): Float64Array {
    const D = this.head.dimensions;
    const pull = Float64Array.from(this.steps, (s, d) => s * (this.directions[cls * D + d] as number));
    return Float64Array.from(features.buckets, (bucket, i) => {
      const row = this.rowOf[bucket] as number;
      if (!row) return 0;
      let sum = 0;
      for (let d = 0; d < D; d++) sum += (this.vectors[(row - 1) * D + d] as number) * (pull[d] as number);
      return sum * (features.values[i] as number);
    });
  }

  /** What the model is made of, as data that can be posted to another thread. */
  get parts(): ModelParts {
    return Object.fromEntries(Object.entries(this));
  }

  /** The model of parts that came from another thread. The arrays are used as they are, shared or not. */
  static of(parts: ModelParts): Model {
    return Object.assign(Object.create(Model.prototype) as Model, parts);
  }

  /** @throws KikimimiError `model-load` for bytes that are not a weights file */
  static parse(bytes: Uint8Array): Model {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (bytes.byteLength < 8 || view.getUint32(0) !== MAGIC)
      throw new KikimimiError(
        "model-load",
        { ja: "モデルの重みとして読めません", en: "these are no model weights" },
        { expected: "model/weights.bin" },
      );
    const headLength = view.getUint32(4);
    if (8 + headLength > bytes.byteLength)
      throw new KikimimiError("model-load", {
        ja: "モデルの重みが途中で切れています",
        en: "the model weights are cut off",
      });
    const head = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + headLength))) as ModelHead;
    const { dimensions: D, rows } = head;
    const R = head.classes.length;
    let at = 8 + headLength;
    const floats = (n: number) => {
      if (at + 4 * n > bytes.byteLength)
        throw new KikimimiError("model-load", {
          ja: "モデルの重みが途中で切れています",
          en: "the model weights are cut off",
        });
      const out = Float32Array.from({ length: n }, (_, i) => view.getFloat32(at + 4 * i));
      at += 4 * n;
      return out;
    };
    const directions = floats(R * D);
    const biases = floats(R);
    const steps = floats(D);
    const rowOf = new Int32Array(BUCKETS);
    let bucket = -1;
    for (let r = 0; r < rows; r++) {
      let byte: number;
      do {
        byte = bytes[at++] as number;
        bucket += byte;
      } while (byte === 255);
      rowOf[bucket] = r + 1;
    }
    const numbers = rows * D;
    if (at + Math.ceil(numbers / 2) !== bytes.byteLength)
      throw new KikimimiError("model-load", {
        ja: "モデルの重みが途中で切れています",
        en: "the model weights are cut off",
      });
    const vectors = new Int8Array(numbers);
    for (let i = 0; i < numbers; i += 2) {
      const byte = bytes[at++] as number;
      vectors[i] = (byte >> 4) - 8;
      if (i + 1 < numbers) vectors[i + 1] = (byte & 15) - 8;
    }
    return new Model(head, rowOf, vectors, steps, directions, biases, digest(bytes));
  }

  /** The same weights under another head: what is fitted after the vectors. */
  static withHead(bytes: Uint8Array, change: Partial<ModelHead>): Uint8Array {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const end = 8 + view.getUint32(4);
    const head = JSON.parse(new TextDecoder().decode(bytes.subarray(8, end))) as ModelHead;
    const headBytes = new TextEncoder().encode(JSON.stringify({ ...head, ...change }));
    const out = new Uint8Array(8 + headBytes.length + bytes.length - end);
    out.set(bytes.subarray(0, 4));
    new DataView(out.buffer).setUint32(4, headBytes.length);
    out.set(headBytes, 8);
    out.set(bytes.subarray(end), 8 + headBytes.length);
    return out;
  }

  /** Writes weights in the stored form. `buckets` ascends; `vectors` holds whole numbers from -7 to 7. */
  static encode(
    head: Omit<ModelHead, "rows" | "version" | "callWeights" | "callThreshold">,
    weights: {
      buckets: readonly number[];
      vectors: Int8Array;
      steps: Float32Array;
      directions: Float32Array;
      biases: Float32Array;
    },
  ): Uint8Array {
    const { buckets, vectors, steps, directions, biases } = weights;
    const gaps: number[] = [];
    let last = -1;
    for (const bucket of buckets) {
      let gap = bucket - last;
      last = bucket;
      for (; gap >= 255; gap -= 255) gaps.push(255);
      gaps.push(gap);
    }
    const headBytes = new TextEncoder().encode(
      JSON.stringify({
        version: 1,
        ...head,
        callWeights: {},
        callThreshold: 1,
        rows: buckets.length,
      } satisfies ModelHead),
    );
    const floats = [...directions, ...biases, ...steps];
    const out = new Uint8Array(8 + headBytes.length + 4 * floats.length + gaps.length + Math.ceil(vectors.length / 2));
    const view = new DataView(out.buffer);
    view.setUint32(0, MAGIC);
    view.setUint32(4, headBytes.length);
    out.set(headBytes, 8);
    let at = 8 + headBytes.length;
    for (const f of floats) {
      view.setFloat32(at, f);
      at += 4;
    }
    out.set(gaps, at);
    at += gaps.length;
    for (let i = 0; i < vectors.length; i += 2)
      out[at++] = (((vectors[i] as number) + 8) << 4) | (i + 1 < vectors.length ? (vectors[i + 1] as number) + 8 : 0);
    return out;
  }
}
