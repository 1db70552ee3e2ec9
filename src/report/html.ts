import type { Transcript } from "../transcript/schema.js";
import type { Locale } from "./build.js";
import type { Finding, Report } from "./schema.js";
import type { ReviewTexts } from "./texts.js";
import { lengthOf } from "./time.js";
import type { ReportWriter } from "./writer.js";

/** The page's program, built with the package, and the hash by which its policy lets it run. */
export interface PageCode {
  script: string;
  /** SHA-256 of the script in base64. */
  hash: string;
}

export interface HtmlOptions {
  code: PageCode;
  locale?: Locale;
  texts?: ReviewTexts;
}

/** What the overview and the list need of a call, so that the call itself is read only when it is opened. */
export interface CallRow {
  callId: string;
  level: Report["risk"]["level"];
  score: number;
  direction: Report["direction"]["value"];
  startedAt?: string;
  agent?: string;
  lengthMs: number | null;
  findings: Pick<Finding, "id" | "ruleId" | "category" | "severity">[];
}

/** What the page holds beside the calls. */
export interface PageData {
  locale: Locale;
  texts: ReviewTexts;
  rows: CallRow[];
}

/** One call as the page holds it. */
export interface PageCall {
  transcript: Transcript;
  report: Report;
}

/**
 * One page that holds everything: it opens from disk, offline, and its policy lets nothing else run or load. Calls are
 * data blocks that the page reads one by one as they are opened.
 */
export function htmlWriter({ code, locale = "ja", texts = {} }: HtmlOptions): ReportWriter {
  const rows: CallRow[] = [];
  const title = locale === "ja" ? "通話レビュー" : "Call review";
  const wait = locale === "ja" ? "読み込んでいます…" : "Loading…";
  const needs =
    locale === "ja" ? "この報告書を見るには JavaScript を有効にしてください。" : "This report needs JavaScript.";
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${code.hash}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types lit-html",
  ].join("; ");
  return {
    start: () => `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
</head>
<body>
<div id="page"><p>${wait}</p><noscript><p>${needs}</p></noscript></div>
`,
    call(transcript, report) {
      rows.push(rowOf(transcript, report));
      return `<script type="application/json" class="call">${dataBlock({ transcript, report } satisfies PageCall)}</script>\n`;
    },
    end: () =>
      `<script type="application/json" id="data">${dataBlock({ locale, texts, rows } satisfies PageData)}</script>\n` +
      `<script>${code.script}</script>\n</body>\n</html>\n`,
  };
}

function rowOf(transcript: Transcript, { callId, risk, direction, findings }: Report): CallRow {
  const { startedAt } = transcript;
  const agent = transcript.agent?.name ?? transcript.agent?.id;
  return {
    callId,
    level: risk.level,
    score: risk.score,
    direction: direction.value,
    ...(startedAt ? { startedAt } : {}),
    ...(agent ? { agent } : {}),
    lengthMs: lengthOf(transcript.utterances),
    findings: findings.map(({ id, ruleId, category, severity }) => ({ id, ruleId, category, severity })),
  };
}

/** JSON that no HTML parser can take for the end of its block, and no script parser for the end of a line. */
export const dataBlock = (value: unknown): string =>
  JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
