import { baseReading, isKana } from "../language/base-reading.js";
import type { Morpheme } from "../language/morpheme.js";
import { type Polarity, polarityOf } from "../language/polarity.js";
import type { Speaker } from "../transcript/schema.js";
import { Few } from "./few.js";
import { baseOf, type Element, isSoft, type Phrase } from "./phrase.js";
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

interface Node {
  byBase: Few<string, Node>;
  /**
   * Words of one sound, each with its own node: kana in the text may be any of them, kanji only one that the phrase
   * writes in kana (わかる finds 判る, but 私 is not 渡し).
   */
  byReading: Few<string, Few<string, Node>>;
  byForm: Few<string, Node>;
  /** Patterns whose first part ends here. */
  ends: number[];
  /** Later parts that end here, by pattern. They count only where the part before them was completed. */
  later: Few<number, number[]>;
  laterPatterns: number[];
  /** A bit for each word that may lead on from here; several words share one, see `Traits.mask`. */
  mask: number;
}

/** What most nodes have none of is made with its first entry. */
const nothing: Few<never, never> = new Few();
const noEnds: number[] = [];
const newNode = (): Node => ({
  byBase: nothing,
  byReading: nothing,
  byForm: nothing,
  ends: noEnds,
  later: nothing,
  laterPatterns: noEnds,
  mask: 0,
});
const own = <K, V>(map: Few<K, V>): Few<K, V> => (map.size ? map : new Few());

/** How something was recognised, as a number: the greater, the weaker. */
type Via = 0 | 1;
const FORM: Via = 0;
const READING: Via = 1;
const viaNames = ["form", "reading"] as const;

/** A step in the tree that a word allows. */
interface Move {
  next: Node;
  via: Via;
}

/** What the matcher asks of a word. */
interface Traits {
  surface: string;
  base: string;
  /** Katakana of the dictionary form. */
  reading: string | null;
  kana: boolean;
  soft: boolean;
  stop: boolean;
  /** The steps that the word allows at the beginning of a phrase. */
  first: Move[];
  /** The bits of its forms in `Node.mask`; none where no phrase has the word, wherever it stands. */
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
  readonly #root = newNode();
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
  /** Everything that some phrase asks for, forms, bases and readings, each with its bit. */
  readonly #asked = new Map<string, number>();

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
    for (const [p, pattern] of patterns.entries())
      for (const [k, part] of pattern.phrase.parts.entries())
        for (const run of part) {
          let node = this.#root;
          for (const element of run) {
            node.mask |= this.#bitOf(element.base);
            if (element.reading) node.mask |= this.#bitOf(element.reading);
            node = edge(node, element);
          }
          if (k === 0) {
            if (node.ends === noEnds) node.ends = [p];
            else if (node.ends.at(-1) !== p) node.ends.push(p);
            continue;
          }
          const parts = node.later.get(p) ?? [];
          if (parts.at(-1) !== k) parts.push(k);
          if (!node.later.get(p)) node.laterPatterns = [...node.laterPatterns, p];
          node.later = own(node.later).set(p, parts);
        }
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
    const traits: Traits = {
      surface: m.surface,
      base: baseOf(m),
      reading: baseReading(m),
      kana: isKana(m.surface),
      soft: isSoft(m),
      stop: /^[。．？！?!]$/u.test(m.surface),
      first: [],
      mask: 0,
    };
    for (const t of [traits.surface, traits.base, traits.reading ?? ""]) traits.mask |= this.#asked.get(t) ?? 0;
    traits.first = moves(this.#root, traits);
    if (m.id >= 0) this.#traits[m.id] = traits;
    return traits;
  }

  #bitOf(asked: string): number {
    const bit = this.#asked.get(asked) ?? 1 << (this.#asked.size & 31);
    this.#asked.set(asked, bit);
    return bit;
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

function edge(node: Node, { base, reading, exact }: Element): Node {
  let next = (exact ? node.byForm : node.byBase).get(base);
  if (!next) {
    next = newNode();
    if (exact) node.byForm = own(node.byForm).set(base, next);
    else node.byBase = own(node.byBase).set(base, next);
  }
  if (!exact && reading && reading.length >= 2) {
    const alike = node.byReading.get(reading) ?? new Few<string, Node>();
    node.byReading = own(node.byReading).set(reading, alike.set(base, next));
  }
  return next;
}

const byPlace = (a: Cue, b: Cue) => a.from - b.from || a.to - b.to || (a.name < b.name ? -1 : 1);

const weaker = (a: Via, b: Via): Via => (a >= b ? a : b);

function crossesStop(traits: readonly Traits[], from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (traits[i]?.stop) return true;
  return false;
}

/** Where a word leads from a node: as written, else by its sound. */
function moves(node: Node, { surface, base, reading, kana }: Traits): Move[] {
  const byForm = node.byForm.size ? node.byForm.get(surface) : undefined;
  const byBase = node.byBase.get(base);
  if (byBase)
    return byForm
      ? [
          { next: byForm, via: FORM },
          { next: byBase, via: FORM },
        ]
      : [{ next: byBase, via: FORM }];
  const out: Move[] = byForm ? [{ next: byForm, via: FORM }] : [];
  const alike = reading && node.byReading.size ? node.byReading.get(reading) : undefined;
  if (alike) for (const [spelled, next] of alike) if (kana || isKana(spelled)) out.push({ next, via: READING });
  return out.length ? out : none;
}

const none: Move[] = [];
