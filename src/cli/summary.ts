import pc from "picocolors";
import stringWidth from "string-width";
import type { Locale } from "../report/build.js";
import { levelName, levels, nameOfCategory, severities, severityName } from "../report/names.js";
import { notice } from "../report/pretty.js";
import type { Finding, Report, RiskLevel, Severity } from "../report/schema.js";

/** What is counted of a report. */
export interface Counted {
  risk: Pick<Report["risk"], "level">;
  findings: readonly Pick<Finding, "category" | "severity" | "known">[];
  suppressed?: readonly unknown[] | undefined;
}

/** What a run has seen so far. */
export class Tally {
  calls = 0;
  findings = 0;
  unreadable = 0;
  /** Of the findings, those in the baseline. */
  known = 0;
  /** Not among the findings. */
  suppressed = 0;
  readonly byRisk = new Map<RiskLevel, number>();
  /** By category, then by severity. */
  readonly byCategory = new Map<string, Map<Severity, number>>();

  add({ risk, findings, suppressed }: Counted): void {
    this.calls++;
    this.findings += findings.length;
    this.known += findings.filter((f) => f.known).length;
    this.suppressed += suppressed?.length ?? 0;
    this.byRisk.set(risk.level, (this.byRisk.get(risk.level) ?? 0) + 1);
    for (const { category, severity } of findings) {
      const counts = this.byCategory.get(category) ?? new Map<Severity, number>();
      this.byCategory.set(category, counts.set(severity, (counts.get(severity) ?? 0) + 1));
    }
  }
}

/** The run in one line, for logs. */
export function summaryLine({ calls, findings, unreadable, known, suppressed }: Tally, locale: Locale): string {
  const aside =
    locale === "ja"
      ? `${known ? `(うち基準にあるもの ${known})` : ""}${suppressed ? `、見送り ${suppressed}` : ""}`
      : `${known ? ` (${known} in the baseline)` : ""}${suppressed ? `, ${suppressed} suppressed` : ""}`;
  return locale === "ja"
    ? `通話 ${calls}、指摘 ${findings}${aside}${unreadable ? `、読めなかった入力 ${unreadable}` : ""}。${notice.ja}\n`
    : `${calls} calls, ${findings} findings${aside}${unreadable ? `, ${unreadable} unreadable` : ""}. ${notice.en}\n`;
}

const words = {
  ja: { calls: "通話", findings: "指摘", all: "計" },
  en: { calls: "Calls", findings: "Findings", all: "All" },
} as const;

/** The run as two small tables, for people: calls by risk, findings by category and severity. */
export function summaryTable(tally: Tally, locale: Locale, color: boolean): string {
  const w = words[locale];
  const c = pc.createColors(color);
  const risks = levels.map((l) => [levelName[l][locale], tally.byRisk.get(l) ?? 0] as const);
  const out = [
    "",
    ...table([
      [w.calls, ...risks.map(([name]) => name), w.all],
      ["", ...risks.map(([, n]) => String(n)), String(tally.calls)],
    ]),
  ];
  if (tally.findings) {
    const sum = (counts: Iterable<number>) => [...counts].reduce((a, b) => a + b, 0);
    const rows = [...tally.byCategory].map(([id, counts]) => ({ id, counts, all: sum(counts.values()) }));
    rows.sort((a, b) => b.all - a.all || (a.id < b.id ? -1 : 1));
    const total = severities.map((s) => sum(rows.map((r) => r.counts.get(s) ?? 0)));
    out.push(
      "",
      ...table([
        [w.findings, ...severities.map((s) => severityName[s][locale]), w.all],
        ...rows.map(({ id, counts, all }) => [
          nameOfCategory(id, locale),
          ...severities.map((s) => String(counts.get(s) ?? 0)),
          String(all),
        ]),
        [w.all, ...total.map(String), String(tally.findings)],
      ]),
    );
  }
  const lines = out.map((line, i) =>
    i === 1 || out[i - 1] === "" ? c.bold(line) : line.replace(/ 0(?= |$)/gu, c.dim(" 0")),
  );
  return `${lines.join("\n")}\n\n${summaryLine(tally, locale)}`;
}

/** Columns padded to the width of their widest cell; the first to the left, numbers to the right. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(4, ...rows.map((r) => stringWidth(r[i] ?? ""))));
  return rows.map((row) =>
    row
      .map((cell, i) => {
        const pad = " ".repeat((widths[i] ?? 0) - stringWidth(cell));
        return i ? pad + cell : cell + pad;
      })
      .join("  "),
  );
}
