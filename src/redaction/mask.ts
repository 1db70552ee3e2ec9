import type { Finding, Report } from "../report/schema.js";
import type { Transcript } from "../transcript/schema.js";
import { isCardNumber, isFixedNumber, isMobileNumber, isMyNumber } from "./checks.js";
import type { PersonalSpan } from "./find.js";

/** One of these stands for each UTF-16 unit, so that every span of a report stays where it was. */
export const MASK = "●";

const blot = (length: number): string => MASK.repeat(length);

/** The transcript with the spans masked; texts keep their length. */
export function maskTranscript(transcript: Transcript, spans: readonly PersonalSpan[]): Transcript {
  const byLine = new Map<number, PersonalSpan[]>();
  for (const s of spans) byLine.set(s.utteranceIndex, [...(byLine.get(s.utteranceIndex) ?? []), s]);
  const { metadata } = transcript;
  return {
    ...transcript,
    utterances: transcript.utterances.map((u, i) => ({ ...u, text: maskText(u.text, byLine.get(i) ?? []) })),
    ...(metadata ? { metadata: maskMetadata(metadata) } : {}),
  };
}

function maskText(text: string, spans: readonly PersonalSpan[]): string {
  let out = "";
  let at = 0;
  for (const { span } of spans) {
    out += text.slice(at, span.start) + blot(span.end - span.start);
    at = span.end;
  }
  return out + text.slice(at);
}

/** The report of a call as it reads on the masked transcript: quotes, words among the evidence, metadata. */
export function maskReport(report: Report, masked: Transcript, spans: readonly PersonalSpan[]): Report {
  const touched = new Set(spans.map((s) => s.utteranceIndex));
  const { metadata } = report;
  return {
    ...report,
    findings: report.findings.map((f) => maskFinding(f, masked, touched)),
    ...(metadata ? { metadata: maskMetadata(metadata) } : {}),
  };
}

export function maskFinding(finding: Finding, { utterances }: Transcript, touched: ReadonlySet<number>): Finding {
  const { utteranceIndex, span, quote, evidence } = finding;
  const text = utteranceIndex === null ? undefined : utterances[utteranceIndex]?.text;
  return {
    ...finding,
    quote: quote === null || !span || text === undefined ? quote : text.slice(span.start, span.end),
    evidence: evidence.map((e) => {
      if (!e.cue.startsWith("word:") || !touched.has(e.utteranceIndex)) return e;
      const said = utterances[e.utteranceIndex]?.text.slice(e.span.start, e.span.end) ?? "";
      return said.includes(MASK) ? { ...e, cue: `word:${said}` } : e;
    }),
  };
}

const personalKey =
  /customer|caller|client|phone|tel(?:$|[^l])|mobile|\bani\b|e-?mail|address|birth|dob|氏名|名前|電話|住所|生年月日|顧客|お客様/iu;
const othersKey = /agent|operator|company|queue|担当|会社/iu;
const email = /[\w.%+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/gu;
const digits = /\+?\d(?:[- ()]?\d){8,18}/gu;

/** Metadata by the names of its members, and e-mail addresses and numbers by their form. */
function maskMetadata(metadata: Record<string, unknown>): Record<string, unknown> {
  const walk = (value: unknown, personal: boolean, depth: number): unknown => {
    if (typeof value === "string") return personal ? blot(value.length) : maskForms(value);
    if (typeof value === "number") return personal || isPersonalNumber(String(value)) ? blot(4) : value;
    if (depth > 32 || typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map((v) => walk(v, personal, depth + 1));
    return Object.fromEntries(
      Object.entries(value).map(([key, v]) => [
        key,
        walk(v, !othersKey.test(key) && (personal || personalKey.test(key)), depth + 1),
      ]),
    );
  };
  return walk(metadata, false, 0) as Record<string, unknown>;
}

const maskForms = (text: string): string =>
  text
    .replace(email, (found) => blot(found.length))
    .replace(digits, (found) => (isPersonalNumber(found) ? blot(found.length) : found));

function isPersonalNumber(text: string): boolean {
  const plain = text.replace(/\D/gu, "").replace(/^81(?=\d{9,10}$)/u, "0");
  return isMobileNumber(plain) || isFixedNumber(plain) || isCardNumber(plain) || isMyNumber(plain);
}
