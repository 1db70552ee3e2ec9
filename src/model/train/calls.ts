import { Call, type Engine } from "../../call.js";
import type { Corpus } from "../../evaluation/corpus.js";
import { type Rates, rates } from "../../evaluation/score.js";
import { callClass, callConfidence, callTerms, openingOf, weighedCallRules, withOpening } from "../call-grounds.js";
import { openingFeatures } from "../features.js";
import { GramReader } from "../grams.js";
import { hashString } from "../hash.js";
import { type Example, regress } from "./arithmetic.js";
import { type Folds, sourceOf } from "./folds.js";
import type { Sample } from "./material.js";

/** One call, as the rules about whole calls see it: its opening as a sample, and the terms. */
export interface CallSample extends Sample {
  terms: number[];
}

export interface FittedCalls {
  callWeights: Record<string, number[]>;
  callThreshold: number;
  /** On calls of writers that the weights had not seen. */
  held: Rates;
}

/** @param engines by fold, see `ruleSamples` */
export function callSamples(corpus: Corpus, folds: Folds, engines: readonly Engine[]): CallSample[] {
  const grams = new GramReader();
  return corpus.calls.map(({ file, transcript, gold }): CallSample => {
    const fold = folds.ofCall(file);
    // Half of the calls as if they declared no company, so that the weights do not lean on what few users declare.
    const { company, ...frame } = transcript;
    const asDeclared = hashString(transcript.callId) & 1;
    const call = new Call(engines[fold] as Engine, asDeclared ? transcript : frame);
    for (const utterance of transcript.utterances) call.push(utterance);
    const proposed = new Map([...call.proposeForCall()].map(([rule, p]) => [rule, p.confidence]));
    const labels = gold.labels.filter((l) => l.utterance === null);
    const wanted = new Set(labels.filter((l) => !l.optional).map((l) => l.rule));
    const ignore = new Set(labels.filter((l) => l.optional).map((l) => callClass(l.rule)));
    return {
      source: sourceOf(file),
      fold,
      features: openingFeatures(grams, openingOf(call.dialogue), call.dialogue.frame.direction),
      targets: new Map(
        weighedCallRules
          .filter((rule) => wanted.has(rule) || !ignore.has(callClass(rule)))
          .map((rule) => [callClass(rule), wanted.has(rule) ? 1 : 0]),
      ),
      otherWeight: 1,
      siblingWeight: 1,
      ignore,
      place: null,
      proposed,
      terms: callTerms(call.dialogue, proposed, call.past.risky),
    };
  });
}

/** How each rule's class scores the opening of one call. */
export type ScoreOpening = (call: CallSample, rule: string) => number;

/**
 * Fits the weights of the rules about whole calls.
 * @param score by weights that have not seen the call
 * @param precision least precision, on held-out writers, of the threshold
 */
export function fitCalls(
  samples: readonly CallSample[],
  folds: Folds,
  score: ScoreOpening,
  precision: number,
): FittedCalls {
  const held: { confidence: number; wanted: boolean; optional: boolean }[] = [];
  for (const fold of folds.all.keys())
    for (const rule of weighedCallRules) {
      const weights = fitRule(
        samples.filter((s) => s.fold !== fold),
        rule,
        score,
      );
      for (const s of samples)
        if (s.fold === fold)
          held.push({
            confidence: callConfidence(weights, withOpening(s.terms, score(s, rule))),
            wanted: s.targets.get(callClass(rule)) === 1,
            optional: s.ignore.has(callClass(rule)),
          });
    }
  const at = (threshold: number) => {
    const t = { hit: 0, falseAlarm: 0, miss: 0 };
    for (const h of held) {
      const found = h.confidence >= threshold;
      if (h.wanted) t[found ? "hit" : "miss"]++;
      else if (found && !h.optional) t.falseAlarm++;
    }
    return rates(t);
  };
  let best = { f1: -1, threshold: 0.5 };
  for (let threshold = 0.2; threshold < 0.9; threshold += 0.01) {
    const r = at(threshold);
    const worth = r.precision >= precision ? 1 + r.f1 : r.f1 * r.precision;
    if (worth > best.f1) best = { f1: worth, threshold };
  }
  const callThreshold = Math.round(best.threshold * 100) / 100;
  return {
    callWeights: Object.fromEntries(weighedCallRules.map((rule) => [rule, fitRule(samples, rule, score)])),
    callThreshold,
    held: at(callThreshold),
  };
}

function fitRule(samples: readonly CallSample[], rule: string, score: ScoreOpening): number[] {
  const examples = samples.flatMap((s): Example[] => {
    const y = s.targets.get(callClass(rule));
    return y === undefined ? [] : [{ x: withOpening(s.terms, score(s, rule)), y: y ? 1 : 0 }];
  });
  const weights = regress(examples);
  return weights.map((w) => Math.round(w * 1e3) / 1e3);
}
