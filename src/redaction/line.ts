import type { Morpheme } from "../language/morpheme.js";
import { type NormalizedText, normalize } from "../language/normalize.js";
import { toKatakana } from "../language/reading.js";
import type { Speaker, Utterance } from "../transcript/schema.js";

/** What is masked, and by which name it is counted. */
export type PersonalKind =
  | "name"
  | "birthdate"
  | "phone"
  | "address"
  | "postcode"
  | "email"
  | "card"
  | "account"
  | "my-number"
  | "licence"
  | "insurance"
  | "number";

/** A stretch of a line's normalised text. */
export interface Range {
  from: number;
  to: number;
}

export interface Found extends Range {
  kind: PersonalKind;
}

/** A word and where it stands in the normalised text. */
export interface Word extends Range {
  m: Morpheme;
}

/** An utterance made ready to be searched. All ranges count in `text`, the normalised text. */
export interface Line {
  index: number;
  speaker: Speaker;
  text: string;
  /** `text` with hiragana as katakana; as long as `text`. */
  kana: string;
  words: Word[];
  normalized: NormalizedText;
}

export function readLine(index: number, { speaker, text }: Utterance, tokenize: (text: string) => Morpheme[]): Line {
  const normalized = normalize(text);
  let from = 0;
  const words = tokenize(text).map((m) => {
    const word = { m, from, to: from + m.surface.length };
    from = word.to;
    return word;
  });
  return { index, speaker, text: normalized.text, kana: toKatakana(normalized.text), words, normalized };
}

/** The UTF-16 range in the original utterance. */
export function originalRange({ normalized }: Line, { from, to }: Range): { start: number; end: number } {
  return { start: normalized.start(from), end: normalized.end(to - 1) };
}

/** What of a line is taken already; asking takes as long as the range asked for. */
export class Cover {
  readonly #taken: Uint8Array;

  constructor(length: number) {
    this.#taken = new Uint8Array(length);
  }

  add({ from, to }: Range): void {
    this.#taken.fill(1, from, to);
  }

  /** What of a range is not taken. */
  free({ from, to }: Range): Range[] {
    const free: Range[] = [];
    for (let at = from; at < to; at++) {
      const last = free.at(-1);
      if (this.#taken[at]) continue;
      if (last && last.to === at) last.to = at + 1;
      else free.push({ from: at, to: at + 1 });
    }
    return free;
  }

  touches({ from, to }: Range): boolean {
    for (let at = from; at < to; at++) if (this.#taken[at]) return true;
    return false;
  }
}
