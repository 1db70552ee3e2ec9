import type { Matcher } from "../dictionary/matcher.js";
import { clausesOf } from "../language/clauses.js";
import type { Morpheme } from "../language/morpheme.js";
import type { Speaker } from "../transcript/schema.js";
import type { ReadText } from "./line.js";

/** Lines remembered unless told otherwise: the scripts of a centre, and no day's worth of talk. */
const REMEMBERED = 1000;
/** Longer lines do not come again. In UTF-16 units. */
const LONGEST = 400;

/** For each line remembered, so many that came once. */
const ONCE = 4;

/**
 * Reads texts, and remembers those that come again: agents follow scripts, everybody says はい. What is remembered stays
 * in memory, of this reader alone, and is bounded; the oldest goes first.
 */
export class LineReader {
  readonly #read = new Map<string, ReadText>();
  /** Texts that came once. Most never come again, and to keep what was read of them would only burden the memory. */
  readonly #met = new Map<string, true>();

  /** @param remembered How many lines; 0 to keep nothing. */
  constructor(
    readonly tokenize: (text: string) => Morpheme[],
    readonly matcher: Matcher,
    private readonly remembered: number = REMEMBERED,
  ) {}

  read(text: string, speaker: Speaker): ReadText {
    if (!this.remembered || text.length > LONGEST) return this.#fresh(text, speaker);
    const key = speaker[0] + text;
    const known = this.#read.get(key);
    if (known) {
      // The last one asked for goes last.
      this.#read.delete(key);
      this.#read.set(key, known);
      return known;
    }
    const fresh = this.#fresh(text, speaker);
    if (this.#met.delete(key)) keep(this.#read, key, fresh, this.remembered);
    else keep(this.#met, key, true, ONCE * this.remembered);
    return fresh;
  }

  #fresh(text: string, speaker: Speaker): ReadText {
    const words = this.tokenize(text);
    return { words, clauses: clausesOf(words), cues: this.matcher.match(words, speaker) };
  }
}

function keep<V>(into: Map<string, V>, key: string, value: V, most: number): void {
  if (into.size >= most) into.delete(into.keys().next().value as string);
  into.set(key, value);
}
