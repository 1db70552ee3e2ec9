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
 * What was put in or asked for last, at most so many, in two generations: when the young one is full, the old one goes as
 * a whole. A single map in order of use would have to be searched for its oldest entry again and again.
 */
class Recent<V> {
  #young = new Map<string, V>();
  #old = new Map<string, V>();
  readonly #half: number;

  constructor(most: number) {
    this.#half = Math.ceil(most / 2);
  }

  get(key: string): V | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  set(key: string, value: V): void {
    if (this.#young.size >= this.#half) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, value);
  }
}

/**
 * Reads texts, and remembers those that come again: agents follow scripts, everybody says はい. What is remembered stays
 * in memory, of this reader alone, and is bounded.
 */
export class LineReader {
  readonly #read: Recent<ReadText>;
  /** Texts that came once. Most never come again, and to keep what was read of them would only burden the memory. */
  readonly #met: Recent<true>;

  /** @param remembered How many lines; 0 to keep nothing. */
  constructor(
    readonly tokenize: (text: string) => Morpheme[],
    readonly matcher: Matcher,
    private readonly remembered: number = REMEMBERED,
  ) {
    this.#read = new Recent(remembered);
    this.#met = new Recent(ONCE * remembered);
  }

  read(text: string, speaker: Speaker): ReadText {
    if (!this.remembered || text.length > LONGEST) return this.#fresh(text, speaker);
    const key = speaker[0] + text;
    const known = this.#read.get(key);
    if (known) return known;
    const fresh = this.#fresh(text, speaker);
    if (this.#met.get(key)) this.#read.set(key, fresh);
    else this.#met.set(key, true);
    return fresh;
  }

  #fresh(text: string, speaker: Speaker): ReadText {
    const words = this.tokenize(text);
    return { words, clauses: clausesOf(words), cues: this.matcher.match(words, speaker) };
  }
}
