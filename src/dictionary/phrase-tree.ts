import { isKana } from "../language/base-reading.js";
import { Few } from "./few.js";
import type { Element } from "./phrase.js";

/** Where a walk through phrases can stand. */
export interface Node {
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
  /** A bit for each word that may lead on from here; several words share one, see `PhraseTree.maskOf`. */
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
export type Via = 0 | 1;
const FORM: Via = 0;
const READING: Via = 1;
export const viaNames = ["form", "reading"] as const;

/** A step in the tree that a word allows. */
export interface Move {
  next: Node;
  via: Via;
}

export const weaker = (a: Via, b: Via): Via => (a >= b ? a : b);

/** How a word stands in the text. */
export interface Spelling {
  surface: string;
  base: string;
  /** Katakana of the dictionary form. */
  reading: string | null;
  kana: boolean;
}

/** The words of all phrases in one tree, so that a walk costs what the text costs, not what the phrases are many. */
export class PhraseTree {
  readonly root = newNode();
  /** Everything that some phrase asks for, forms, bases and readings, each with its bit. */
  readonly #asked = new Map<string, number>();

  /** Adds one way to say a part of a phrase. */
  add(run: readonly Element[], pattern: number, part: number): void {
    let node = this.root;
    for (const element of run) {
      node.mask |= this.#bitOf(element.base);
      if (element.reading) node.mask |= this.#bitOf(element.reading);
      node = edge(node, element);
    }
    if (part === 0) {
      if (node.ends === noEnds) node.ends = [pattern];
      else if (node.ends.at(-1) !== pattern) node.ends.push(pattern);
      return;
    }
    const parts = node.later.get(pattern) ?? [];
    if (parts.at(-1) !== part) parts.push(part);
    if (!node.later.get(pattern)) node.laterPatterns = [...node.laterPatterns, pattern];
    node.later = own(node.later).set(pattern, parts);
  }

  /** The bits of a word's forms in `Node.mask`; none where no phrase has the word, wherever it stands. */
  maskOf({ surface, base, reading }: Spelling): number {
    const bits = (form: string) => this.#asked.get(form) ?? 0;
    return bits(surface) | bits(base) | bits(reading ?? "");
  }

  #bitOf(asked: string): number {
    const bit = this.#asked.get(asked) ?? 1 << (this.#asked.size & 31);
    this.#asked.set(asked, bit);
    return bit;
  }
}

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

/** Where a word leads from a node: as written, else by its sound. */
export function moves(node: Node, { surface, base, reading, kana }: Spelling): Move[] {
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
