import { type Rates, rates } from "../../evaluation/score.js";
import { confidenceOf, type Grounds, SUSPECT, terms } from "../confidence.js";
import { descend, type Example } from "./arithmetic.js";
import { type Fitted, scoresOf } from "./fit.js";
import type { Sample } from "./material.js";
import type { Packed } from "./packed.js";

/** The strongest rule of one category on one line that training had not seen. */
export interface Held extends Grounds {
  source: string;
  category: string;
  rule: string;
  /** Some rule of the category is labelled there. */
  wanted: boolean;
  optional: boolean;
  place: { callId: string; utterance: number };
}

const categoryOf = (rule: string) => rule.split("/")[0] as string;

/** Scores whole calls with weights that were fitted without their fold: `fits[i]` has not seen the sources of `folds[i]`. */
export function holdOut(
  samples: readonly Sample[],
  packed: Packed,
  folds: readonly (readonly string[])[],
  fits: readonly Fitted[],
): Held[] {
  const held: Held[] = [];
  for (const [i, fold] of folds.entries())
    for (const [s, sample] of samples.entries())
      if (fold.includes(sample.source))
        held.push(...heldOf(sample, packed.classes, scoresOf(fits[i] as Fitted, packed, s)));
  return withSuspicion(held);
}

/** By category, the strongest rule on a line of a call. */
export function heldOf(sample: Sample, classes: readonly string[], z: Float64Array): Held[] {
  const { place } = sample;
  if (!place) return [];
  const best = new Map<string, { rule: string; score: number }>();
  for (const [i, rule] of classes.entries()) {
    if (rule.startsWith("act:")) continue;
    const score = z[i] as number;
    const kept = best.get(categoryOf(rule));
    if (!kept || score > kept.score) best.set(categoryOf(rule), { rule, score });
  }
  return [...best].map(([category, { rule, score }]) => ({
    source: sample.source,
    category,
    rule,
    score,
    proposed: sample.proposed.get(rule) ?? 0,
    suspicion: 0,
    wanted: [...sample.targets].some(([r, y]) => y && categoryOf(r) === category),
    optional: [...sample.ignore].some((r) => categoryOf(r) === category),
    place,
  }));
}

/** Counts, for each line, the earlier lines of its call that looked risky. */
export function withSuspicion(held: readonly Held[]): Held[] {
  const suspects = new Map<string, Set<number>>();
  for (const { score, place } of held) {
    const lines = suspects.get(place.callId) ?? new Set<number>();
    if (score >= SUSPECT) lines.add(place.utterance);
    suspects.set(place.callId, lines);
  }
  return held.map((h) => ({
    ...h,
    suspicion: [...(suspects.get(h.place.callId) ?? [])].filter((u) => u < h.place.utterance).length,
  }));
}

/** Weights from grounds to confidence for one category: logistic regression by gradient descent from the same start. */
export function calibrate(held: readonly Held[]): number[] {
  const seen = held.filter((h) => !h.optional || h.wanted);
  const examples = seen.map((h): Example => ({ x: terms(h), y: h.wanted ? 1 : 0 }));
  const weights = descend(examples, [0, 1, 0, 0], { steps: 3000, rate: 2, decay: 1e-5 });
  return weights.map((w) => Math.round(w * 1e4) / 1e4);
}

/** By category: how grounds become confidence. */
export function calibrateAll(held: readonly Held[]): Record<string, number[]> {
  const categories = [...new Set(held.map((h) => h.category))].sort();
  return Object.fromEntries(categories.map((c) => [c, calibrate(held.filter((h) => h.category === c))]));
}

/** Rates when everything of at least this confidence is reported. */
export function ratesAt(held: readonly Held[], calibration: Record<string, number[]>, threshold: number): Rates {
  const t = { hit: 0, falseAlarm: 0, miss: 0 };
  for (const h of held) {
    const found = confidenceOf(calibration[h.category] ?? [], h) >= threshold;
    if (h.wanted) t[found ? "hit" : "miss"]++;
    else if (found && !h.optional) t.falseAlarm++;
  }
  return rates(t);
}

/** The threshold of the best F1 among those of at least this precision. */
export function bestThreshold(held: readonly Held[], calibration: Record<string, number[]>, precision: number): number {
  let best = { f1: -1, at: 0.5 };
  for (let at = 0.2; at < 0.9; at += 0.01) {
    const r = ratesAt(held, calibration, at);
    if (r.precision >= precision && r.f1 > best.f1) best = { f1: r.f1, at };
  }
  return Math.round(best.at * 100) / 100;
}
