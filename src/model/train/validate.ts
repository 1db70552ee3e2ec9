import { type Rates, rates } from "../../evaluation/score.js";
import { confidenceOf, type Grounds, type Look, noPast, remember, terms, together } from "../confidence.js";
import { type Example, regress } from "./arithmetic.js";
import { type Fitted, scoresOf } from "./fit.js";
import { canBeMet, type Place, type Sample } from "./material.js";
import type { Packed } from "./packed.js";

/** One category on one line that training had not seen. */
export interface Held extends Grounds {
  source: string;
  call: string;
  /** Place of the utterance in the call. */
  index: number;
  /** Some rule of the category is labelled there. */
  wanted: boolean;
  optional: boolean;
}

const categoryOf = (rule: string) => rule.split("/")[0] as string;

/** Scores whole calls with weights that were fitted without their fold: `fits[k]` has not seen fold `k`. */
export function holdOut(samples: readonly Sample[], packed: Packed, fits: readonly Fitted[]): Held[] {
  const calls = new Map<string, { sample: Sample; place: Place; scores: Float64Array }[]>();
  for (const [s, sample] of samples.entries()) {
    const { place, fold } = sample;
    if (!place) continue;
    const key = `${sample.source} ${place.callId}`;
    const lines = calls.get(key) ?? [];
    lines.push({ sample, place, scores: scoresOf(fits[fold] as Fitted, packed, s) });
    calls.set(key, lines);
  }
  return [...calls.values()].flatMap((lines) => {
    let past = noPast;
    return lines.flatMap(({ sample, place, scores }) => {
      const { look, strongest } = looksLike(packed.classes, scores, place);
      const held = [...look.keys()].map((category): Held => {
        const ofCategory = (rule: string) => categoryOf(rule) === category;
        return {
          source: sample.source,
          call: place.callId,
          category,
          look,
          proposed: sample.proposed.get(strongest.get(category) as string) ?? 0,
          seconded: Math.max(0, ...[...sample.proposed].filter(([r]) => ofCategory(r)).map(([, p]) => p)),
          past,
          words: place.words,
          direction: place.direction,
          index: place.utterance,
          wanted: [...sample.targets].some(([r, y]) => y && ofCategory(r)),
          // What cannot be met there is not looked at either, and leaves the rest of its category as it is.
          optional: [...sample.ignore].some((r) => ofCategory(r) && canBeMet(r, place.direction)),
        };
      });
      past = remember(past, look);
      return held;
    });
  });
}

/** By category, the rules that can be met there taken together, and the strongest of them. */
function looksLike(
  classes: readonly string[],
  scores: Float64Array,
  { direction }: Place,
): { look: Look; strongest: ReadonlyMap<string, string> } {
  const possible = [...classes.entries()].filter(([, name]) => canBeMet(name, direction));
  const look = new Map<string, number>();
  const strongest = new Map<string, string>();
  for (const category of new Set(possible.map(([, rule]) => categoryOf(rule)))) {
    const own = possible.filter(([, rule]) => categoryOf(rule) === category);
    look.set(category, together(own.map(([i]) => scores[i] as number)));
    const [first] = own.sort(([a], [b]) => (scores[b] as number) - (scores[a] as number));
    if (first) strongest.set(category, first[1]);
  }
  return { look, strongest };
}

/** Weights from grounds to confidence for one category. */
export function calibrate(held: readonly Held[]): number[] {
  const seen = held.filter((h) => !h.optional || h.wanted);
  const weights = regress(seen.map((h): Example => ({ x: terms(h), y: h.wanted ? 1 : 0 })));
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

/** Of the calls that nothing is labelled in: how many lines they have, and how many are found fault with. */
export function properCalls(
  held: readonly Held[],
  calibration: Record<string, number[]>,
  threshold: number,
): { lines: number; found: number } {
  const labelled = new Set(held.filter((h) => h.wanted || h.optional).map((h) => `${h.source} ${h.call}`));
  const proper = held.filter((h) => !labelled.has(`${h.source} ${h.call}`));
  return {
    lines: new Set(proper.map((h) => `${h.source} ${h.call} ${h.index}`)).size,
    found: proper.filter((h) => confidenceOf(calibration[h.category] ?? [], h) >= threshold).length,
  };
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
