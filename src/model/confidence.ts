import type { Direction } from "../transcript/schema.js";

/** How risky a line looked to the model: by category, the raw scores of its rules taken together. */
export type Look = ReadonlyMap<string, number>;

/** How the agent's lines so far looked. Risky lines keep company. */
export interface Past {
  /** How many looked risky. */
  risky: number;
  /** The sum of the chances that they were. */
  unease: number;
  /** The line before. */
  last: Look;
  /** By category, the most that any line reached. */
  most: Look;
}

export const noPast: Past = { risky: 0, unease: 0, last: new Map(), most: new Map() };

/** What decides how sure a finding is. */
export interface Grounds {
  category: string;
  /** How the line looks in all categories. */
  look: Look;
  /** How sure the strongest rule itself is, 0 when it put nothing forward. */
  proposed: number;
  /** The same for whichever rule of the category is surest. */
  seconded: number;
  past: Past;
  /** Words of the line. */
  words: number;
  direction: Direction;
}

/** From this raw score on, a line makes the rest of the call suspect. */
const SUSPECT = -2;
/** Three such lines are as telling as thirty. */
const ENOUGH = 3;
/** The score of what was not looked at, or not there. */
const NOTHING = -8;

export const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

/** Several raw scores as one: that at least one of the rules is met. */
export function together(scores: Iterable<number>): number {
  let most = NOTHING;
  let sum = 0;
  for (const z of scores) {
    if (z > most) {
      sum *= Math.exp(most - z);
      most = z;
    }
    sum += Math.exp(z - most);
  }
  return most + Math.log(sum || 1);
}

/** The past after one more line. */
export function remember(past: Past, look: Look): Past {
  if (!look.size) return past;
  return {
    risky: past.risky + (Math.max(...look.values()) >= SUSPECT ? 1 : 0),
    unease: past.unease + sigmoid(together(look.values())),
    last: look,
    most: new Map([...look].map(([category, z]) => [category, Math.max(z, past.most.get(category) ?? NOTHING)])),
  };
}

/** Where nothing was offered, pressure to accept is taken for what it sounds like only from this confidence on. */
export const UNOFFERED = 0.8;

/** A raw score, kept from outweighing all other terms. */
export const within = (z: number): number => Math.max(NOTHING, Math.min(4, z));

/** The grounds as numbers, for the weights of one category. */
export function terms({ category, look, proposed, seconded, past, words, direction }: Grounds): number[] {
  const others: number[] = [];
  for (const [c, z] of look) if (c !== category) others.push(z);
  return [
    1,
    within(look.get(category) ?? NOTHING),
    proposed,
    seconded,
    Math.min(ENOUGH, past.risky) / ENOUGH,
    Math.min(ENOUGH, past.unease) / ENOUGH,
    within(past.last.get(category) ?? NOTHING) / 3,
    within(past.most.get(category) ?? NOTHING) / 3,
    within(together(others)) / 3,
    Math.log(1 + words) / 3,
    direction === "inbound" ? 1 : 0,
    direction === "callback" ? 1 : 0,
  ];
}

/** The chance, 0–1, that a finding on these grounds is right; weights are fitted on calls that training had not seen. */
export function confidenceOf(weights: readonly number[], grounds: Grounds): number {
  let z = 0;
  const known = terms(grounds);
  for (let i = 0; i < known.length; i++) z += (weights[i] ?? 0) * (known[i] as number);
  // A little doubt remains, however clean the material.
  return Math.min(0.98, sigmoid(z));
}
