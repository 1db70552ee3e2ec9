import type { CallRow } from "../../report/html.js";
import { levels } from "../../report/names.js";
import type { RiskLevel } from "../../report/schema.js";

export interface AgentTally {
  agent: string;
  calls: number;
  severe: number;
  findings: number;
}
export interface RuleTally {
  ruleId: string;
  findings: number;
}
export interface CategoryTally {
  category: string;
  findings: number;
  rules: RuleTally[];
}
export interface TimeTally {
  /** `2026-05-12`, or `2026-05` where the period is long. */
  period: string;
  calls: Record<RiskLevel, number>;
  total: number;
}

export const isSevere = (level: RiskLevel): boolean => level === "high" || level === "critical";

export function byLevel(rows: readonly CallRow[]): Record<RiskLevel, number> {
  const counts = Object.fromEntries(levels.map((l) => [l, 0])) as Record<RiskLevel, number>;
  for (const { level } of rows) counts[level]++;
  return counts;
}

export function byCategory(rows: readonly CallRow[]): CategoryTally[] {
  const found = new Map<string, Map<string, number>>();
  for (const { findings } of rows)
    for (const { category, ruleId } of findings) {
      const rules = found.get(category) ?? new Map<string, number>();
      found.set(category, rules.set(ruleId, (rules.get(ruleId) ?? 0) + 1));
    }
  return [...found]
    .map(([category, counts]) => {
      const rules = [...counts].map(([ruleId, findings]) => ({ ruleId, findings })).sort(most);
      return { category, findings: rules.reduce((n, r) => n + r.findings, 0), rules };
    })
    .sort(most);
}

export function byAgent(rows: readonly CallRow[]): AgentTally[] {
  const found = new Map<string, AgentTally>();
  for (const { agent, level, findings } of rows) {
    if (!agent) continue;
    const tally = found.get(agent) ?? { agent, calls: 0, severe: 0, findings: 0 };
    tally.calls++;
    tally.findings += findings.length;
    if (isSevere(level)) tally.severe++;
    found.set(agent, tally);
  }
  return [...found.values()].sort((a, b) => b.severe - a.severe || b.findings - a.findings || b.calls - a.calls);
}

/** By day of the wall clock, or by month where the calls span more than 62 days. Days without calls are shown. */
export function overTime(rows: readonly CallRow[]): TimeTally[] {
  const days = rows.flatMap((r) => (r.startedAt ? [r.startedAt.slice(0, 10)] : [])).sort();
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return [];
  const dayMs = 86_400_000;
  const long = (Date.parse(last) - Date.parse(first)) / dayMs > 62;
  const width = long ? 7 : 10;
  const found = new Map<string, TimeTally>();
  const tallyOf = (period: string) => {
    const tally = found.get(period) ?? { period, calls: byLevel([]), total: 0 };
    found.set(period, tally);
    return tally;
  };
  for (let at = Date.parse(first); at <= Date.parse(last); at += dayMs)
    tallyOf(new Date(at).toISOString().slice(0, width));
  for (const { startedAt, level } of rows) {
    if (!startedAt) continue;
    const tally = tallyOf(startedAt.slice(0, width));
    tally.calls[level]++;
    tally.total++;
  }
  return [...found.values()];
}

const most = (a: { findings: number }, b: { findings: number }) => b.findings - a.findings;
