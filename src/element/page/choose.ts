import type { Locale } from "../../report/build.js";
import type { CallRow } from "../../report/html.js";
import { levels, nameOfCategory, titleOf } from "../../report/names.js";
import type { RiskLevel } from "../../report/schema.js";
import type { ReviewTexts } from "../../report/texts.js";

export type Column = "risk" | "callId" | "startedAt" | "agent" | "direction" | "length" | "findings";

export interface Filter {
  text: string;
  /** This level and those above it; null: all. */
  level: RiskLevel | null;
  /** Exactly this level. */
  only: boolean;
  /** A category or a rule; null: all. */
  rule: string | null;
  agent: string | null;
}
export interface Order {
  column: Column;
  descending: boolean;
}

export const noFilter: Filter = { text: "", level: null, only: false, rule: null, agent: null };

/** The indices of the rows that fit a filter, in the order asked for; rows that are equal there keep their order. */
export function choose(
  rows: readonly CallRow[],
  filter: Filter,
  order: Order,
  texts: ReviewTexts,
  locale: Locale,
): number[] {
  const wanted = fold(filter.text).split(/\s+/u).filter(Boolean);
  const words = new Map<string, string>();
  const wordsOf = (ruleId: string, category: string) => {
    const known =
      words.get(ruleId) ?? fold(`${titleOf(ruleId, texts, locale)} ${ruleId} ${nameOfCategory(category, locale)}`);
    words.set(ruleId, known);
    return known;
  };
  const fits = (row: CallRow) => {
    if (filter.level && (filter.only ? row.level !== filter.level : rank(row.level) > rank(filter.level))) return false;
    if (filter.agent !== null && row.agent !== filter.agent) return false;
    if (filter.rule && !row.findings.some((f) => f.ruleId === filter.rule || f.category === filter.rule)) return false;
    if (!wanted.length) return true;
    const own = fold(`${row.callId} ${row.agent ?? ""}`);
    return wanted.every((w) => own.includes(w) || row.findings.some((f) => wordsOf(f.ruleId, f.category).includes(w)));
  };
  const chosen = rows.flatMap((row, i) => (fits(row) ? [i] : []));
  const key = keys[order.column];
  const sign = order.descending ? -1 : 1;
  const value = (i: number) => key(rows[i] as CallRow);
  return chosen.sort((a, b) => {
    const [x, y] = [value(a), value(b)];
    // What is not known comes last either way.
    if (x === null || y === null) return x === y ? a - b : x === null ? 1 : -1;
    const by = typeof x === "string" && typeof y === "string" ? collator.compare(x, y) : Number(x) - Number(y);
    return by * sign || a - b;
  });
}

const collator = new Intl.Collator("ja", { numeric: true });
const rank = (level: RiskLevel) => levels.indexOf(level);
/** Width, case and kana must not decide whether a search finds. */
const fold = (text: string) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[ァ-ヶ]/gu, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60));

const keys: Record<Column, (row: CallRow) => string | number | null> = {
  risk: (r) => r.score - rank(r.level) * 1000,
  callId: (r) => r.callId,
  startedAt: (r) => (r.startedAt ? Date.parse(r.startedAt) : null),
  agent: (r) => r.agent ?? null,
  direction: (r) => r.direction,
  length: (r) => r.lengthMs,
  findings: (r) => r.findings.length,
};
