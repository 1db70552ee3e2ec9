import { checklistOf } from "../dialogue/checklist.js";
import type { Dialogue } from "../dialogue/facts.js";
import { provisionsFor } from "../rules/industry.js";
import type { Proposal, Rule } from "../rules/rule.js";
import type { Transcript } from "../transcript/schema.js";
import { riskOf } from "./risk.js";
import type { Finding, Report } from "./schema.js";

export type Locale = "ja" | "en";

/** What the findings were made with. */
export interface MadeWith {
  pack: string;
  rules: readonly Rule[];
}

/** Makes the Report of one call from what the rules put forward. */
export function buildReport(
  transcript: Transcript,
  dialogue: Dialogue,
  proposals: readonly [Rule, Proposal][],
  locale: Locale,
  { pack, rules }: MadeWith,
): Report {
  const findings = proposals
    .map(([rule, proposal]) => toFinding((i) => transcript.utterances[i]?.text, dialogue, rule, proposal, locale))
    .sort((a, b) => place(a) - place(b) || (a.ruleId < b.ruleId ? -1 : 1));
  return {
    schemaVersion: 1,
    pack,
    callId: transcript.callId,
    direction: {
      value: dialogue.frame.direction,
      source: transcript.direction && transcript.direction !== "unknown" ? "declared" : "inferred",
    },
    risk: riskOf(findings),
    findings,
    checklist: [
      ...checklistOf(dialogue),
      ...rules.flatMap((rule) => {
        if (rule.off || !rule.check) return [];
        const { title, ...check } = rule.check(dialogue);
        return [title ? { ...check, title: title[locale] } : check];
      }),
    ],
    ...(transcript.metadata ? { metadata: transcript.metadata } : {}),
  };
}

const place = (f: Finding) => f.utteranceIndex ?? Number.POSITIVE_INFINITY;

/** One finding as reported. `textAt` gives an utterance's original text. */
export function toFinding(
  textAt: (utterance: number) => string | undefined,
  { frame }: Dialogue,
  rule: Rule,
  proposal: Proposal,
  locale: Locale,
): Finding {
  const { utteranceIndex, span, reasons, confidence } = proposal;
  const text = utteranceIndex === null ? undefined : textAt(utteranceIndex);
  return {
    id: `${rule.id}@${utteranceIndex ?? "call"}`,
    ruleId: rule.id,
    category: rule.category,
    severity: proposal.severity ?? rule.severity,
    confidence: Math.round(confidence * 1000) / 1000,
    utteranceIndex,
    span,
    quote: span && text !== undefined ? text.slice(span.start, span.end) : null,
    message: rule.text.message[locale],
    advice: rule.text.advice[locale],
    evidence: reasons,
    legalBasis: provisionsFor(proposal.legalBasis ?? rule.legalBasis, frame.industry, frame.direction).map(
      (p) => p.cite,
    ),
  };
}
