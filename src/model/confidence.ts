/** What decides how sure a finding is. */
export interface Grounds {
  /** The raw score of the strongest rule of the category. */
  score: number;
  /** How sure that rule itself is, 0 when it put nothing forward. */
  proposed: number;
  /** Earlier agent lines of the call that looked risky: risky lines keep company. */
  suspicion: number;
}

/** From this raw score on, a line makes the rest of the call suspect. */
export const SUSPECT = -2;

/** Three such lines are as telling as thirty. */
const ENOUGH = 3;

/** The grounds as numbers, for the weights of one category. */
export const terms = ({ score, proposed, suspicion }: Grounds): number[] => [
  1,
  Math.max(-8, Math.min(4, score)),
  proposed,
  Math.min(ENOUGH, suspicion) / ENOUGH,
];

/** The chance, 0–1, that a finding on these grounds is right; weights are fitted on calls that training had not seen. */
export function confidenceOf(weights: readonly number[], grounds: Grounds): number {
  let z = 0;
  for (const [i, t] of terms(grounds).entries()) z += (weights[i] ?? 0) * t;
  // A little doubt remains, however clean the material.
  return Math.min(0.98, 1 / (1 + Math.exp(-z)));
}
