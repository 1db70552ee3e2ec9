import { baseReading, isKana } from "../language/base-reading.js";
import type { Morpheme } from "../language/morpheme.js";
import { type Polarity, polarityOf } from "../language/polarity.js";
import type { Speaker } from "../transcript/schema.js";
import { baseOf, isSoft, type Phrase } from "./phrase.js";
import { type Move, moves, type Node, PhraseTree, type Spelling, type Via, viaNames, weaker } from "./phrase-tree.js";
import type { Sounds } from "./sounds.js";

/** A named signal found in one utterance. */
export interface Cue {
  name: string;
  /** Morpheme indices, end exclusive. */
  from: number;
  to: number;
  /** UTF-16 offsets into the original utterance. */
  start: number;
  end: number;
  polarity: Polarity;
  /** How it was recognised: as written, by its kana reading, or by a near sound (weaker in this order). */
  via: "form" | "reading" | "sound";
}

/** Said as meant: not denied, not supposed, not somebody else's words. */
export const isMeant = ({ polarity }: Cue): boolean =>
  polarity === "asserted" ||
  polarity === "double-negation" ||
  polarity === "question" ||
  polarity === "conditional-pressure";

/** A phrase with the cue it gives. */
export interface Pattern {
  cue: string;
  speaker?: Exclude<Speaker, "system"> | undefined;
  phrase: Phrase;
}

/** What the matcher asks of a word. */
interface Traits extends Spelling {
  soft: boolean;
  stop: boolean;
  /** The steps that the word allows at the beginning of a phrase. */
  first: Move[];
  /** See `PhraseTree.maskOf`. */
  mask: number;
}

/** How many words a gap (`…`) may span, and how many light words may stand inside a part. */
const GAP = 10;
const SKIP = 5;

/**
 * Steps of one walk. A phrase of one light word again and again (のののの) can be laid over a text of the same in more
 * ways than there is time for.
 */
const MAX_STEPS = 10_000;

/**
 * Where a part of a phrase with gaps was last completed, and – since the next part may begin inside this one – where before
 * that: from, to (0: nowhere) and via of each.
 */
const PART_ENDS = 6;
const BEFORE = 3;

interface Found {
  pattern: number;
  from: number;
  to: number;
  via: Via;
}

/** One line being matched. */
interface Pass {
  traits: readonly Traits[];
  speaker: Speaker;
  found: Found[];
  /** Phrases with gaps that have begun. */
  open: number[];
  /** How far the walk from the present word has gone. */
  steps: number;
}

/**
 * Finds all cues of all patterns in one pass. The walk starts at each word and follows one shared tree of word
 * forms, so the cost depends on the text and on what is found, not on how many patterns there are.
 *
 * Knows the words of one tokenizer: what it asks of a word is kept by the word's number.
 */
export class Matcher {
  readonly #tree = new PhraseTree();
  /** By pattern; its words are in the tree. Side by side, because most patterns begun are looked at no further. */
  readonly #cues: readonly string[];
  /** Places in `speakers`; 0: of both. */
  readonly #speakers: Uint8Array;
  readonly #parts: Uint16Array;
  /** By pattern with gaps: whether the line being matched has begun it, and where `#ends` has its first part. */
  readonly #begun: Uint8Array;
  readonly #firstEnd: Int32Array;
  /** Where parts ended in the line being matched, see `PART_ENDS`. */
  readonly #ends: Int32Array;
  readonly #traits: Traits[] = [];

  /** @param sounds What is looked for by its sound as well. */
  constructor(
    patterns: readonly Pattern[],
    private readonly sounds?: Sounds,
  ) {
    this.#cues = patterns.map(({ cue }) => cue);
    this.#speakers = Uint8Array.from(patterns, ({ speaker }) => (speaker ? speakers.indexOf(speaker) : 0));
    this.#parts = Uint16Array.from(patterns, ({ phrase }) => phrase.parts.length);
    this.#begun = new Uint8Array(patterns.length);
    this.#firstEnd = new Int32Array(patterns.length);
    let ends = 0;
    for (const [p, parts] of this.#parts.entries()) {
      this.#firstEnd[p] = ends;
      if (parts > 1) ends += parts * PART_ENDS;
    }
    this.#ends = new Int32Array(ends);
    for (const [p, { phrase }] of patterns.entries())
      for (const [k, part] of phrase.parts.entries()) for (const run of part) this.#tree.add(run, p, k);
  }

  /** Cues by place. Where one phrase of a cue lies inside another of the same cue, the longer stands. */
  match(words: readonly Morpheme[], speaker: Speaker): Cue[] {
    const pass: Pass = { traits: words.map((m) => this.#traitsOf(m)), speaker, found: [], open: [], steps: 0 };
    for (let at = 0; at < words.length; at++) {
      pass.steps = 0;
      for (const { next, via } of (pass.traits[at] as Traits).first) this.#step(pass, next, at, at + 1, 0, via, true);
    }
    for (const pattern of pass.open) this.#begun[pattern] = 0;
    const spelled = this.#settle(words, pass.found);
    const heard = this.sounds?.match(words, speaker, spelled);
    return heard?.length ? [...spelled, ...heard].sort(byPlace) : spelled;
  }

  #traitsOf(m: Morpheme): Traits {
    const kept = m.id < 0 ? undefined : this.#traits[m.id];
    if (kept) return kept;
    const spelling = { surface: m.surface, base: baseOf(m), reading: baseReading(m), kana: isKana(m.surface) };
    const traits: Traits = {
      ...spelling,
      soft: isSoft(m),
      stop: /^[。．？！?!]$/u.test(m.surface),
      first: moves(this.#tree.root, spelling),
      mask: this.#tree.maskOf(spelling),
    };
    if (m.id >= 0) this.#traits[m.id] = traits;
    return traits;
  }

  /** `i`: the word to look at next. `fresh`: the node was just reached, its ends are not reported yet. */
  #step(pass: Pass, node: Node, from: number, i: number, skipped: number, via: Via, fresh: boolean): void {
    if (++pass.steps > MAX_STEPS) return;
    if (fresh) {
      for (let n = 0; n < node.ends.length; n++) this.#begin(pass, node.ends[n] as number, from, i, via);
      if (pass.open.length && node.later.size) this.#goOn(pass, node, from, i, via);
    }
    if (i >= pass.traits.length || !node.mask) return;
    const word = pass.traits[i] as Traits;
    if (word.mask & node.mask)
      for (const move of moves(node, word)) this.#step(pass, move.next, from, i + 1, 0, weaker(via, move.via), true);
    if (skipped < SKIP && word.soft) this.#step(pass, node, from, i + 1, skipped + 1, via, false);
  }

  #begin({ speaker, found, open }: Pass, pattern: number, from: number, to: number, via: Via): void {
    const whose = this.#speakers[pattern];
    if (whose && speakers[whose] !== speaker) return;
    const parts = this.#parts[pattern] as number;
    if (parts === 1) {
      found.push({ pattern, from, to, via });
      return;
    }
    const first = this.#firstEnd[pattern] as number;
    if (!this.#begun[pattern]) {
      this.#begun[pattern] = 1;
      open.push(pattern);
      this.#ends.fill(0, first, first + parts * PART_ENDS);
    }
    this.#end(first, from, to, via);
  }

  #end(part: number, from: number, to: number, via: Via): void {
    const ends = this.#ends;
    for (let i = part; i < part + BEFORE; i++) ends[i + BEFORE] = ends[i] as number;
    ends[part] = from;
    ends[part + 1] = to;
    ends[part + 2] = via;
  }

  /** Gone through are the parts that end here or, where they are many more, the phrases begun: to look one up takes longer. */
  #goOn(pass: Pass, { later, laterPatterns }: Node, from: number, to: number, via: Via): void {
    const { open } = pass;
    if (LOOK_UP * open.length < later.size) {
      for (const pattern of open) {
        const parts = later.get(pattern);
        if (parts) this.#complete(pass, pattern, parts, from, to, via);
      }
      return;
    }
    for (const pattern of laterPatterns)
      if (this.#begun[pattern]) this.#complete(pass, pattern, later.get(pattern) as number[], from, to, via);
  }

  #complete(
    { traits, found }: Pass,
    pattern: number,
    parts: readonly number[],
    at: number,
    to: number,
    via: Via,
  ): void {
    const ends = this.#ends;
    const first = this.#firstEnd[pattern] as number;
    const last = (this.#parts[pattern] as number) - 1;
    for (const part of parts) {
      let before = first + (part - 1) * PART_ENDS;
      if (at < (ends[before + 1] as number)) before += BEFORE;
      const end = ends[before + 1] as number;
      if (!end || at < end || at - end > GAP || crossesStop(traits, end, at)) continue;
      const begun = ends[before] as number;
      const whole = weaker(ends[before + 2] as Via, via);
      if (part === last) found.push({ pattern, from: begun, to, via: whole });
      else this.#end(first + part * PART_ENDS, begun, to, whole);
    }
  }

  #settle(words: readonly Morpheme[], found: Found[]): Cue[] {
    const cues: Cue[] = [];
    const lasts = new Map<string, Cue>();
    found.sort((a, b) => a.from - b.from || b.to - a.to || a.via - b.via);
    for (const { pattern, from, to, via } of found) {
      const name = this.#cues[pattern] as string;
      const last = lasts.get(name);
      if (last && to <= last.to) continue;
      const cue: Cue = {
        name,
        from,
        to,
        start: (words[from] as Morpheme).start,
        end: (words[to - 1] as Morpheme).end,
        polarity: polarityOf(words, to - 1),
        via: viaNames[via],
      };
      cues.push(cue);
      lasts.set(name, cue);
    }
    return cues.sort(byPlace);
  }
}

const speakers: readonly Speaker[] = ["system", "agent", "customer"];

/** A look-up in a map takes as long as looking at so many flags. */
const LOOK_UP = 16;

const byPlace = (a: Cue, b: Cue) => a.from - b.from || a.to - b.to || (a.name < b.name ? -1 : 1);

function crossesStop(traits: readonly Traits[], from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (traits[i]?.stop) return true;
  return false;
}
