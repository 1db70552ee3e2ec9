const HASHES = 1 << 12;

/**
 * Readings by their first two and by their last three kana. One wrong kana in a reading of five or more leaves the one
 * or the other as it was.
 */
export class NearReadings {
  /** The most kana that something near one of the readings can have. */
  longest = 0;
  private readonly byHead = new Map<string, string[]>();
  private readonly byTail = new Map<string, string[]>();
  /** By hash of a head or tail: how long something near a reading can be that has it, see `lengthBits`. */
  private readonly headLengths = new Int32Array(HASHES);
  private readonly tailLengths = new Int32Array(HASHES);
  /** The same for what begins or ends at each place of the line. */
  private begins = new Int32Array(64);
  private ends = new Int32Array(64);

  add(reading: string): void {
    this.longest = Math.max(this.longest, reading.length + 1);
    group(this.byHead, reading.slice(0, 2), reading);
    group(this.byTail, reading.slice(-3), reading);
    const head = headHash(reading, 0);
    const tail = tailHash(reading, reading.length);
    this.headLengths[head] = (this.headLengths[head] as number) | lengthBits(reading);
    this.tailLengths[tail] = (this.tailLengths[tail] as number) | lengthBits(reading);
  }

  /** Sets the line that `maybe` speaks of. False when nothing in it is near a reading. */
  read(text: string): boolean {
    if (text.length >= this.begins.length) {
      this.begins = new Int32Array(2 * text.length);
      this.ends = new Int32Array(2 * text.length);
    }
    let any = 0;
    for (let at = 0; at <= text.length; at++) {
      const begins = at + 1 < text.length ? (this.headLengths[headHash(text, at)] as number) : 0;
      const ends = at > 2 ? (this.tailLengths[tailHash(text, at)] as number) : 0;
      this.begins[at] = begins;
      this.ends[at] = ends;
      any |= begins | ends;
    }
    return any !== 0;
  }

  /** False when what stands from `start` to `end` in the line is near no reading: it answers nearly always, and fast. */
  maybe(start: number, end: number): boolean {
    const lengths = (this.begins[start] as number) | (this.ends[end] as number);
    return ((lengths >>> (end - start)) & 1) === 1;
  }

  /** Readings that begin or end as this does and are at most one kana longer or shorter. */
  candidates(sound: string): string[] {
    const found = new Set<string>();
    for (const reading of this.byHead.get(sound.slice(0, 2)) ?? []) found.add(reading);
    for (const reading of this.byTail.get(sound.slice(-3)) ?? []) found.add(reading);
    return [...found].filter((reading) => Math.abs(reading.length - sound.length) <= 1);
  }
}

/** The lengths of what is near a reading, a bit each; lengths 32 apart share one. */
function lengthBits({ length }: string): number {
  return (1 << (length - 1)) | (1 << length) | (1 << (length + 1));
}

function headHash(text: string, start: number): number {
  return (text.charCodeAt(start) * 31 + text.charCodeAt(start + 1)) % HASHES;
}

function tailHash(text: string, end: number): number {
  return (text.charCodeAt(end - 3) * 961 + text.charCodeAt(end - 2) * 31 + text.charCodeAt(end - 1)) % HASHES;
}

function group(groups: Map<string, string[]>, by: string, reading: string): void {
  const others = groups.get(by);
  if (others) others.push(reading);
  else groups.set(by, [reading]);
}
