import { beforeAll, describe, expect, it } from "vitest";
import type { Analyzer } from "../src/analyzer.js";
import { readCorpus } from "../src/evaluation/corpus.js";
import { score } from "../src/evaluation/score.js";
import { testAnalyzer } from "./engine.js";

const { calls } = readCorpus(["fixtures/calls"]);
let analyzer: Analyzer;
beforeAll(async () => {
  analyzer = await testAnalyzer();
});

describe("the bundled calls", () => {
  it("are thirty and more, ten and more of them proper", () => {
    expect(calls.length).toBeGreaterThanOrEqual(30);
    expect(calls.filter((c) => !c.gold.labels.length).length).toBeGreaterThanOrEqual(10);
  });

  it.each(calls.filter((c) => !c.gold.labels.length).map((c) => [c.gold.callId, c.transcript] as const))(
    "%s is a proper call and comes out clean",
    (_, transcript) => {
      expect(analyzer.analyze(transcript).findings).toEqual([]);
    },
  );

  it.each(calls.filter((c) => c.gold.labels.length).map((c) => [c.gold.callId, c] as const))(
    "%s is caught",
    (_, { transcript, gold }) => {
      const { findings } = analyzer.analyze(transcript);
      const wanted = new Set(gold.labels.filter((l) => !l.optional).map((l) => l.rule));
      expect(findings.map((f) => f.ruleId).filter((r) => wanted.has(r))).not.toEqual([]);
    },
  );
});

describe("calls that training does not see", () => {
  it("are read well enough for a supervisor to go on reading", () => {
    const held = readCorpus(["fixtures/corpus/held-out"]).calls.filter((c) => c.gold.callId.startsWith("t-"));
    const result = score(
      held.map(({ transcript, gold }) => ({
        report: analyzer.analyze(transcript),
        gold,
        agentLines: transcript.utterances.filter((u) => u.speaker === "agent").length,
      })),
    );
    expect(result.overall.precision).toBeGreaterThan(0.85);
    expect(result.overall.f1).toBeGreaterThan(0.7);
  });
});
