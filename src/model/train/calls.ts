import { Call, type Engine } from "../../call.js";
import type { Corpus } from "../../evaluation/corpus.js";
import { type Rates, rates } from "../../evaluation/score.js";
import { callConfidence, callTerms, weighedCallRules } from "../call-grounds.js";
import { descend, type Example } from "./arithmetic.js";
import { sourceOf } from "./material.js";

/** One call, as the rules about whole calls see it. */
interface CallSample {
  source: string;
  grounds: number[];
  wanted: ReadonlySet<string>;
  optional: ReadonlySet<string>;
}

export interface FittedCalls {
  callWeights: Record<string, number[]>;
  callThreshold: number;
  /** On calls whose source the weights had not seen. */
  held: Rates;
}

/** Fits the weights of the rules about whole calls, with the line weights that ship. */
export function fitCalls(corpus: Corpus, engine: Engine, precision: number): FittedCalls {
  const samples = corpus.calls.map(({ file, transcript, gold }): CallSample => {
    const call = new Call(engine, { ...transcript, direction: transcript.direction ?? "unknown" });
    for (const utterance of transcript.utterances) call.push(utterance);
    const proposed = new Map([...call.proposeForCall()].map(([rule, p]) => [rule, p.confidence]));
    const labels = gold.labels.filter((l) => l.utterance === null);
    return {
      source: sourceOf(file),
      grounds: callTerms(call.dialogue, proposed, call.suspicion),
      wanted: new Set(labels.filter((l) => !l.optional).map((l) => l.rule)),
      optional: new Set(labels.filter((l) => l.optional).map((l) => l.rule)),
    };
  });
  const sources = [...new Set(samples.map((s) => s.source))].sort();
  const held: { confidence: number; wanted: boolean; optional: boolean }[] = [];
  for (const source of sources)
    for (const rule of weighedCallRules) {
      const weights = fitRule(
        samples.filter((s) => s.source !== source),
        rule,
      );
      for (const s of samples)
        if (s.source === source)
          held.push({
            confidence: callConfidence(weights, s.grounds),
            wanted: s.wanted.has(rule),
            optional: s.optional.has(rule),
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
    callWeights: Object.fromEntries(weighedCallRules.map((rule) => [rule, fitRule(samples, rule)])),
    callThreshold,
    held: at(callThreshold),
  };
}

function fitRule(samples: readonly CallSample[], rule: string): number[] {
  const examples = samples
    .filter((s) => s.wanted.has(rule) || !s.optional.has(rule))
    .map((s): Example => ({ x: s.grounds, y: s.wanted.has(rule) ? 1 : 0 }));
  const start = (examples[0]?.x ?? []).map(() => 0);
  const weights = descend(examples, start, { steps: 800, rate: 3, decay: 4e-4 });
  return weights.map((w) => Math.round(w * 1e3) / 1e3);
}
