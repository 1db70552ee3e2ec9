import type { Finding, Report, RiskLevel, Severity } from "./schema.js";

const weight: Record<Severity, number> = { low: 6, medium: 18, high: 40, critical: 75 };
const levels: [number, RiskLevel][] = [
  [70, "critical"],
  [38, "high"],
  [15, "medium"],
  [1, "low"],
];

/**
 * The risk of a call, 0–100: each finding takes away a share of what is left to lose, so that many small findings
 * approach 100 without passing it, and one critical finding is enough for `critical`.
 */
export function riskOf(findings: readonly Finding[]): Report["risk"] {
  let left = 1;
  for (const f of findings) left *= 1 - (weight[f.severity] / 100) * f.confidence;
  const score = Math.round((1 - left) * 100);
  return { level: levels.find(([from]) => score >= from)?.[1] ?? "none", score };
}
