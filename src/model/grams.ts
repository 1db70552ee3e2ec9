import type { Morpheme } from "../language/morpheme.js";
import { hashString, mix } from "./hash.js";

/** Seeds that keep the families of features apart. */
export const enum Family {
  Base = 1,
  Pair = 2,
  Skip = 3,
  Chars = 4,
  Cue = 5,
  CuePair = 6,
  Fact = 7,
  Proposal = 8,
  Frame = 9,
  Echo = 10,
}

/** Whose words: the line itself, the customer's last turn, the agent's line before; or what opens the call. */
export const enum Role {
  Self = 11,
  Customer = 12,
  Agent = 13,
  Opening = 14,
}

const isWord = (m: Morpheme) => m.pos !== "記号" && m.pos !== "フィラー";
/** Words that say what a line is about. */
export const isContent = (m: Morpheme) =>
  m.pos === "名詞" ||
  m.pos === "動詞" ||
  m.pos === "形容詞" ||
  m.pos === "副詞" ||
  m.base === "ない" ||
  m.base === "ん";

/** Kinds of grams: word forms, pairs, pairs at a distance, runs of characters. */
export const KINDS = 4;

/** What a line's words say, hashed once: parallel lists of hash, kind and the word that it stands on. */
export interface Grams {
  hashes: number[];
  kinds: number[];
  words: number[];
}

/** What a gram asks of a word, kept by the word's number in the dictionary. */
interface Trait {
  /** 0: not looked at. */
  hash: number;
  content: boolean;
}

/** Reads grams. Knows the words of one tokenizer. */
export class GramReader {
  readonly #traits: Trait[] = [];

  /**
   * Word forms, pairs, pairs at a distance, and runs of two to four characters. Punctuation and fillers are left out,
   * so that recognised and written speech look alike.
   */
  read(words: readonly Morpheme[]): Grams {
    const grams: Grams = { hashes: [], kinds: [], words: [] };
    const put = (kind: number, hash: number, word: number) => {
      grams.hashes.push(hash);
      grams.kinds.push(kind);
      grams.words.push(word);
    };
    let before = 0;
    const recent: number[] = [];
    let text = "";
    const owner: number[] = [];
    for (let i = 0; i < words.length; i++) {
      const m = words[i] as Morpheme;
      const { hash, content } = this.#traitOf(m);
      if (!hash) continue;
      put(0, mix(hash, Family.Base), i);
      if (before) put(1, mix(mix(hash, before), Family.Pair), i);
      before = hash;
      if (content) {
        for (const r of recent) put(2, mix(mix(hash, r), Family.Skip), i);
        recent.push(hash);
        if (recent.length > REACH) recent.shift();
      }
      for (let k = 0; k < m.surface.length; k++) owner.push(i);
      text += m.surface;
    }
    for (let i = 0; i + 1 < text.length; i++) {
      let h = Math.imul(text.charCodeAt(i) ^ 0x811c9dc5, 0x01000193);
      for (let n = 1; n < RUN && i + n < text.length; n++) {
        h = Math.imul(h ^ text.charCodeAt(i + n), 0x01000193);
        put(3, mix(h, Family.Chars + (n << 8)), owner[i + n] as number);
      }
    }
    return grams;
  }

  #traitOf(m: Morpheme): Trait {
    const kept = m.id < 0 ? undefined : this.#traits[m.id];
    if (kept) return kept;
    const trait = { hash: isWord(m) ? hashString(m.base) || 1 : 0, content: isContent(m) };
    if (m.id >= 0) this.#traits[m.id] = trait;
    return trait;
  }
}

/** How many content words back a pair at a distance reaches, and how long a run of characters may be. */
const REACH = 4;
const RUN = 4;

/** By kind: 1 / √(how many grams of the kind the line has), so that no kind drowns another. */
export function sharesOf({ kinds }: Grams): number[] {
  const sizes = new Array<number>(KINDS).fill(0);
  for (const kind of kinds) sizes[kind] = (sizes[kind] as number) + 1;
  return sizes.map((n) => (n ? 1 / Math.sqrt(n) : 0));
}

/** How much the words of each role weigh against each other. */
const WEIGHT = { [Role.Self]: 3, [Role.Customer]: 1.5, [Role.Agent]: 0.7, [Role.Opening]: 3 };

/** Where a gram lies for a role, and what it counts. */
export const gramHash = (hash: number, role: Role): number => mix(hash, role);
export const gramWeight = (role: Role): number => WEIGHT[role];

/** The line's own words count in every way; elsewhere runs of characters are left out. */
export const countsFor = (role: Role, kind: number): boolean => role === Role.Self || kind < 3;
