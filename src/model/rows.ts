import { BUCKETS } from "./hash.js";

/**
 * The vectors of the model, one a used bucket, of whole numbers from -7 to 7. Every gram looks here at random, so that
 * what counts is how near the processor it all stays: two megabytes in place of seven.
 */
export interface Rows {
  /** For each 32 buckets two numbers: one bit a bucket that has a row, and how many rows lie before them. */
  index: Int32Array;
  /** Eight numbers a word, each in four bits as itself + 8. */
  words: Int32Array;
  /** Words a row. */
  width: number;
}

/** Four bits hold this much more than the number. */
const OFFSET = 8;
const BYTES = 0x0f0f0f0f;

/** @param buckets ascending; row `i` belongs to the `i`th */
export function packRows(buckets: readonly number[], vectors: Int8Array, dimensions: number): Rows {
  const index = new Int32Array(BUCKETS >> 4);
  const width = (dimensions + 7) >> 3;
  const words = new Int32Array(buckets.length * width);
  for (const [row, bucket] of buckets.entries()) {
    const at = (bucket >> 5) << 1;
    if (!index[at]) index[at + 1] = row;
    index[at] = (index[at] as number) | (1 << (bucket & 31));
    for (let d = 0; d < dimensions; d++) {
      const w = row * width + (d >> 3);
      words[w] = (words[w] as number) | (((vectors[row * dimensions + d] as number) + OFFSET) << ((d & 7) << 2));
    }
  }
  return { index, words, width };
}

/** The row of a bucket, or -1: most features are unknown. */
export function rowOf({ index }: Rows, bucket: number): number {
  const at = (bucket >> 5) << 1;
  const bits = index[at] as number;
  const bit = 1 << (bucket & 31);
  return bits & bit ? (index[at + 1] as number) + countBits(bits & (bit - 1)) : -1;
}

function countBits(bits: number): number {
  let n = bits - ((bits >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & BYTES, 0x01010101) >>> 24;
}

/** The sum of a row's numbers, each times its factor. */
export function product({ words, width }: Rows, row: number, factors: Float64Array): number {
  let sum = 0;
  for (let w = 0, d = 0; w < width; w++) {
    let word = words[row * width + w] as number;
    for (const end = Math.min(d + 8, factors.length); d < end; d++, word >>>= 4)
      sum += ((word & 15) - OFFSET) * (factors[d] as number);
  }
  return sum;
}

/** So many rows can be added up as bytes before one overflows: 17 × 15 = 255. */
const FULL = 17;

/**
 * Adds up rows: eight numbers at a time, as bytes, which are taken apart only when they are full. The rows are noted
 * first and read together, so that the processor fetches many of them at once.
 */
export class Sum {
  /** How many rows there are in it. */
  count = 0;
  #noted = new Int32Array(256);
  readonly #totals: Int32Array;

  constructor(private readonly rows: Rows) {
    this.#totals = new Int32Array(rows.width * 8);
  }

  /**
   * Adds the row of a bucket that has one. Every bucket is noted, and the place of one without a row is used again: whether
   * there is a row cannot be foreseen, and a processor that guesses wrong has to wait for the memory each time.
   */
  add(bucket: number): void {
    if (this.count === this.#noted.length) this.#widen();
    const { index } = this.rows;
    const at = (bucket >> 5) << 1;
    const bits = index[at] as number;
    const bit = bucket & 31;
    this.#noted[this.count] = (index[at + 1] as number) + countBits(bits & ((1 << bit) - 1));
    this.count += (bits >>> bit) & 1;
  }

  #widen(): void {
    const noted = new Int32Array(2 * this.count);
    noted.set(this.#noted);
    this.#noted = noted;
  }

  /** By dimension. Stands until it is asked for again. */
  totals(): Int32Array {
    const { words, width } = this.rows;
    const noted = this.#noted;
    const totals = this.#totals.fill(0);
    for (let from = 0; from < this.count; from += FULL) {
      const to = Math.min(from + FULL, this.count);
      const offset = OFFSET * (to - from);
      for (let w = 0; w < width; w++) {
        let even = 0;
        let odd = 0;
        for (let i = from; i < to; i++) {
          const word = words[(noted[i] as number) * width + w] as number;
          even = (even + (word & BYTES)) | 0;
          odd = (odd + ((word >>> 4) & BYTES)) | 0;
        }
        for (let byte = 0; byte < 4; byte++) {
          const d = 8 * w + 2 * byte;
          totals[d] = (totals[d] as number) + ((even >>> (8 * byte)) & 255) - offset;
          totals[d + 1] = (totals[d + 1] as number) + ((odd >>> (8 * byte)) & 255) - offset;
        }
      }
    }
    return totals;
  }

  clear(): void {
    this.count = 0;
  }
}
