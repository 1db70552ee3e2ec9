import type { Locale } from "./build.js";
import { directionName, levelName, nameOfCategory, nameOfCue, saidIn, severityName, titleOf } from "./names.js";
import type { Finding } from "./schema.js";
import type { ReviewTexts } from "./texts.js";
import { clock } from "./time.js";
import type { ReportWriter } from "./writer.js";

const columns: Record<Locale, string[]> = {
  ja: [
    ...["通話ID", "開始日時", "向き", "応対者", "リスク", "点数", "指摘の数"],
    ...["発話", "時刻", "重さ", "分類", "規則", "規則ID", "該当箇所", "指摘", "言い換え", "関係法令", "確信度", "根拠"],
  ],
  en: [
    ...["Call", "Started at", "Direction", "Agent", "Risk", "Score", "Findings"],
    ...["Line", "Time", "Severity", "Category", "Rule", "Rule id", "Quote", "Message", "Advice", "Provisions"],
    ...["Confidence", "Evidence"],
  ],
};

/**
 * A table with one row a finding, and one row for a call without findings. UTF-8 with a byte order mark and CRLF, as
 * Excel reads it; RFC 4180 quoting. Lines are counted from 1, as in the other outputs for people.
 */
export function csvWriter(locale: Locale = "ja", texts: ReviewTexts = {}): ReportWriter {
  return {
    start: () => `\ufeff${row(columns[locale])}`,
    call(transcript, report) {
      const { startedAt, agent, utterances } = transcript;
      const head = [
        report.callId,
        startedAt ?? "",
        directionName[report.direction.value][locale],
        agent?.name ?? agent?.id ?? "",
        levelName[report.risk.level][locale],
        String(report.risk.score),
        String(report.findings.length),
      ];
      const tail = (f: Finding) => {
        const at = f.utteranceIndex === null ? undefined : utterances[f.utteranceIndex]?.startMs;
        return [
          f.utteranceIndex === null ? "" : String(f.utteranceIndex + 1),
          at === undefined ? "" : clock(at),
          severityName[f.severity][locale],
          nameOfCategory(f.category, locale),
          titleOf(f.ruleId, texts, locale),
          f.ruleId,
          f.quote ?? "",
          saidIn(f, "message", texts, locale),
          saidIn(f, "advice", texts, locale),
          f.legalBasis.join(locale === "ja" ? "、" : ", "),
          String(f.confidence),
          evidence(f),
        ];
      };
      const evidence = (f: Finding) =>
        [...new Set(f.evidence.map((e) => `${nameOfCue(e.cue, texts, locale)} (${e.utteranceIndex + 1})`))].join(" / ");
      const blank = columns[locale].slice(head.length).map(() => "");
      if (!report.findings.length) return row([...head, ...blank]);
      return report.findings.map((f) => row([...head, ...tail(f)])).join("");
    },
    end: () => "",
  };
}

const row = (cells: readonly string[]) => `${cells.map(cell).join(",")}\r\n`;

/** Excel's limit for one cell. */
const longest = 32_767;

/**
 * A text that a spreadsheet would run as a formula gets an apostrophe, also behind blanks and in full width, which
 * Japanese Excel takes alike. See OWASP, "CSV Injection".
 */
function cell(value: string): string {
  const plain = value.replaceAll("\0", "");
  const safe = /^[\s\u200b\u2060\ufeff]*[=+\-@＝＋－＠|%]|^[\t\r\n]/u.test(plain) ? `'${plain}` : plain;
  const short = safe.length > longest ? `${safe.slice(0, longest - 1)}…` : safe;
  return /[",\r\n\t;]|^\s|\s$/u.test(short) ? `"${short.replaceAll('"', '""')}"` : short;
}
