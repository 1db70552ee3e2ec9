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
  /** Where the word leads as the first of a phrase. */
  first: readonly { node: number; via: Via }[];
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
    const byForm = tree.next(ROOT, symbols.form);
    const byBase = tree.next(ROOT, symbols.base);
    const written = [byForm, byBase].filter((node) => node !== ROOT);
    const heard = byBase === ROOT ? tree.bySound(ROOT, symbols.sound, kana) : [];
    return {
      ...symbols,
      kana,
      soft: isSoft(m),
      stop: /^[。．？！?!]$/u.test(m.surface),
      first: [...written.map((node) => ({ node, via: FORM })), ...heard.map((node) => ({ node, via: READING }))],
    };
  }
}
