import type { Report } from "../report/schema.js";
import type { Gold } from "./labels.js";

export interface Tally {
  hit: number;
  falseAlarm: number;
  miss: number;
}

export interface Rates extends Tally {
  precision: number;
  recall: number;
  f1: number;
}

export interface Miss {
  kind: "miss" | "false-alarm";
  callId: string;
  utterance: number | null;
  rule: string;
  confidence?: number;
}

export interface Score {
  calls: number;
  agentLines: number;
  findings: number;
  /** Over utterance and category. */
  overall: Rates;
  /** The same without `disclosure`. */
  withoutDisclosure: Rates;
  byCategory: Record<string, Rates>;
  byRule: Record<string, Rates>;
  /** Over call and category: was anything of the category found in a call that has it? */
  callLevel: Rates;
  /** Findings by stated confidence, in steps of 0.1, with the share that was right. */
  calibration: { from: number; to: number; findings: number; right: number }[];
  misses: Miss[];
}

const empty = (): Tally => ({ hit: 0, falseAlarm: 0, miss: 0 });

export function rates(t: Tally): Rates {
  const precision = t.hit + t.falseAlarm ? t.hit / (t.hit + t.falseAlarm) : 1;
  const recall = t.hit + t.miss ? t.hit / (t.hit + t.miss) : 1;
  return { ...t, precision, recall, f1: precision + recall ? (2 * precision * recall) / (precision + recall) : 0 };
}

/**
 * Compares reports with labels. One label an utterance and category counts once, whichever rule of the category found
 * it; call-level labels (utterance null) are compared rule by rule. Optional labels count neither way.
 */
export function score(pairs: readonly { report: Report; gold: Gold; agentLines: number }[]): Score {
  const overall = empty();
  const withoutDisclosure = empty();
  const callLevel = empty();
  const byCategory: Record<string, Tally> = {};
  const byRule: Record<string, Tally> = {};
  const calibration = Array.from({ length: 10 }, (_, i) => ({ from: i / 10, to: (i + 1) / 10, findings: 0, right: 0 }));
  const misses: Miss[] = [];
  let agentLines = 0;
  let findings = 0;
  for (const { report, gold, agentLines: lines } of pairs) {
    agentLines += lines;
    findings += report.findings.length;
    // A finding about the call may point at the line where it shows.
    const found = report.findings.map((f) => ({
      ...f,
      at: isCallLevel(f.ruleId) ? null : f.utteranceIndex,
    }));
    const keyOf = (at: number | null, category: string, rule: string) =>
      at === null ? `call ${rule}` : `${at} ${category}`;
    const keys = new Map<
      string,
      {
        rule: string;
        category: string;
        at: number | null;
        wanted: boolean;
        optional: boolean;
        confidence: number | null;
      }
    >();
    for (const l of gold.labels) {
      const key = keyOf(l.utterance, l.category, l.rule);
      const known = keys.get(key);
      if (known && (known.wanted || l.optional)) continue;
      keys.set(key, {
        rule: l.rule,
        category: l.category,
        at: l.utterance,
        wanted: !l.optional,
        optional: Boolean(l.optional),
        confidence: null,
      });
    }
    for (const f of found) {
      const key = keyOf(f.at, f.category, f.ruleId);
      const known = keys.get(key);
      if (known) known.confidence = Math.max(known.confidence ?? 0, f.confidence);
      else
        keys.set(key, {
          rule: f.ruleId,
          category: f.category,
          at: f.at,
          wanted: false,
          optional: false,
          confidence: f.confidence,
        });
    }
    for (const item of keys.values()) {
      if (item.optional && !item.wanted) continue;
      const outcome: keyof Tally = item.wanted ? (item.confidence !== null ? "hit" : "miss") : "falseAlarm";
      overall[outcome]++;
      if (item.category !== "disclosure") withoutDisclosure[outcome]++;
      count(byCategory, item.category, outcome);
      if (item.confidence !== null) {
        const bin = calibration[Math.min(9, Math.floor(item.confidence * 10))];
        if (bin) {
          bin.findings++;
          if (outcome === "hit") bin.right++;
        }
      }
      if (outcome !== "hit")
        misses.push({
          kind: outcome === "miss" ? "miss" : "false-alarm",
          callId: gold.callId,
          utterance: item.at,
          rule: item.rule,
          ...(item.confidence === null ? {} : { confidence: item.confidence }),
        });
    }
    tallyRules(byRule, gold, found);
    tallyCall(callLevel, gold, report);
  }
  const all = (record: Record<string, Tally>) =>
    Object.fromEntries(
      Object.entries(record)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([k, t]) => [k, rates(t)]),
    );
  return {
    calls: pairs.length,
    agentLines,
    findings,
    overall: rates(overall),
    withoutDisclosure: rates(withoutDisclosure),
    byCategory: all(byCategory),
    byRule: all(byRule),
    callLevel: rates(callLevel),
    calibration,
    misses,
  };
}

function count(tallies: Record<string, Tally>, key: string, outcome: keyof Tally): void {
  const tally = tallies[key] ?? empty();
  tally[outcome]++;
  tallies[key] = tally;
}

export const isCallLevel = (rule: string): boolean =>
  rule.startsWith("disclosure/") || rule === "handling/nuisance-hours" || rule === "handling/overlong";

function tallyRules(
  byRule: Record<string, Tally>,
  gold: Gold,
  found: readonly { ruleId: string; at: number | null }[],
): void {
  const matched = new Set<string>();
  for (const l of gold.labels) {
    const hit = found.some((f) => f.ruleId === l.rule && f.at === l.utterance);
    matched.add(`${l.rule} ${l.utterance}`);
    if (l.optional) continue;
    count(byRule, l.rule, hit ? "hit" : "miss");
  }
  for (const f of found) if (!matched.has(`${f.ruleId} ${f.at}`)) count(byRule, f.ruleId, "falseAlarm");
}

function tallyCall(tally: Tally, gold: Gold, report: Report): void {
  const wanted = new Set(gold.labels.filter((l) => !l.optional).map((l) => l.category));
  const allowed = new Set(gold.labels.map((l) => l.category));
  const found = new Set(report.findings.map((f) => f.category));
  for (const c of wanted) tally[found.has(c) ? "hit" : "miss"]++;
  for (const c of found) if (!allowed.has(c)) tally.falseAlarm++;
}
