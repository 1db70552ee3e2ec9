import { characterKind, Kind, keepsSpaces, PLACEHOLDER, redactionMark } from "./characters.js";

/** A cluster longer than this many UTF-16 units is cut; it bounds the work on endless combining marks. */
const LONGEST_CLUSTER = 16;

/**
 * Text made ready for matching, with the way back. `start(i)` and `end(i)` are the UTF-16 offsets, in the original
 * text, of what the UTF-16 unit `i` of `text` was made from, so the original of `text.slice(a, b)` (a < b) is
 * `original.slice(start(a), end(b - 1))`. Both never decrease as `i` grows.
 */
export class NormalizedText {
  constructor(
    readonly text: string,
    private readonly starts: Int32Array | null,
    private readonly ends: Int32Array | null,
  ) {}

  /** Offset in the original where the unit `i` begins. */
  start(i: number): number {
    return this.starts ? (this.starts[i] ?? 0) : i;
  }

  /** Offset in the original just after what the unit `i` was made from. */
  end(i: number): number {
    return this.ends ? (this.ends[i] ?? 0) : i + 1;
  }
}

/**
 * Brings a line into one spelling:
 *
 * - NFKC, one cluster at a time (full-width letters and digits to ASCII, half-width kana with their sound marks to
 *   full-width kana, decomposed text composed), Latin letters in lower case;
 * - ASCII and half-width punctuation to the full-width marks that the dictionary knows (`?` to `？`);
 * - white space dropped, except one space between two words of a script that needs it;
 * - control, zero-width and direction characters and variation selectors dropped;
 * - runs of `ー`, `〜` or `…` to one;
 * - redaction marks such as `[PII]`, `{name}`, `***`, `●●` to one `〓`.
 *
 * Surrogate pairs stay whole and lone surrogates stay as they are. Takes time linear in the text.
 */
export function normalize(original: string): NormalizedText {
  const length = original.length;
  let at = 0;
  while (at < length && isPlain(original, at)) at++;
  if (at === length) return new NormalizedText(original, null, null);
  return new Rewriter(original).run(at);
}

/** Whether the unit stands for itself and the one after cannot change it. */
function isPlain(text: string, at: number): boolean {
  const kind = characterKind(text.charCodeAt(at));
  if (kind !== Kind.plain && kind !== Kind.long) return false;
  if (at + 1 >= text.length) return true;
  const next = characterKind(text.charCodeAt(at + 1));
  return next !== Kind.mark && (kind === Kind.plain || next !== Kind.long);
}

class Rewriter {
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];
  private out = "";
  /** The last character of `out`; asking `out` itself would flatten it again and again. */
  private last = "";
  /** Where white space that may have to be kept stood, or -1. */
  private spaceStart = -1;
  private spaceEnd = -1;

  constructor(private readonly original: string) {}

  run(plainUpTo: number): NormalizedText {
    const { original, starts, ends } = this;
    this.out = original.slice(0, plainUpTo);
    this.last = this.out.charAt(plainUpTo - 1);
    for (let i = 0; i < plainUpTo; i++) {
      starts.push(i);
      ends.push(i + 1);
    }
    let at = plainUpTo;
    while (at < original.length) at = this.step(at);
    return new NormalizedText(this.out, Int32Array.from(starts), Int32Array.from(ends));
  }

  /** Takes what stands at `at` and returns where the next step begins. */
  private step(at: number): number {
    const { original } = this;
    const code = original.charCodeAt(at);
    switch (characterKind(code)) {
      case Kind.plain:
        if (isPlain(original, at)) {
          this.emit(original.charAt(at), at, at + 1);
          return at + 1;
        }
        break;
      case Kind.long: {
        const text = this.shorten(original.charAt(at), at + 1);
        if (text) this.emit(text, at, at + 1);
        return at + 1;
      }
      case Kind.dropped:
        return at + 1;
      case Kind.space:
        if (this.spaceStart < 0) this.spaceStart = at;
        this.spaceEnd = at + 1;
        return at + 1;
      case Kind.bracket: {
        const end = redactionMark(original, at);
        if (end > at) {
          this.emit(PLACEHOLDER, at, end);
          return end;
        }
        break;
      }
    }
    const end = this.clusterEnd(at);
    const spelled = this.spell(original.slice(at, end), at, end);
    if (spelled) this.emit(spelled, at, end);
    return end;
  }

  /** One character with the marks that belong to it. */
  private clusterEnd(at: number): number {
    const { original } = this;
    let end = at + (isPair(original, at) ? 2 : 1);
    const limit = Math.min(original.length, at + LONGEST_CLUSTER);
    while (end < limit && characterKind(original.charCodeAt(end)) === Kind.mark) end += isPair(original, end) ? 2 : 1;
    return end;
  }

  private spell(cluster: string, start: number, end: number): string {
    const bare = cluster.replace(/[\uFE00-\uFE0F]|\uDB40[\uDD00-\uDDEF]/g, "");
    if (bare === "") return "";
    const kept = KEPT.get(bare);
    if (kept !== undefined) return kept === "" ? "" : this.punctuate(kept, start, end);
    let text = bare.normalize("NFKC");
    // Spacing marks (゛, ´) decompose into a space and a mark; letters in brackets (㈱, ⑴) lose the brackets.
    if (text.includes(" ")) text = bare;
    else if (text.length > 2 && text.startsWith("(") && text.endsWith(")")) text = text.slice(1, -1);
    // A sound mark with nothing before it must not join what a dropped character kept it from.
    const leading = LONE_MARKS.get(text.charAt(0));
    if (leading) text = leading + text.slice(1);
    return this.punctuate(text.toLowerCase(), start, end);
  }

  private punctuate(text: string, start: number, end: number): string {
    if (text.length !== 1) return text;
    if (REPEATED.has(text)) return this.shorten(text, end);
    if (text === "," || text === ".") {
      const next = this.original.charAt(end);
      const inside =
        this.ends[this.ends.length - 1] === start && /[a-z0-9]/.test(this.last) && /[\p{L}\p{N}]/u.test(next);
      return inside && keepsSpaces(next.normalize("NFKC").charCodeAt(0)) ? text : text === "," ? "、" : "。";
    }
    return FULL_WIDTH.get(text) ?? text;
  }

  /** Nothing when `text` only repeats the mark before it, which then reaches up to `end`. */
  private shorten(text: string, end: number): string {
    if (text !== this.last) return text;
    this.ends[this.ends.length - 1] = end;
    return "";
  }

  private emit(text: string, start: number, end: number): void {
    if (this.spaceStart >= 0) {
      if (this.last !== "" && keepsSpaces(this.last.charCodeAt(0)) && keepsSpaces(text.charCodeAt(0))) {
        this.push(" ", this.spaceStart, this.spaceEnd);
      }
      this.spaceStart = -1;
    }
    this.push(text, start, end);
  }

  private push(text: string, start: number, end: number): void {
    this.out += text;
    this.last = text.charAt(text.length - 1);
    for (let i = 0; i < text.length; i++) {
      this.starts.push(start);
      this.ends.push(end);
    }
  }
}

function isPair(text: string, at: number): boolean {
  const high = text.charCodeAt(at);
  if (high < 0xd800 || high > 0xdbff) return false;
  const low = text.charCodeAt(at + 1);
  return low >= 0xdc00 && low <= 0xdfff;
}

const REPEATED = new Set(["ー", "〜", "…"]);

const LONE_MARKS = new Map([
  ["\u3099", "゛"],
  ["\u309a", "゜"],
]);

/** Characters whose NFKC form would be further from what the dictionary holds. */
const KEPT = new Map([
  ["…", "…"],
  ["‥", "…"],
  ["～", "〜"],
  ["℃", "℃"],
  ["™", ""],
  ["®", ""],
  ["㈱", "株式会社"],
  ["㈲", "有限会社"],
]);

const FULL_WIDTH = new Map([..."!?()%&:;+="].map((c) => [c, String.fromCharCode(c.charCodeAt(0) + 0xfee0)]));
