import { expect, test } from "vitest";
import { labelsOf } from "../../src/element/decisions.js";
import { Gold } from "../../src/evaluation/labels.js";
import { score } from "../../src/evaluation/score.js";
import { powerCall } from "./calls.js";

const { report } = powerCall;
const confirm = (findingId: string) => ({ findingId, verdict: "confirmed" as const });
const dismiss = (findingId: string, reason: string) => ({ findingId, verdict: "dismissed" as const, reason });

test("a review reads as labels: confirmed counts as right, dismissed as false alarm, unseen as neither", () => {
  const labels = labelsOf(report, [
    confirm("personal-data/request@6"),
    confirm("disclosure/no-purpose@call"),
    dismiss("unverifiable-claim/authority@8", "自社の立場の説明"),
  ]);
  const gold = Gold.parse(JSON.parse(JSON.stringify(labels)));
  const { overall } = score([{ report, gold, agentLines: 6 }]);
  expect([overall.hit, overall.falseAlarm, overall.miss]).toEqual([2, 1, 0]);
});

test("what was dismissed is kept with its reason", () => {
  const { dismissed, labels } = labelsOf(report, [dismiss("pressure/urgency@4", "音声認識の誤り")]);
  expect(dismissed).toEqual([{ utterance: 4, category: "pressure", rule: "pressure/urgency", why: "音声認識の誤り" }]);
  expect(labels.some((l) => l.rule === "pressure/urgency")).toBe(false);
});

test("rules about the call are labelled at no line, as the corpus does", () => {
  const pointing = report.findings.map((f) => (f.ruleId.startsWith("disclosure/") ? { ...f, utteranceIndex: 2 } : f));
  const { labels } = labelsOf({ ...report, findings: pointing }, [confirm("disclosure/no-purpose@call")]);
  expect(labels.find((l) => l.rule === "disclosure/no-purpose")).toEqual({
    utterance: null,
    category: "disclosure",
    rule: "disclosure/no-purpose",
  });
});

test("what was missed is a label: evaluate counts it as a miss, at its line or of the call", () => {
  const labels = labelsOf(report, [
    { verdict: "missed", ruleId: "handling/escalation-refused", utteranceIndex: 10, note: "早口" },
    { verdict: "missed", ruleId: "disclosure/no-product", utteranceIndex: null },
  ]);
  const gold = Gold.parse(JSON.parse(JSON.stringify(labels)));
  expect(gold.labels.filter((l) => !l.optional)).toEqual([
    { utterance: 10, category: "handling", rule: "handling/escalation-refused", why: "早口" },
    { utterance: null, category: "disclosure", rule: "disclosure/no-product" },
  ]);
  const { overall } = score([{ report, gold, agentLines: 6 }]);
  expect([overall.hit, overall.falseAlarm, overall.miss]).toEqual([0, 0, 2]);
});

test("labels of findings that share a line and category do not cancel each other", () => {
  const { labels, dismissed } = labelsOf(report, [
    confirm("pressure/persistence@4"),
    dismiss("pressure/urgency@4", "x"),
  ]);
  expect(labels.filter((l) => l.utterance === 4)).toEqual([
    { utterance: 4, category: "pressure", rule: "pressure/persistence" },
  ]);
  expect(dismissed).toHaveLength(1);
});
