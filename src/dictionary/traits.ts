import { baseReading, isKana } from "../language/base-reading.js";
import type { Morpheme } from "../language/morpheme.js";
import { baseOf, isSoft } from "./phrase.js";
import { type PhraseTree, ROOT, type Symbols } from "./phrase-tree.js";

/** How something was recognised: the greater, the weaker. */
export type Via = 0 | 1;
export const FORM: Via = 0;
export const READING: Via = 1;
export const viaNames = ["form", "reading"] as const;

/** What the matcher asks of a word. */
export interface Traits extends Symbols {
  kana: boolean;
  soft: boolean;
  stop: boolean;
  /** Where the word leads as the first of a phrase, as it is written or by its dictionary form; `ROOT`: nowhere. */
  firstByForm: number;
  firstByBase: number;
  /** The same by its sound, where the dictionary form leads nowhere. */
  firstBySound: readonly number[];
}

/** Reads the traits of words. Knows the words of one tokenizer: they are kept by the word's number. */
export class TraitReader {
  readonly #kept: Traits[] = [];

  constructor(private readonly tree: PhraseTree) {}

  of(m: Morpheme): Traits {
    const kept = m.id < 0 ? undefined : this.#kept[m.id];
    if (kept) return kept;
    const traits = this.#read(m);
    if (m.id >= 0) this.#kept[m.id] = traits;
    return traits;
  }

  #read(m: Morpheme): Traits {
    const { tree } = this;
    const kana = isKana(m.surface);
    const symbols = tree.symbolsOf({ surface: m.surface, base: baseOf(m), reading: baseReading(m) });
    const firstByBase = tree.next(ROOT, symbols.base);
    return {
      ...symbols,
      kana,
      soft: isSoft(m),
      stop: /^[。．？！?!]$/u.test(m.surface),
      firstByForm: tree.next(ROOT, symbols.form),
      firstByBase,
      firstBySound: firstByBase === ROOT ? tree.bySound(ROOT, symbols.sound, kana) : none,
    };
  }
}

const none: readonly number[] = [];
