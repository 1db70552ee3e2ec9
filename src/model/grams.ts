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

/** How many content words back a pair at a distance reaches, and how long a run of characters may be. */
const REACH = 4;
const RUN = 4;

/**
 * What a line's words say, hashed once: parallel lists of hash, kind and the word that it stands on, as far as `count`.
 * Stands until its reader reads again.
 */
export interface Grams {
  count: number;
  hashes: Int32Array;
  kinds: Uint8Array;
  words: Int32Array;
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
  readonly #grams: Grams = { count: 0, hashes: new Int32Array(0), kinds: new Uint8Array(0), words: new Int32Array(0) };
  /** The characters of a line, and the word each belongs to. */
  #characters = new Uint16Array(0);
  #owners = new Int32Array(0);
  readonly #recent = new Int32Array(REACH);

  /**
   * Word forms, pairs, pairs at a distance, and runs of two to four characters. Punctuation and fillers are left out,
   * so that recognised and written speech look alike.
   */
  read(words: readonly Morpheme[]): Grams {
    this.#makeRoom(words);
    const grams = this.#grams;
    grams.count = 0;
    const recent = this.#recent;
    let before = 0;
    let contents = 0;
    let length = 0;
    for (let i = 0; i < words.length; i++) {
      const m = words[i] as Morpheme;
      const { hash, content } = this.#traitOf(m);
      if (!hash) continue;
      put(grams, 0, mix(hash, Family.Base), i);
      if (before) put(grams, 1, mix(mix(hash, before), Family.Pair), i);
      before = hash;
      if (content) {
        for (let k = Math.max(0, contents - REACH); k < contents; k++)
          put(grams, 2, mix(mix(hash, recent[k % REACH] as number), Family.Skip), i);
        recent[contents++ % REACH] = hash;
      }
      for (let k = 0; k < m.surface.length; k++) {
        this.#characters[length] = m.surface.charCodeAt(k);
        this.#owners[length++] = i;
      }
    }
    this.#readRuns(length);
    return grams;
  }

  #readRuns(length: number): void {
    const grams = this.#grams;
    const characters = this.#characters;
    const owners = this.#owners;
    for (let i = 0; i + 1 < length; i++) {
      let h = Math.imul((characters[i] as number) ^ 0x811c9dc5, 0x01000193);
      for (let n = 1; n < RUN && i + n < length; n++) {
        h = Math.imul(h ^ (characters[i + n] as number), 0x01000193);
        put(grams, 3, mix(h, Family.Chars + (n << 8)), owners[i + n] as number);
      }
    }
  }

  /** For all the grams that these words can give. */
  #makeRoom(words: readonly Morpheme[]): void {
    let length = 0;
    for (let i = 0; i < words.length; i++) length += (words[i] as Morpheme).surface.length;
    const most = words.length * (2 + REACH) + length * (RUN - 1);
    const grams = this.#grams;
    if (!fits(grams.hashes, most)) {
      const room = roomFor(most);
      grams.hashes = new Int32Array(room);
      grams.kinds = new Uint8Array(room);
      grams.words = new Int32Array(room);
    }
    if (!fits(this.#characters, length)) {
      const room = roomFor(length);
      this.#characters = new Uint16Array(room);
      this.#owners = new Int32Array(room);
    }
  }

  #traitOf(m: Morpheme): Trait {
    const kept = m.id < 0 ? undefined : this.#traits[m.id];
    if (kept) return kept;
    const trait = { hash: isWord(m) ? hashString(m.base) || 1 : 0, content: isContent(m) };
    if (m.id >= 0) this.#traits[m.id] = trait;
    return trait;
  }
}

/** Room that is kept from line to line. What a longer one needed is let go at the next. */
const KEPT = 1 << 16;

const roomFor = (needed: number): number => (needed > KEPT ? needed : Math.min(KEPT, 2 * needed));
const fits = ({ length }: { length: number }, needed: number): boolean =>
  needed <= length && length <= Math.max(KEPT, needed);

function put(grams: Grams, kind: number, hash: number, word: number): void {
  const at = grams.count++;
  grams.hashes[at] = hash;
  grams.kinds[at] = kind;
  grams.words[at] = word;
}

/** By kind: 1 / √(how many grams of the kind the line has), so that no kind drowns another. */
export function sharesOf({ kinds, count }: Grams): number[] {
  const sizes = new Array<number>(KINDS).fill(0);
  for (let i = 0; i < count; i++) sizes[kinds[i] as number] = (sizes[kinds[i] as number] as number) + 1;
  return sizes.map((n) => (n ? 1 / Math.sqrt(n) : 0));
}

/** How much the words of each role weigh against each other. */
const WEIGHT = { [Role.Self]: 3, [Role.Customer]: 1.5, [Role.Agent]: 0.7, [Role.Opening]: 3 };

/** Where a gram lies for a role, and what it counts. */
export const gramHash = (hash: number, role: Role): number => mix(hash, role);
export const gramWeight = (role: Role): number => WEIGHT[role];

/** The line's own words count in every way; elsewhere runs of characters are left out. */
export const countsFor = (role: Role, kind: number): boolean => role === Role.Self || kind < 3;
