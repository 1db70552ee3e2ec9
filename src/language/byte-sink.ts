import { shared } from "./dictionary-data.js";

/**
 * Gathers unzipped bytes piece by piece into one shared array. kuromoji's files end in megabytes of zeros; those are
 * never written, so that they take no memory.
 */
export class ByteSink {
  private bytes: Uint8Array;
  private length = 0;

  /** @param expected How many bytes will come, as far as is known. */
  constructor(expected: number) {
    this.bytes = shared(Uint8Array, expected);
  }

  write(piece: Uint8Array): void {
    const end = this.length + piece.length;
    if (end > this.bytes.length) {
      const larger = shared(Uint8Array, Math.max(end, this.bytes.length * 2));
      larger.set(this.bytes.subarray(0, this.length));
      this.bytes = larger;
    }
    if (!isZero(piece)) this.bytes.set(piece, this.length);
    this.length = end;
  }

  finish(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }
}

function isZero(piece: Uint8Array): boolean {
  if (piece.byteOffset % 4 !== 0 || piece.length % 4 !== 0) return false;
  const words = new Int32Array(piece.buffer, piece.byteOffset, piece.length / 4);
  for (let i = 0; i < words.length; i++) if (words[i] !== 0) return false;
  return true;
}

/** Whether these bytes are gzip: many servers have unzipped `.gz` files by the time they arrive. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** The unzipped size that gzip data states in its last four bytes (RFC 1952, ISIZE), kept within reason. */
export function unzippedSize(gzip: Uint8Array): number {
  const view = new DataView(gzip.buffer, gzip.byteOffset, gzip.byteLength);
  const size = gzip.byteLength < 18 ? 0 : view.getUint32(gzip.byteLength - 4, true);
  return Math.min(size, 1 << 28);
}
