import type { Facts, ReadLine } from "../dialogue/facts.js";
import type { Line } from "../dialogue/line.js";
import type { Cue } from "../dictionary/matcher.js";
import type { Direction, Speaker } from "../transcript/schema.js";
import {
  countsFor,
  Family,
  type GramReader,
  type Grams,
  gramHash,
  gramWeight,
  isContent,
  Role,
  sharesOf,
} from "./grams.js";
import { bucketOf, hashName, hashString, mix } from "./hash.js";
import { Met } from "./met.js";

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

  /** Joined with others. */
  concat(...others: readonly Features[]): Features {
    const all = new Features();
    for (const { buckets, values, words } of [this, ...others])
      for (let i = 0; i < buckets.length; i++) {
        all.buckets.push(buckets[i] as number);
        all.values.push(values[i] as number);
        all.words.push(words[i] as number);
      }
    return all;
  }
}

/** How much the cues of each role weigh against each other. */
const CUE_WEIGHT = { [Role.Self]: 0.5, [Role.Customer]: 0.3, [Role.Agent]: 0.2, [Role.Opening]: 0.4 };

/** The words of a line as features. */
export function gramFeatures(grams: Grams, role: Role): Features {
  const features = new Features();
  const shares = sharesOf(grams);
  for (let i = 0; i < grams.count; i++) {
    const kind = grams.kinds[i] as number;
    if (countsFor(role, kind))
      features.add(
        gramHash(grams.hashes[i] as number, role),
        gramWeight(role) * (shares[kind] as number),
        grams.words[i],
      );
  }
  return features;
}

/** Cues this far apart are seen as pairs. */
const PAIR_REACH = 16;

const met = new Met();

/** The cues of a line as features. */
export function cueFeatures(cues: readonly Cue[], role: Role): Features {
  const features = new Features();
  const value = CUE_WEIGHT[role];
  met.clear();
  const names: number[] = [];
  for (const cue of cues) {
    const name = hashName(cue.name);
    names.push(name);
    const key = cue.polarity === "asserted" ? name : mix(name, hashName(cue.polarity));
    if (met.add(key)) features.add(mix(mix(key, Family.Cue), role), value, role === Role.Self ? cue.from : -1);
  }
  if (role !== Role.Self) return features;
  for (let i = 0; i < names.length; i++) {
    const x = names[i] as number;
    const reach = (cues[i] as Cue).from + PAIR_REACH;
    for (let j = i + 1; j < names.length; j++) {
      const { from } = cues[j] as Cue;
      if (from > reach) break;
      const y = names[j] as number;
      if (x === y) continue;
      const key = mix(Math.min(x, y), Math.max(x, y));
      if (met.add(key)) features.add(mix(key, Family.CuePair), value, from);
    }
  }
  return features;
}

/** Who speaks on what call, and whether the customer has yet to speak. */
export function frameFeatures(speaker: Speaker, direction: Direction, opening: boolean): Features {
  const features = new Features();
  const frame = (key: string, value: number) => features.add(mix(hashString(key), Family.Frame), value);
  frame(`speaker:${speaker}`, 0.5);
  frame(`direction:${direction}`, 0.4);
  if (opening) frame("opening", 0.3);
  return features;
}

/**
 * Words of the customer's last turn that the agent takes up, by kind of word: a date that the customer chose, a number
 * that they gave, sound like demands when they are read alone.
 */
export function echoFeatures(self: Pick<Line, "words">, customer: Pick<Line, "words">): Features {
  const features = new Features();
  const said = new Set<string>();
  for (const m of customer.words) if (isContent(m) && m.base !== "する") said.add(m.base);
  let count = 0;
  for (const m of self.words) {
    if (!said.delete(m.base)) continue;
    count++;
    features.add(mix(mix(hashName(m.posDetail), hashName(m.pos)), Family.Echo), 0.4);
  }
  if (count) features.add(mix(Math.min(3, count), Family.Echo), 0.5);
  return features;
}

/** Everything said: the words and cues of a line and of the turns just before it. */
export function wordFeatures(
  reader: GramReader,
  self: Line,
  customer: Line | undefined,
  agent: Line | undefined,
  direction: Direction,
): Features {
  const all: [Line, Role][] = [[self, Role.Self]];
  if (customer) all.push([customer, Role.Customer]);
  if (agent) all.push([agent, Role.Agent]);
  return new Features().concat(
    ...all.map(([line, role]) => gramFeatures(reader.read(line.words), role)),
    ...all.map(([line, role]) => cueFeatures(line.cues, role)),
    frameFeatures(self.speaker, direction, !customer),
    ...(customer && self.speaker === "agent" ? [echoFeatures(self, customer)] : []),
  );
}

/** How a call opens: the words of several lines as if they were one, and their cues. */
export const openingFeatures = (
  reader: GramReader,
  lines: readonly Pick<Line, "words" | "cues">[],
  direction: Direction,
): Features => gramFeatures(openingGrams(reader, lines), Role.Opening).concat(...openingCueFeatures(lines, direction));

export const openingGrams = (reader: GramReader, lines: readonly Pick<Line, "words">[]): Grams =>
  reader.read(lines.flatMap((line) => line.words));

/** All cues of the lines that open a call, and those of the first. */
export function openingCueFeatures(lines: readonly Pick<Line, "cues">[], direction: Direction): [Features, Features] {
  const first = new Features();
  for (const name of new Set(lines[0]?.cues.map((cue) => cue.name)))
    first.add(mix(mix(hashName(name), Family.CuePair), Role.Opening), 0.3);
  first.add(mix(mix(hashString(`direction:${direction}`), Family.Frame), Role.Opening), 0.4);
  const all = lines.flatMap((line) => line.cues);
  return [cueFeatures(all, Role.Opening), first];
}

const actPrefix = hashString("act:");

/** What is known: the facts before the line, its acts, and what the rules put forward. */
export function dialogueFeatures(
  line: ReadLine,
  facts: Facts,
  direction: Direction,
  proposals: readonly { rule: string; confidence: number }[],
): Features {
  const features = new Features();
  for (const fact in facts) {
    const at = facts[fact as keyof Facts];
    if (at === null) continue;
    const age = line.index - at;
    const hash = hashName(fact);
    features.add(mix(hash, Family.Fact), 0.3);
    features.add(mix(hashString(age <= 1 ? "<2" : age <= 4 ? "<5" : "<99", hash), Family.Fact), 0.3);
  }
  for (const [act, p] of line.acts) if (p > 0.2) features.add(mix(hashString(act, actPrefix), Family.Fact), 0.6 * p);
  if (facts.refusal !== null && (line.acts.get("pitch") ?? 0) > 0.3)
    features.add(mix(hashName("pitch after refusal"), Family.Fact), 0.8);
  for (const { rule, confidence } of proposals) {
    const hash = hashName(rule);
    features.add(mix(hash, Family.Proposal), 1.2 * confidence);
    features.add(mix(hashString(` ${direction}`, hash), Family.Proposal), 0.6 * confidence);
  }
  return features;
}
