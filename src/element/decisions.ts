import type { Gold, Label } from "../evaluation/labels.js";
import { isCallLevel } from "../evaluation/score.js";
import type { Finding, Report } from "../report/schema.js";

/** What a reviewer decided about one finding. */
export interface Decision {
  findingId: string;
  verdict: "confirmed" | "dismissed";
  /** Why it was dismissed, in the reviewer's words. */
  reason?: string;
}

/** The labels of one reviewed call; written as `<callId>.gold.json`, `kikimimi evaluate` reads it. */
export interface ReviewedGold extends Gold {
  /** Findings that the reviewer took back, with the reason. `evaluate` counts them as false alarms. */
  dismissed: Label[];
}

/**
 * The review as labels: what was confirmed is a label, what was dismissed is none, and what nobody has looked at is an
 * optional label, which counts neither way.
 */
export function labelsOf(report: Report, decisions: readonly Decision[]): ReviewedGold {
  const byFinding = new Map(decisions.map((d) => [d.findingId, d]));
  const labels: Label[] = [];
  const dismissed: Label[] = [];
  for (const finding of report.findings) {
    const decision = byFinding.get(finding.id);
    if (decision?.verdict === "confirmed") labels.push(labelOf(finding));
    else if (decision) dismissed.push({ ...labelOf(finding), ...(decision.reason ? { why: decision.reason } : {}) });
    else labels.push({ ...labelOf(finding), optional: true, why: "未確認" });
  }
  return { callId: report.callId, labels, dismissed };
}

const labelOf = (finding: Finding): Label => ({
  utterance: isCallLevel(finding.ruleId) ? null : finding.utteranceIndex,
  category: finding.category,
  rule: finding.ruleId,
});
