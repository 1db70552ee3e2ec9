import type { Cue, Matcher } from "../dictionary/matcher.js";
import { type Clause, clausesOf } from "../language/clauses.js";
import type { Morpheme } from "../language/morpheme.js";
import type { Speaker } from "../transcript/schema.js";

/** What a text says by itself, whatever the call. Shared by all calls that hold it: never changed. */
export interface ReadText {
  words: readonly Morpheme[];
  clauses: readonly Clause[];
  cues: readonly Cue[];
}

/** Lines remembered unless told otherwise: the scripts of a centre, and no day's worth of talk. */
const REMEMBERED = 1000;
/** Longer lines do not come again. In UTF-16 units. */
const LONGEST = 400;

/**
 * Reads texts, and remembers the last ones: agents follow scripts, everybody says はい. What is remembered stays in
 * memory, of this reader alone, and is bounded; the oldest goes first.
 */
export class LineReader {
  readonly #read = new Map<string, ReadText>();

  /** @param remembered How many lines; 0 to keep nothing. */
  constructor(
    readonly tokenize: (text: string) => Morpheme[],
    readonly matcher: Matcher,
    private readonly remembered: number = REMEMBERED,
  ) {}

  read(text: string, speaker: Speaker): ReadText {
    if (!this.remembered || text.length > LONGEST) return this.#fresh(text, speaker);
    const key = speaker[0] + text;
    let known = this.#read.get(key);
    if (known) this.#read.delete(key);
    else {
      known = this.#fresh(text, speaker);
      if (this.#read.size >= this.remembered) this.#read.delete(this.#read.keys().next().value as string);
    }
    this.#read.set(key, known);
    return known;
  }

  #fresh(text: string, speaker: Speaker): ReadText {
    const words = this.tokenize(text);
    return { words, clauses: clausesOf(words), cues: this.matcher.match(words, speaker) };
  }
}
