import pc from "picocolors";
import stringWidth from "string-width";
import type { Transcript } from "../transcript/schema.js";
import type { Locale } from "./build.js";
import type { Finding, Report, Severity } from "./schema.js";

type Colors = ReturnType<typeof pc.createColors>;

export interface PrettyOptions {
  locale?: Locale;
  /** Rule titles by id; the id is shown where there is none. */
  titles: ReadonlyMap<string, string>;
  color?: boolean;
  /** Also say which cues and words decided. */
  explain?: boolean;
  /** Columns; longer lines are folded. */
  width?: number;
}

const words = {
  ja: {
    direction: { outbound: "発信", inbound: "着信", callback: "折り返し", unknown: "向き不明" },
    inferred: "推定",
    risk: "リスク",
    level: { none: "なし", low: "低", medium: "中", high: "高", critical: "重大" },
    agent: "担当",
    call: "通話全体",
    clean: "指摘なし",
    known: "基準にあり",
    suppressed: "見送り",
    until: (day: string) => `${day} まで`,
    why: "なぜ",
    law: "関係法令",
    advice: "言い換え",
    evidence: "手がかり",
    confidence: "確信度",
  },
  en: {
    direction: { outbound: "outbound", inbound: "inbound", callback: "callback", unknown: "direction unknown" },
    inferred: "inferred",
    risk: "risk",
    level: { none: "none", low: "low", medium: "medium", high: "high", critical: "critical" },
    agent: "agent",
    call: "whole call",
    clean: "nothing found",
    known: "in the baseline",
    suppressed: "suppressed",
    until: (day: string) => `until ${day}`,
    why: "why",
    law: "law",
    advice: "instead",
    evidence: "evidence",
    confidence: "confidence",
  },
} as const;

/** One call as a supervisor reads it in a terminal: one quiet line where there is nothing, else each finding in turn. */
export function renderPretty(report: Report, transcript: Transcript, options: PrettyOptions): string {
  const c = pc.createColors(options.color ?? false);
  const w = words[options.locale ?? "ja"];
  const width = options.width ?? 88;
  const direction = `${w.direction[report.direction.value]}${report.direction.source === "inferred" ? `(${w.inferred})` : ""}`;
  const callId = printable(report.callId);
  const passed = (report.suppressed ?? []).map((s) =>
    c.dim(`   ${w.suppressed} ${s.ruleId}  ${w.until(s.until)}  ${printable(s.by)}: ${printable(s.reason)}\n`),
  );
  if (!report.findings.length) return `${c.green("✓")} ${callId}  ${c.dim(direction)}  ${w.clean}\n${passed.join("")}`;
  const level = paint(c, report.risk.level)(`${w.risk} ${w.level[report.risk.level]} ${report.risk.score}`);
  const out = [`${c.bold(callId)}  ${direction}  ${level}`, c.dim("─".repeat(width))];
  for (const finding of report.findings) out.push(...renderFinding(finding, transcript, options, c, width), "");
  return `${out.join("\n")}\n${passed.join("")}`;
}

function renderFinding(f: Finding, transcript: Transcript, options: PrettyOptions, c: Colors, width: number): string[] {
  const w = words[options.locale ?? "ja"];
  const title = options.titles.get(f.ruleId) ?? f.ruleId;
  const severity = paint(c, f.severity)(`[${w.level[f.severity]}]`);
  const head = ` ${severity} ${c.bold(title)}  ${c.dim(`${f.ruleId}  ${w.confidence} ${f.confidence.toFixed(2)}${f.known ? `  ${w.known}` : ""}`)}`;
  const label = (text: string) => c.dim(padEnd(text, LABEL));
  const field = (name: string, text: string, marks: [number, number][] = []) =>
    fold(text, width - LABEL - 5, marks, c).map((line, i) => `     ${label(i ? "" : name)}${line}`);
  const out = [head];
  const line = f.utteranceIndex === null ? undefined : transcript.utterances[f.utteranceIndex];
  if (line)
    out.push(
      ...field(`${w.agent} #${(f.utteranceIndex ?? 0) + 1}`, line.text, f.span ? [[f.span.start, f.span.end]] : []),
    );
  else out.push(...field(w.call, "—"));
  out.push(...field(w.why, f.message));
  if (f.legalBasis.length) out.push(...field(w.law, f.legalBasis.join("、")));
  out.push(...field(w.advice, f.advice));
  if (options.explain && f.evidence.length)
    out.push(...field(w.evidence, f.evidence.map((e) => `#${e.utteranceIndex + 1} ${e.cue}`).join("、")));
  return out;
}

const LABEL = 10;

const padEnd = (text: string, columns: number) => text + " ".repeat(Math.max(0, columns - stringWidth(text)));

const paint = (c: Colors, level: Severity | "none") =>
  ({ none: c.green, low: c.cyan, medium: c.yellow, high: c.red, critical: (t: string) => c.bold(c.red(t)) })[level];

/** Control characters and bidi marks in a transcript must not steer the terminal. */
export const printable = (text: string) => text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069\u200e\u200f]/gu, " ");

const graphemes = new Intl.Segmenter("ja", { granularity: "grapheme" });

/** Folds at a number of columns, counting East Asian widths, with the marked ranges (UTF-16 offsets) set off. */
function fold(text: string, columns: number, marks: [number, number][], c: Colors): string[] {
  const lines: string[] = [];
  let line = "";
  let used = 0;
  let marked = "";
  const flush = () => {
    if (marked) line += c.inverse(`${marked}`);
    marked = "";
  };
  for (const { segment, index } of graphemes.segment(text)) {
    const shown = printable(segment);
    const size = stringWidth(shown);
    if (used + size > columns) {
      flush();
      lines.push(line);
      line = "";
      used = 0;
    }
    if (marks.some(([from, to]) => index >= from && index < to)) marked += shown;
    else {
      flush();
      line += shown;
    }
    used += size;
  }
  flush();
  lines.push(line);
  return lines;
}

/** What stands under every report: findings are signs, not judgements. */
export const notice = {
  ja: "指摘は確認のための手がかりであり、法令違反の判断ではありません。",
  en: "Findings are signs for a reviewer, not legal judgements.",
} as const;
