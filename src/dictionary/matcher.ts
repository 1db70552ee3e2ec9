import { baseReading, isKana } from "../language/base-reading.js";
import type { Morpheme } from "../language/morpheme.js";
import { type Polarity, polarityOf } from "../language/polarity.js";
import type { Speaker } from "../transcript/schema.js";
import { baseOf, type Element, isSoft, type Phrase } from "./phrase.js";

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
  byBase: Map<string, Node>;
  /**
   * Words of one sound, each with its own node: kana in the text may be any of them, kanji only one that the phrase
   * writes in kana (わかる finds 判る, but 私 is not 渡し).
   */
  byReading: Map<string, Map<string, Node>>;
  byForm: Map<string, Node>;
  /** Parts that end here: [pattern, part]. */
  ends: [number, number][];
}

const newNode = (): Node => ({ byBase: new Map(), byReading: new Map(), byForm: new Map(), ends: [] });

/** How many words a gap (`…`) may span, and how many light words may stand inside a part. */
const GAP = 10;
const SKIP = 5;

/**
 * Steps of one walk. A phrase of one light word again and again (のののの) can be laid over a text of the same in more
 * ways than there is time for.
 */
const MAX_STEPS = 10_000;

interface PartEnd {
  from: number;
  to: number;
  via: Cue["via"];
  /** The completion before this one: the next part may begin inside this one. */
  earlier?: PartEnd | undefined;
}

/**
 * Finds all cues of all patterns in one pass. The walk starts at each word and follows one shared tree of word
 * forms, so the cost depends on the text and on what is found, not on how many patterns there are.
 */
export class Matcher {
  readonly #root = newNode();
  readonly #patterns: readonly Pattern[];

  constructor(patterns: readonly Pattern[]) {
    this.#patterns = patterns;
    for (const [p, pattern] of patterns.entries())
      for (const [k, part] of pattern.phrase.parts.entries())
        for (const run of part) {
          let node = this.#root;
          for (const element of run) node = edge(node, element);
          if (!node.ends.some(([q, l]) => q === p && l === k)) node.ends.push([p, k]);
        }
  }

  /** Cues by place. Where one phrase of a cue lies inside another of the same cue, the longer stands. */
  match(words: readonly Morpheme[], speaker: Speaker): Cue[] {
    const found: { pattern: number; from: number; to: number; via: Cue["via"] }[] = [];
    /** For phrases with gaps: where each pattern's first k parts were last completed. */
    const open = new Map<number, PartEnd[]>();
    for (let at = 0; at < words.length; at++) {
      const first = words[at] as Morpheme;
      this.#walk(words, at, first, (pattern, part, to, via) => {
        const { phrase, speaker: whose } = this.#patterns[pattern] as Pattern;
        if (whose && whose !== speaker) return;
        if (phrase.parts.length === 1) {
          found.push({ pattern, from: at, to, via });
          return;
        }
        const stages = open.get(pattern) ?? [];
        const earlier = stages[part];
        if (part === 0) stages[0] = { from: at, to, via, earlier };
        else {
          let before = stages[part - 1];
          if (before && at < before.to) before = before.earlier;
          if (!before || at < before.to || at - before.to > GAP || crossesStop(words, before.to, at)) return;
          stages[part] = { from: before.from, to, via: weaker(before.via, via), earlier };
          if (part === phrase.parts.length - 1)
            found.push({ pattern, from: before.from, to, via: weaker(before.via, via) });
        }
        open.set(pattern, stages);
      });
    }
    return this.#settle(words, found);
  }

  #walk(
    words: readonly Morpheme[],
    at: number,
    first: Morpheme,
    report: (pattern: number, part: number, to: number, via: Cue["via"]) => void,
  ): void {
    let steps = 0;
    const step = (node: Node, i: number, skipped: number, via: Cue["via"]): void => {
      if (++steps > MAX_STEPS) return;
      for (const [pattern, part] of node.ends) report(pattern, part, i, via);
      if (i >= words.length) return;
      const m = words[i] as Morpheme;
      this.#follow(node, m, (next, how) => step(next, i + 1, 0, weaker(via, how)));
      if (skipped < SKIP && node !== this.#root && isSoft(m)) {
        const reported = node.ends;
        if (reported.length) {
          // Already reported at its earliest end; go on without reporting it again.
          const rest = { ...node, ends: [] };
          if (node.byBase.size + node.byReading.size + node.byForm.size) step(rest, i + 1, skipped + 1, via);
        } else step(node, i + 1, skipped + 1, via);
      }
    };
    this.#follow(this.#root, first, (next, how) => step(next, at + 1, 0, how));
  }

  #follow(node: Node, m: Morpheme, go: (next: Node, via: Cue["via"]) => void): void {
    const byForm = node.byForm.get(m.surface);
    if (byForm) go(byForm, "form");
    const byBase = node.byBase.get(baseOf(m));
    if (byBase) {
      go(byBase, "form");
      return;
    }
    if (!node.byReading.size) return;
    const reading = baseReading(m);
    if (!reading) return;
    const kana = isKana(m.surface);
    for (const [base, next] of node.byReading.get(reading) ?? []) if (kana || isKana(base)) go(next, "reading");
  }

  #settle(words: readonly Morpheme[], found: { pattern: number; from: number; to: number; via: Cue["via"] }[]): Cue[] {
    const byName = new Map<string, Cue[]>();
    found.sort((a, b) => a.from - b.from || b.to - a.to);
    for (const { pattern, from, to, via } of found) {
      const { cue: name } = this.#patterns[pattern] as Pattern;
      const cues = byName.get(name) ?? [];
      const last = cues.at(-1);
      if (last && to <= last.to) continue;
      cues.push({
        name,
        from,
        to,
        start: (words[from] as Morpheme).start,
        end: (words[to - 1] as Morpheme).end,
        polarity: polarityOf(words, to - 1),
        via,
      });
      byName.set(name, cues);
    }
    return [...byName.values()].flat().sort((a, b) => a.from - b.from || a.to - b.to || (a.name < b.name ? -1 : 1));
  }
}

function edge(node: Node, { base, reading, exact }: Element): Node {
  const byText = exact ? node.byForm : node.byBase;
  let next = byText.get(base);
  if (!next) {
    next = newNode();
    byText.set(base, next);
  }
  if (!exact && reading && reading.length >= 2) {
    const alike = node.byReading.get(reading) ?? new Map<string, Node>();
    node.byReading.set(reading, alike.set(base, next));
  }
  return next;
}

const strength = { form: 0, reading: 1, sound: 2 } as const;
const weaker = (a: Cue["via"], b: Cue["via"]): Cue["via"] => (strength[a] >= strength[b] ? a : b);

function crossesStop(words: readonly Morpheme[], from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (/^[。．？！?!]$/u.test(words[i]?.surface ?? "")) return true;
  return false;
}
