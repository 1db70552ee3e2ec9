import type { Transcript } from "../transcript/schema.js";
import type { Locale } from "./build.js";
import {
  directionName,
  levelName,
  nameOfCategory,
  nameOfCheck,
  nameOfCue,
  saidIn,
  severityName,
  titleOf,
} from "./names.js";
import type { Finding, Report } from "./schema.js";
import type { ReviewTexts } from "./texts.js";
import { clock, moment } from "./time.js";
import type { ReportWriter } from "./writer.js";

const words = {
  ja: {
    call: "通話",
    risk: "リスク",
    none: "指摘はありません。",
    aboutCall: "通話全体",
    line: (n: number) => `発話 ${n}`,
    evidence: "根拠",
    advice: "言い換え",
    law: "関係法令",
    confidence: "確信度",
    checks: "できていない確認事項",
    quote: (text: string) => `「${text}」`,
  },
  en: {
    call: "Call",
    risk: "risk",
    none: "No findings.",
    aboutCall: "The call",
    line: (n: number) => `line ${n}`,
    evidence: "Evidence",
    advice: "Say instead",
    law: "Provisions",
    confidence: "Confidence",
    checks: "Not done",
    quote: (text: string) => `“${text}”`,
  },
};

/** One section a call, to paste into a ticket. CommonMark; words from the call are escaped and stay words. */
export function markdownWriter(locale: Locale = "ja", texts: ReviewTexts = {}): ReportWriter {
  const w = words[locale];
  const finding = (f: Finding, { utterances }: Transcript) => {
    const at = f.utteranceIndex === null ? undefined : utterances[f.utteranceIndex];
    const place = f.utteranceIndex === null ? w.aboutCall : w.line(f.utteranceIndex + 1);
    const time = at?.startMs === undefined ? "" : ` ${clock(at.startMs)}`;
    const title = plain(titleOf(f.ruleId, texts, locale));
    const evidence = f.evidence.map((e) => {
      const quote = utterances[e.utteranceIndex]?.text.slice(e.span.start, e.span.end) ?? "";
      return `${plain(nameOfCue(e.cue, texts, locale))} ${w.quote(plain(quote))} (${w.line(e.utteranceIndex + 1)})`;
    });
    const lines = [
      `#### ${severityName[f.severity][locale]} – ${title} (${place}${time})`,
      "",
      ...(f.quote ? [`> ${plain(f.quote)}`, ""] : []),
      plain(saidIn(f, "message", texts, locale)),
      "",
      ...(evidence.length ? [`- ${w.evidence}: ${[...new Set(evidence)].join(" / ")}`] : []),
      `- ${w.advice}: ${plain(saidIn(f, "advice", texts, locale))}`,
      ...(f.legalBasis.length ? [`- ${w.law}: ${f.legalBasis.map(plain).join(locale === "ja" ? "、" : ", ")}`] : []),
      `- ${w.confidence}: ${Math.round(f.confidence * 100)}% · ${plain(nameOfCategory(f.category, locale))}`,
    ];
    return `${lines.join("\n")}\n\n`;
  };
  return {
    start: () => "",
    call(transcript, report) {
      return `${head(transcript, report, locale)}${
        report.findings.length ? report.findings.map((f) => finding(f, transcript)).join("") : `${w.none}\n\n`
      }${unmet(report, locale)}`;
    },
    end: () => "",
  };
}

function head({ startedAt, agent }: Transcript, { callId, direction, risk }: Report, locale: Locale): string {
  const w = words[locale];
  const facts = [
    `${w.risk}: **${levelName[risk.level][locale]}** (${risk.score}/100)`,
    directionName[direction.value][locale],
    ...(startedAt ? [moment(startedAt, locale)] : []),
    ...(agent?.name || agent?.id ? [plain(agent.name ?? agent.id ?? "")] : []),
  ];
  return `### ${w.call} ${plain(callId)}\n\n${facts.join(" · ")}\n\n`;
}

function unmet({ checklist }: Report, locale: Locale): string {
  const failed = checklist.filter((c) => c.passed === false).map((c) => plain(nameOfCheck(c, locale)));
  return failed.length ? `${words[locale].checks}: ${failed.join(" / ")}\n\n` : "";
}

/**
 * Text that no Markdown reader takes for markup, an address or a mention. Invisible controls that turn the text
 * around are written as their code.
 */
export const plain = (text: string): string =>
  text
    .replace(/[\s\u2028\u2029]+/gu, " ")
    .trim()
    .replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, (c) => `U+${hex(c)}`)
    .replace(/[\\`*_[\]<>|~#&$]/gu, "\\$&")
    // A word joiner, which shows as nothing, keeps readers from making links and pinging people.
    .replace(/@|:(?=\/\/)|(?<=www)\./giu, "$&\u2060");

const hex = (c: string) => c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
