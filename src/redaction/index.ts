import type { Morpheme } from "../language/morpheme.js";
import type { Report } from "../report/schema.js";
import type { Transcript } from "../transcript/schema.js";
import { findPersonal, type PersonalSpan } from "./find.js";
import { maskReport, maskTranscript } from "./mask.js";

export { findPersonal, type PersonalSpan } from "./find.js";
export type { PersonalKind } from "./line.js";
export { MASK } from "./mask.js";

export interface Redacted {
  transcript: Transcript;
  report: Report;
  /** Where something was masked, and what it was taken for. */
  spans: PersonalSpan[];
}

/**
 * Masks what a call says of who the customer is – in the transcript, in the quotes and evidence of its report, and in
 * the metadata of both. Each masked UTF-16 unit becomes ●, so that all spans stay right and `quote` is still
 * `text.slice(start, end)` of the masked text. It finds most, not all: see docs/ja/privacy.md for what was measured.
 * @param report made from this very transcript
 */
export function redact(transcript: Transcript, report: Report, tokenize: (text: string) => Morpheme[]): Redacted {
  const spans = findPersonal(transcript, tokenize);
  const masked = maskTranscript(transcript, spans);
  return { transcript: masked, report: maskReport(report, masked, spans), spans };
}
