import type { Gold, Label } from "../evaluation/labels.js";
import { isCallLevel } from "../evaluation/score.js";
import type { Finding, Report } from "../report/schema.js";

/** What a reviewer decided about one finding. */
export interface Verdict {
  findingId: string;
  verdict: "confirmed" | "dismissed";
  /** Why it was dismissed, in the reviewer's words. */
  reason?: string;
}

/** What the reviewer found and the analyser did not. */
export interface Missed {
  verdict: "missed";
  ruleId: string;
  /** Null: the call as a whole. */
  utteranceIndex: number | null;
  /** What the reviewer says of it. */
  note?: string;
}

/** One entry of a review. */
export type Decision = Verdict | Missed;

export const isMissed = (decision: Decision): decision is Missed => decision.verdict === "missed";

/** Whether two entries say the same was missed. */
export const sameMissed = (a: Missed, b: Decision): boolean =>
  isMissed(b) && a.ruleId === b.ruleId && a.utteranceIndex === b.utteranceIndex;

/** The labels of one reviewed call; written as `<callId>.gold.json`, `kikimimi evaluate` reads it. */
export interface ReviewedGold extends Gold {
  /** Findings that the reviewer took back, with the reason. `evaluate` counts them as false alarms. */
  dismissed: Label[];
}

/**
 * The review as labels: what was confirmed or added as missed is a label, what was dismissed is none, and what nobody
 * has looked at is an optional label, which counts neither way.
 */
export function labelsOf(report: Report, decisions: readonly Decision[]): ReviewedGold {
  const byFinding = new Map(decisions.flatMap((d) => (isMissed(d) ? [] : [[d.findingId, d] as const])));
  const labels: Label[] = [];
  const dismissed: Label[] = [];
  for (const finding of report.findings) {
    const decision = byFinding.get(finding.id);
    if (decision?.verdict === "confirmed") labels.push(labelOf(finding));
    else if (decision) dismissed.push({ ...labelOf(finding), ...(decision.reason ? { why: decision.reason } : {}) });
    else labels.push({ ...labelOf(finding), optional: true, why: "未確認" });
  }
  for (const { ruleId, utteranceIndex, note } of decisions.filter(isMissed))
    labels.push({
      utterance: isCallLevel(ruleId) ? null : utteranceIndex,
      category: ruleId.split("/")[0] ?? ruleId,
      rule: ruleId,
      ...(note ? { why: note } : {}),
    });
  return { callId: report.callId, labels, dismissed };
}

const labelOf = (finding: Finding): Label => ({
  utterance: isCallLevel(finding.ruleId) ? null : finding.utteranceIndex,
  category: finding.category,
  rule: finding.ruleId,
});
