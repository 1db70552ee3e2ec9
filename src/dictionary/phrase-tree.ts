import { isKana } from "../language/base-reading.js";
import type { Element } from "./phrase.js";

/** Where every walk begins. */
export const ROOT = 0;

/** How a word stands in the text. */
export interface Spelling {
  surface: string;
  base: string;
  /** Katakana of the dictionary form. */
  reading: string | null;
}

/** What phrases may ask of a word, as numbers; 0 for what no phrase asks for. */
export interface Symbols {
  form: number;
  base: number;
  sound: number;
  /** A bit for each of them; several share one. */
  mask: number;
}

/**
 * The words of all phrases in one tree, so that a walk costs what the text costs, not what the phrases are many.
 *
 * Nodes are numbers, and all their steps are in one hash table, because a walk is nothing but looking for steps that
 * are not there, and a table without objects stays near the processor. It holds only the nodes that steps lead to: a
 * node knows from where it is reached, and that tells whether it is the one looked for.
 */
export class PhraseTree {
  /** By node: which symbols may lead on from here, see {@link Symbols}. */
  readonly masks: number[] = [0];
  /** By node: the node before, and the symbol that leads here from it. */
  readonly #before: number[] = [ROOT];
  readonly #symbol: number[] = [0];
  #table = new Int32Array(1 << 12);
  /** A bit for each step, by its hash: most steps that are asked for are not there, and this says so at once. */
  #there = new Int32Array(this.#table.length / PLACES_A_WORD);
  readonly #asked = new Map<string, number>();
  /** By symbol of a base: whether it is written in kana. */
  readonly #kana: boolean[] = [];
  /** For a step by sound: the nodes of the words that sound so. */
  readonly #alike = new Map<number, number[]>();

  /** Adds a run of words and gives the node that it ends at. */
  add(run: readonly Element[]): number {
    let node = ROOT;
    for (const { base, reading, exact } of run) {
      const next = this.#grow(node, this.#ask(exact ? "form" : "base", base));
      if (!exact) this.#kana[this.#symbol[next] as number] ??= isKana(base);
      if (!exact && reading && reading.length >= 2) {
        const heard = this.#grow(node, this.#ask("sound", reading));
        const alike = this.#alike.get(heard) ?? [];
        if (!alike.includes(next)) this.#alike.set(heard, [...alike, next]);
      }
      node = next;
    }
    return node;
  }

  symbolsOf({ surface, base, reading }: Spelling): Symbols {
    const of = (kind: Kind, text: string | null) => (text && this.#asked.get(`${kind} ${text}`)) || 0;
    const form = of("form", surface);
    const symbols = { form, base: of("base", base), sound: of("sound", reading) };
    return { ...symbols, mask: bitOf(symbols.form) | bitOf(symbols.base) | bitOf(symbols.sound) };
  }

  /** Where a symbol leads from a node; `ROOT`: nowhere. */
  next(node: number, symbol: number): number {
    if (symbol === 0) return ROOT;
    const there = this.#there;
    const hash = hashOf(node, symbol);
    if (!(((there[(hash >>> 5) & (there.length - 1)] as number) >>> (hash & 31)) & 1)) return ROOT;
    return this.#table[this.#placeOf(node, symbol)] as number;
  }

  /**
   * Where the sound of a word leads. Kana in the text may be any word of that sound, kanji only one that the phrase
   * writes in kana (わかる finds 判る, but 私 is not 渡し).
   */
  bySound(node: number, sound: number, kana: boolean): readonly number[] {
    const heard = this.next(node, sound);
    const alike = heard === ROOT ? undefined : this.#alike.get(heard);
    if (!alike) return none;
    return kana ? alike : alike.filter((next) => this.#kana[this.#symbol[next] as number]);
  }

  #ask(kind: Kind, text: string): number {
    const key = `${kind} ${text}`;
    const symbol = this.#asked.get(key) ?? this.#asked.size + 1;
    this.#asked.set(key, symbol);
    return symbol;
  }

  #grow(node: number, symbol: number): number {
    const place = this.#placeOf(node, symbol);
    const known = this.#table[place] as number;
    if (known) return known;
    const next = this.masks.push(0) - 1;
    this.#before.push(node);
    this.#symbol.push(symbol);
    this.masks[node] = (this.masks[node] as number) | bitOf(symbol);
    this.#table[place] = next;
    this.#mark(node, symbol);
    if (2 * next > this.#table.length) this.#widen();
    return next;
  }

  /** Where the table has the step, or room for it. */
  #placeOf(node: number, symbol: number): number {
    const table = this.#table;
    const last = table.length - 1;
    let place = hashOf(node, symbol);
    for (;;) {
      place &= last;
      const next = table[place] as number;
      if (next === 0 || (this.#symbol[next] === symbol && this.#before[next] === node)) return place;
      place++;
    }
  }

  #widen(): void {
    this.#table = new Int32Array(2 * this.#table.length);
    this.#there = new Int32Array(2 * this.#there.length);
    for (let next = 1; next < this.masks.length; next++) {
      const node = this.#before[next] as number;
      const symbol = this.#symbol[next] as number;
      this.#table[this.#placeOf(node, symbol)] = next;
      this.#mark(node, symbol);
    }
  }

  #mark(node: number, symbol: number): void {
    const there = this.#there;
    const hash = hashOf(node, symbol);
    const at = (hash >>> 5) & (there.length - 1);
    there[at] = (there[at] as number) | (1 << (hash & 31));
  }
}

/** In bits of `#there`: at least eight a step. */
const PLACES_A_WORD = 8;

const hashOf = (node: number, symbol: number): number =>
  (Math.imul(node, 0x9e3779b1) ^ Math.imul(symbol, 0x85ebca6b)) >>> 7;

type Kind = "form" | "base" | "sound";

/** Symbols that are asked for together are numbered together, so that they have bits of their own. */
const bitOf = (symbol: number): number => (symbol ? 1 << (symbol & 31) : 0);

const none: readonly number[] = [];
