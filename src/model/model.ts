import type { Position } from "../dialogue/line.js";
import { digest } from "../digest.js";
import { KikimimiError } from "../errors.js";
import type { Features } from "./features.js";
import { countsFor, type Grams, gramHash, gramWeight, KINDS, type Role, sharesOf } from "./grams.js";
import { bucketOf } from "./hash.js";
import { packRows, product, type Rows, rowOf, Sum } from "./rows.js";

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
export interface ModelParts {
  head: ModelHead;
  rows: Rows;
  /** By dimension: what one step of a row's number is worth. */
  steps: Float32Array;
  /** Classes × dimensions. */
  directions: Float32Array;
  biases: Float32Array;
  /** SHA-256 of the stored weights. */
  fingerprint: string;
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
  readonly head: ModelHead;
  readonly fingerprint: string;
  /** By kind of gram, for `place`. */
  readonly #sums: readonly Sum[];

  /** @param parts what it is made of, as data that can be posted to another thread; used as it is, shared or not */
  constructor(readonly parts: ModelParts) {
    this.head = parts.head;
    this.fingerprint = parts.fingerprint;
    this.#sums = Array.from({ length: KINDS }, () => new Sum(parts.rows));
  }

  get classes(): readonly string[] {
    return this.head.classes;
  }

  /** The origin, to which features are added. */
  origin(): Position {
    return { vector: new Float64Array(this.head.dimensions), squares: 0 };
  }

  /** Moves a position by what the features say. Features never seen in training say nothing. */
  add({ buckets, values }: Features, position: Position): void {
    const [sum] = this.#sums as [Sum];
    sum.clear();
    // Features of one value stand together mostly, and whole numbers add up sooner.
    for (let i = 0; i < buckets.length; i++) {
      if (i && values[i] !== values[i - 1]) this.#pour(sum, values[i - 1] as number, position);
      sum.add(buckets[i] as number);
    }
    if (buckets.length) this.#pour(sum, values.at(-1) as number, position);
  }

  /** Moves a position by rows that have one value, and empties their sum. */
  #pour(sum: Sum, value: number, position: Position): void {
    if (!sum.count) return;
    const { steps } = this.parts;
    const { vector } = position;
    const totals = sum.totals();
    position.squares += sum.count * value * value;
    for (let d = 0; d < vector.length; d++)
      vector[d] = (vector[d] as number) + (totals[d] as number) * value * (steps[d] as number);
    sum.clear();
  }

  /** Where a line's words alone lie in a role; the same as `add` of `gramFeatures`, sooner. */
  place(grams: Grams, role: Role): Position {
    const { hashes, kinds, count } = grams;
    for (const sum of this.#sums) sum.clear();
    for (let i = 0; i < count; i++) {
      const kind = kinds[i] as number;
      if (countsFor(role, kind)) (this.#sums[kind] as Sum).add(bucketOf(gramHash(hashes[i] as number, role)));
    }
    const position = this.origin();
    const shares = sharesOf(grams);
    for (let kind = 0; kind < KINDS; kind++)
      this.#pour(this.#sums[kind] as Sum, gramWeight(role) * (shares[kind] as number), position);
    return position;
  }

  /** Raw score of a class (its place in `classes`) at a position. */
  score({ vector, squares }: Position, cls: number): number {
    const { directions, biases } = this.parts;
    const from = cls * vector.length;
    let sum = 0;
    for (let d = 0; d < vector.length; d++) sum += (directions[from + d] as number) * (vector[d] as number);
    const factor = squares ? LENGTH / Math.sqrt(squares) : 0;
    return (biases[cls] as number) + sum * factor;
  }

  /** What each feature adds to one class, for explanations; in proportion only. */
  contributions({ buckets, values }: Features, cls: number): Float64Array {
    const { rows } = this.parts;
    const pull = this.#pullOf(cls);
    const parts = new Float64Array(values.length);
    for (let i = 0; i < parts.length; i++) {
      const row = rowOf(rows, buckets[i] as number);
      if (row >= 0) parts[i] = (values[i] as number) * product(rows, row, pull);
    }
    return parts;
  }

  /** Adds to each word what its grams add to one class; as `contributions` of `gramFeatures`, sooner. */
  earn(grams: Grams, role: Role, cls: number, gained: Float64Array): void {
    const { hashes, kinds, words, count } = grams;
    const { rows } = this.parts;
    const pull = this.#pullOf(cls);
    const shares = sharesOf(grams);
    for (let i = 0; i < count; i++) {
      const kind = kinds[i] as number;
      const row = countsFor(role, kind) ? rowOf(rows, bucketOf(gramHash(hashes[i] as number, role))) : -1;
      if (row < 0) continue;
      const word = words[i] as number;
      const value = gramWeight(role) * (shares[kind] as number);
      gained[word] = (gained[word] as number) + value * product(rows, row, pull);
    }
  }

  /** How much one step of a row's numbers moves towards a class. */
  #pullOf(cls: number): Float64Array {
    const { steps, directions } = this.parts;
    const D = this.head.dimensions;
    const pull = new Float64Array(D);
    for (let d = 0; d < D; d++) pull[d] = (steps[d] as number) * (directions[cls * D + d] as number);
    return pull;
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
    const buckets: number[] = [];
    let bucket = -1;
    for (let r = 0; r < rows; r++) {
      let byte: number;
      do {
        byte = bytes[at++] as number;
        bucket += byte;
      } while (byte === 255);
      buckets.push(bucket);
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
    const packed = packRows(buckets, vectors, D);
    return new Model({ head, rows: packed, steps, directions, biases, fingerprint: digest(bytes) });
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
