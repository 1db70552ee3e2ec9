import * as z from "zod";
import { Finding, Report } from "./schema.js";

/** What of a report is compared. */
export const ComparedReport = z.object({
  callId: Report.shape.callId,
  pack: Report.shape.pack.optional(),
  risk: Report.shape.risk,
  findings: z.array(Finding.pick({ id: true, ruleId: true, utteranceIndex: true, severity: true, confidence: true })),
});
export type ComparedReport = z.infer<typeof ComparedReport>;
export type ComparedFinding = ComparedReport["findings"][number];

/** How the findings of one call changed. */
export interface CallChange {
  callId: string;
  /** Risk scores. */
  score: { old: number; new: number };
  gained: ComparedFinding[];
  lost: ComparedFinding[];
  /** Still found, at another severity. */
  regraded: { id: string; ruleId: string; old: ComparedFinding["severity"]; new: ComparedFinding["severity"] }[];
}

/** What changed from one run to another. */
export interface ReportDiff {
  packs: { old: string[]; new: string[] };
  calls: { compared: number; changed: number; onlyOld: string[]; onlyNew: string[] };
  findings: { old: number; new: number; gained: number; lost: number; regraded: number };
  rules: Record<string, { gained: number; lost: number }>;
  changes: CallChange[];
}

/** Compares two runs call by call. Calls of one id are compared in the order they come. */
export function diffReports(before: Iterable<ComparedReport>, after: Iterable<ComparedReport>): ReportDiff {
  const olds = new Map<string, ComparedReport[]>();
  const packs = { old: new Set<string>(), new: new Set<string>() };
  const findings = { old: 0, new: 0, gained: 0, lost: 0, regraded: 0 };
  for (const report of before) {
    olds.set(report.callId, [...(olds.get(report.callId) ?? []), report]);
    if (report.pack) packs.old.add(report.pack);
    findings.old += report.findings.length;
  }
  const changes: CallChange[] = [];
  const onlyNew: string[] = [];
  let compared = 0;
  for (const report of after) {
    if (report.pack) packs.new.add(report.pack);
    findings.new += report.findings.length;
    const old = olds.get(report.callId)?.shift();
    if (!old) {
      onlyNew.push(report.callId);
      continue;
    }
    compared++;
    const change = compare(old, report);
    if (change.gained.length || change.lost.length || change.regraded.length) changes.push(change);
  }
  const rules = new Map<string, { gained: number; lost: number }>();
  const count = (list: readonly ComparedFinding[], as: "gained" | "lost") => {
    for (const { ruleId } of list) {
      const tally = rules.get(ruleId) ?? { gained: 0, lost: 0 };
      tally[as]++;
      rules.set(ruleId, tally);
    }
    findings[as] += list.length;
  };
  for (const change of changes) {
    count(change.gained, "gained");
    count(change.lost, "lost");
    findings.regraded += change.regraded.length;
  }
  return {
    packs: { old: [...packs.old].sort(), new: [...packs.new].sort() },
    calls: {
      compared,
      changed: changes.length,
      onlyOld: [...olds.values()].flatMap((rest) => rest.map((r) => r.callId)),
      onlyNew,
    },
    findings,
    rules: Object.fromEntries([...rules].sort(([a], [b]) => (a < b ? -1 : 1))),
    changes,
  };
}

function compare(old: ComparedReport, now: ComparedReport): CallChange {
  const before = new Map(old.findings.map((f) => [f.id, f]));
  const after = new Set(now.findings.map((f) => f.id));
  return {
    callId: now.callId,
    score: { old: old.risk.score, new: now.risk.score },
    gained: now.findings.filter((f) => !before.has(f.id)),
    lost: old.findings.filter((f) => !after.has(f.id)),
    regraded: now.findings.flatMap((f) => {
      const was = before.get(f.id)?.severity;
      return was && was !== f.severity ? [{ id: f.id, ruleId: f.ruleId, old: was, new: f.severity }] : [];
    }),
  };
}
