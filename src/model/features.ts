import type { Facts, ReadLine } from "../dialogue/facts.js";
import type { Line } from "../dialogue/line.js";
import type { Morpheme } from "../language/morpheme.js";
import type { Direction } from "../transcript/schema.js";
import { bucketOf, hashString, mix } from "./hash.js";

/**
 * What the model sees of a line: parallel lists of buckets, values, and the word each feature stands on (-1: none),
 * so that a weight can be shown where it was earned.
 */
export class Features {
  readonly buckets: number[] = [];
  readonly values: number[] = [];
  readonly words: number[] = [];

  add(hash: number, value: number, word = -1): void {
    this.buckets.push(bucketOf(hash));
    this.values.push(value);
    this.words.push(word);
  }
}

/** Seeds that keep the families of features apart. */
const enum Family {
  Base = 1,
  Pair = 2,
  Skip = 3,
  Chars = 4,
  Cue = 5,
  CuePair = 6,
  Fact = 7,
  Proposal = 8,
  Frame = 9,
}

/** Whose words: the line itself, the customer's last turn, the agent's line before. */
export const enum Role {
  Self = 11,
  Customer = 12,
  Agent = 13,
}

const isWord = (m: Morpheme) => m.pos !== "記号" && m.pos !== "フィラー";
const isContent = (m: Morpheme) =>
  m.pos === "名詞" ||
  m.pos === "動詞" ||
  m.pos === "形容詞" ||
  m.pos === "副詞" ||
  m.base === "ない" ||
  m.base === "ん";

/** Hashes of one line's words, computed once and seen again as context of the lines after it. */
export interface Grams {
  hashes: number[];
  words: number[];
  /** By gram: 1 / √(how many grams of its kind the line has), so that no kind drowns another. */
  shares: number[];
}

/**
 * Word forms, pairs, pairs at a distance, and runs of two to four characters. Punctuation and fillers are left out, so
 * that recognised and written speech look alike.
 */
export function gramsOf(words: readonly Morpheme[]): Grams {
  const seen = new Set<number>();
  const grams: Grams = { hashes: [], words: [], shares: [] };
  const kinds: number[] = [];
  const sizes = [0, 0, 0, 0];
  const put = (kind: number, hash: number, word: number) => {
    if (seen.has(hash)) return;
    seen.add(hash);
    grams.hashes.push(hash);
    grams.words.push(word);
    kinds.push(kind);
    sizes[kind] = (sizes[kind] as number) + 1;
  };
  let before = 0;
  const recent: number[] = [];
  let text = "";
  const owner: number[] = [];
  for (let i = 0; i < words.length; i++) {
    const m = words[i] as Morpheme;
    if (!isWord(m)) continue;
    const h = hashString(m.base);
    put(0, mix(h, Family.Base), i);
    if (before) put(1, mix(mix(h, before), Family.Pair), i);
    before = h;
    if (isContent(m)) {
      for (const r of recent) put(2, mix(mix(h, r), Family.Skip), i);
      recent.push(h);
      if (recent.length > 4) recent.shift();
    }
    for (let k = 0; k < m.surface.length; k++) owner.push(i);
    text += m.surface;
  }
  for (let i = 0; i + 1 < text.length; i++) {
    let h = Math.imul(text.charCodeAt(i) ^ 0x811c9dc5, 0x01000193);
    for (let n = 1; n < 4 && i + n < text.length; n++) {
      h = Math.imul(h ^ text.charCodeAt(i + n), 0x01000193);
      put(3, mix(h, Family.Chars + (n << 8)), owner[i + n] as number);
    }
  }
  for (const kind of kinds) grams.shares.push(1 / Math.sqrt(sizes[kind] as number));
  return grams;
}

/** How much the words of each role weigh against each other. */
const SELF = 3;
const CUSTOMER = 1.5;
const AGENT = 0.7;

function addGrams(features: Features, grams: Grams, role: Role, norm: number): void {
  for (let i = 0; i < grams.hashes.length; i++)
    features.add(
      mix(grams.hashes[i] as number, role),
      norm * (grams.shares[i] as number),
      role === Role.Self ? (grams.words[i] as number) : -1,
    );
}

function addCues(features: Features, line: Line, role: Role, value: number): void {
  const seen = new Set<string>();
  for (const cue of line.cues) {
    const key = cue.polarity === "asserted" ? cue.name : `${cue.name}:${cue.polarity}`;
    if (seen.has(key)) continue;
    seen.add(key);
    features.add(mix(mix(hashString(key), Family.Cue), role), value, role === Role.Self ? cue.from : -1);
  }
  if (role !== Role.Self) return;
  for (const [i, a] of line.cues.entries())
    for (let j = i + 1; j < line.cues.length; j++) {
      const b = line.cues[j] as (typeof line.cues)[number];
      if (b.from - a.from > 16) break;
      if (a.name === b.name) continue;
      const [first, second] = a.name < b.name ? [a.name, b.name] : [b.name, a.name];
      const key = `${first}+${second}`;
      if (seen.has(key)) continue;
      seen.add(key);
      features.add(mix(hashString(key), Family.CuePair), value, b.from);
    }
}

/** A line with its grams kept. */
export interface SeenLine {
  line: Line;
  grams: Grams;
}

/** What is said: the line's own words and cues, and those of the turns just before it. */
export function wordFeatures(
  self: SeenLine,
  customer: SeenLine | undefined,
  agent: SeenLine | undefined,
  direction: Direction,
): Features {
  const features = new Features();
  addGrams(features, self.grams, Role.Self, SELF);
  addCues(features, self.line, Role.Self, 0.5);
  if (customer) {
    addGrams(features, customer.grams, Role.Customer, CUSTOMER);
    addCues(features, customer.line, Role.Customer, 0.3);
  }
  if (agent) {
    addGrams(features, agent.grams, Role.Agent, AGENT);
    addCues(features, agent.line, Role.Agent, 0.2);
  }
  const frame = (key: string, value: number) => features.add(mix(hashString(key), Family.Frame), value);
  frame(`speaker:${self.line.speaker}`, 0.5);
  frame(`direction:${direction}`, 0.4);
  if (!customer) frame("opening", 0.3);
  return features;
}

/** What is known: the facts before the line, its acts, and what the rules put forward. */
export function dialogueFeatures(
  line: ReadLine,
  facts: Facts,
  direction: Direction,
  proposals: readonly { rule: string; confidence: number }[],
): Features {
  const features = new Features();
  for (const [fact, at] of Object.entries(facts) as [keyof Facts, number | null][]) {
    if (at === null) continue;
    const age = line.index - at;
    features.add(mix(hashString(fact), Family.Fact), 0.3);
    features.add(mix(hashString(`${fact}<${age <= 1 ? 2 : age <= 4 ? 5 : 99}`), Family.Fact), 0.3);
  }
  for (const [act, p] of line.acts) if (p > 0.2) features.add(mix(hashString(`act:${act}`), Family.Fact), 0.6 * p);
  if (facts.refusal !== null && (line.acts.get("pitch") ?? 0) > 0.3)
    features.add(mix(hashString("pitch after refusal"), Family.Fact), 0.8);
  for (const { rule, confidence } of proposals) {
    features.add(mix(hashString(rule), Family.Proposal), 1.2 * confidence);
    features.add(mix(hashString(`${rule} ${direction}`), Family.Proposal), 0.6 * confidence);
  }
  return features;
}
