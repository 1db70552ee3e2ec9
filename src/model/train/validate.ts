import { type Rates, rates } from "../../evaluation/score.js";
import { type FitOptions, fit, scoresOf } from "./fit.js";
import type { Sample } from "./material.js";

/** The strongest rule of one category on one line that training had not seen. */
export interface Held {
  source: string;
  category: string;
  rule: string;
  score: number;
  /** Some rule of the category is labelled there. */
  wanted: boolean;
  optional: boolean;
  place: Sample["place"];
}

const categoryOf = (rule: string) => rule.split("/")[0] as string;

/** Scores whole calls with weights fitted without the sources in the fold: writers resemble themselves. */
export function holdOut(
  samples: readonly Sample[],
  acts: readonly Sample[],
  classes: readonly string[],
  folds: readonly (readonly string[])[],
  options: Partial<FitOptions> = {},
): Held[] {
  const held: Held[] = [];
  for (const fold of folds) {
    const inFold = (s: Sample) => fold.includes(s.source);
    const test = samples.filter((s) => inFold(s) && s.place);
    if (!test.length) continue;
    const fitted = fit([...samples.filter((s) => !inFold(s)), ...acts], classes, options);
    for (const sample of test) held.push(...heldOf(sample, classes, scoresOf(fitted, sample)));
  }
  return held;
}

export function heldOf(sample: Sample, classes: readonly string[], z: Float64Array): Held[] {
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
    wanted: [...sample.targets].some(([r, y]) => y && categoryOf(r) === category),
    optional: [...sample.ignore].some((r) => categoryOf(r) === category),
    place: sample.place,
  }));
}

/** Rates at a threshold on raw scores. */
export function ratesAt(held: readonly Held[], threshold: number | ((h: Held) => number)): Rates {
  const t = { hit: 0, falseAlarm: 0, miss: 0 };
  for (const h of held) {
    const found = h.score >= (typeof threshold === "number" ? threshold : threshold(h));
    if (h.wanted) t[found ? "hit" : "miss"]++;
    else if (found && !h.optional) t.falseAlarm++;
  }
  return rates(t);
}

/** The threshold of the best F1 among those with at least the wanted precision (or the best F1 of all). */
export function bestThreshold(held: readonly Held[], precision: number): number {
  let best = { f1: -1, at: 0 };
  for (let at = -4; at <= 4; at += 0.05) {
    const r = ratesAt(held, at);
    const f1 = r.precision >= precision ? r.f1 + 1 : r.f1 * r.precision;
    if (r.hit && f1 > best.f1) best = { f1, at };
  }
  return Math.round(best.at * 100) / 100;
}

/**
 * Confidence by raw score: the share of right findings among those scored alike, made monotone
 * (pool adjacent violators), as a few points with straight lines between.
 */
export function calibrate(held: readonly Held[]): [number, number][] {
  const seen = held.filter((h) => !h.optional || h.wanted).sort((a, b) => a.score - b.score);
  const blocks: { score: number; right: number; n: number }[] = [];
  const size = Math.max(20, Math.floor(seen.length / 200));
  for (let i = 0; i < seen.length; i += size) {
    const part = seen.slice(i, i + size);
    blocks.push({
      score: part.reduce((s, h) => s + h.score, 0) / part.length,
      right: part.filter((h) => h.wanted).length,
      n: part.length,
    });
  }
  for (let i = 1; i < blocks.length; i++) {
    const a = blocks[i - 1] as (typeof blocks)[number];
    const b = blocks[i] as (typeof blocks)[number];
    if (a.right / a.n <= b.right / b.n) continue;
    blocks.splice(i - 1, 2, {
      score: (a.score * a.n + b.score * b.n) / (a.n + b.n),
      right: a.right + b.right,
      n: a.n + b.n,
    });
    i = Math.max(0, i - 2);
  }
  // A little doubt remains on both ends, however clean the material.
  return blocks.map((b) => [round(b.score), round(Math.min(0.98, Math.max(0.01, (b.right + 0.5) / (b.n + 1))))]);
}

const round = (n: number) => Math.round(n * 1000) / 1000;
