import type { Tokenizer } from "../language/tokenizer.js";
import type { Finding, Report } from "../report/schema.js";
import type { Transcript, Utterance } from "../transcript/schema.js";
import { findPersonal, type PersonalSpan } from "./find.js";
import { maskFinding, maskReport, maskTranscript } from "./mask.js";

export { findPersonal, type PersonalSpan } from "./find.js";
export type { PersonalKind } from "./line.js";
export { MASK } from "./mask.js";

export interface Redacted {
  transcript: Transcript;
  report: Report;
  /** Where something was masked, and what it was taken for. */
  spans: PersonalSpan[];
}

/** What splits text into words: a {@link Tokenizer}. */
type Words = Pick<Tokenizer, "tokenize">;

/**
 * Masks what a call says of who the customer is – in the transcript, in the quotes and evidence of its report, and in
 * the metadata of both. Each masked UTF-16 unit becomes ●, so that all spans stay right and `quote` is still
 * `text.slice(start, end)` of the masked text. It finds most, not all: see docs/ja/privacy.md for what was measured.
 * @param report made from this very transcript
 */
export function redact(transcript: Transcript, report: Report, tokenizer: Words): Redacted {
  const spans = findPersonal(transcript, tokenizer);
  const masked = maskTranscript(transcript, spans);
  return { transcript: masked, report: maskReport(report, masked, spans), spans };
}

/** Lines that tell what a line of a call in progress answers. */
const WINDOW = 40;

/** Masks one finding of a call in progress, by what has been said up to it. */
export function redactFinding(finding: Finding, utterances: readonly Utterance[], tokenizer: Words): Finding {
  const from = (finding.utteranceIndex ?? 0) - WINDOW;
  const near = { callId: "live", utterances: utterances.map((u, i) => (i < from ? { ...u, text: "" } : u)) };
  const spans = findPersonal(near, tokenizer);
  return maskFinding(finding, maskTranscript(near, spans), new Set(spans.map((s) => s.utteranceIndex)));
}
