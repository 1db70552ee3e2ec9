import { describe, expect, it } from "vitest";
import type { Label } from "../../src/evaluation/labels.js";
import { score } from "../../src/evaluation/score.js";
import type { Finding, Report } from "../../src/report/schema.js";

const finding = (ruleId: string, utteranceIndex: number | null, confidence = 0.9): Finding => ({
  id: `${ruleId}@${utteranceIndex}`,
  ruleId,
  category: ruleId.split("/")[0] as string,
  severity: "medium",
  confidence,
  utteranceIndex,
  span: null,
  quote: null,
  message: "m",
  advice: "a",
  evidence: [],
  legalBasis: [],
});

const report = (...findings: Finding[]): Report => ({
  schemaVersion: 1,
  pack: "0.0.0+0123456789abcdef",
  callId: "c",
  direction: { value: "outbound", source: "declared" },
  risk: { level: "none", score: 0 },
  findings,
  checklist: [],
});

const label = (rule: string, utterance: number | null, optional = false): Label => ({
  rule,
  utterance,
  category: rule.split("/")[0] as string,
  ...(optional ? { optional } : {}),
});

const scored = (findings: Finding[], labels: Label[]) =>
  score([{ report: report(...findings), gold: { callId: "c", labels }, agentLines: 10 }]);

describe("score", () => {
  it("counts hits, false alarms and misses by utterance and category", () => {
    const result = scored(
      [finding("pressure/fear", 1), finding("pressure/urgency", 3)],
      [label("pressure/fear", 1), label("dismissive/hang-up", 5)],
    );
    expect(result.overall).toMatchObject({ hit: 1, falseAlarm: 1, miss: 1, precision: 0.5, recall: 0.5 });
  });

  it("takes another rule of the same category for a hit of the category but not of the rule", () => {
    const result = scored([finding("pressure/urgency", 1)], [label("pressure/fear", 1)]);
    expect(result.overall).toMatchObject({ hit: 1, falseAlarm: 0, miss: 0 });
    expect(result.byRule["pressure/fear"]).toMatchObject({ miss: 1 });
    expect(result.byRule["pressure/urgency"]).toMatchObject({ falseAlarm: 1 });
  });

  it("counts optional labels neither way", () => {
    expect(scored([finding("pressure/fear", 1)], [label("pressure/fear", 1, true)]).overall).toMatchObject({
      hit: 0,
      falseAlarm: 0,
      miss: 0,
    });
    expect(scored([], [label("pressure/fear", 1, true)]).overall).toMatchObject({ miss: 0 });
  });

  it("compares findings about the call rule by rule, wherever they point", () => {
    const result = scored(
      [finding("disclosure/no-company", 4)],
      [label("disclosure/no-company", null), label("disclosure/no-purpose", null)],
    );
    expect(result.byCategory.disclosure).toMatchObject({ hit: 1, miss: 1, falseAlarm: 0 });
  });

  it("says how often findings of a confidence were right", () => {
    const result = scored(
      [finding("pressure/fear", 1, 0.95), finding("pressure/fear", 2, 0.95)],
      [label("pressure/fear", 1)],
    );
    expect(result.calibration.at(-1)).toMatchObject({ findings: 2, right: 1 });
  });
});
