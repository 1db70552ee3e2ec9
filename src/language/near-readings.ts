const FLAGS = 1 << 16;

/**
 * Readings by their first two and by their last three kana. One wrong kana in a reading of five or more leaves the one
 * or the other as it was.
 */
export class NearReadings {
  /** The most kana that something near one of the readings can have. */
  longest = 0;
  private readonly byHead = new Map<string, string[]>();
  private readonly byTail = new Map<string, string[]>();
  /** Whether there may be a reading with a head or tail of this hash: it answers nearly always, and fast. */
  private readonly headFlags = new Uint8Array(FLAGS);
  private readonly tailFlags = new Uint8Array(FLAGS);
  private text = "";

  add(reading: string): void {
    this.longest = Math.max(this.longest, reading.length + 1);
    group(this.byHead, reading.slice(0, 2), reading);
    group(this.byTail, reading.slice(-3), reading);
    this.headFlags[headHash(reading, 0)] = 1;
    this.tailFlags[tailHash(reading, reading.length)] = 1;
  }

  /** Sets the line that `maybe` speaks of. */
  read(text: string): void {
    this.text = text;
  }

  /** False when `text.slice(start, end)` is near no reading. */
  maybe(start: number, end: number): boolean {
    return this.tailFlags[tailHash(this.text, end)] === 1 || this.headFlags[headHash(this.text, start)] === 1;
  }

  /** Readings that begin or end as this does and are at most one kana longer or shorter. */
  candidates(sound: string): string[] {
    const found = new Set<string>();
    for (const reading of this.byHead.get(sound.slice(0, 2)) ?? []) found.add(reading);
    for (const reading of this.byTail.get(sound.slice(-3)) ?? []) found.add(reading);
    return [...found].filter((reading) => Math.abs(reading.length - sound.length) <= 1);
  }
}

function headHash(text: string, start: number): number {
  return (text.charCodeAt(start) * 31 + text.charCodeAt(start + 1)) % FLAGS;
}

function tailHash(text: string, end: number): number {
  return (text.charCodeAt(end - 3) * 961 + text.charCodeAt(end - 2) * 31 + text.charCodeAt(end - 1)) % FLAGS;
}

function group(groups: Map<string, string[]>, by: string, reading: string): void {
  const others = groups.get(by);
  if (others) others.push(reading);
  else groups.set(by, [reading]);
}
