import type { Check } from "../dialogue/checklist.js";
import { type CallFrame, type Dialogue, does, type Facts, type ReadLine } from "../dialogue/facts.js";
import type { Category, Severity, Span } from "../report/schema.js";
import type { Direction } from "../transcript/schema.js";
import type { Provision } from "./provisions.js";

export type { CallFrame, Dialogue, Facts, ReadLine };
export { does };

/** The same text in the two languages of the product. */
export interface Localized {
  ja: string;
  en: string;
}

/** A place in the call and what it showed: a cue name, or `fact:refusal`, `polarity:conditional-pressure`. */
export interface Reason {
  utteranceIndex: number;
  span: Span;
  cue: string;
}

/** What a rule puts forward. The model weighs it, or – without the model – its confidence stands. */
export interface Proposal {
  /** Null for the whole call. */
  utteranceIndex: number | null;
  span: Span | null;
  /** How sure the rule is, 0–1. */
  confidence: number;
  /** Where what was done is graver or lighter than the rule's default. */
  severity?: Severity;
  reasons: Reason[];
  /** Where the rule's own legal basis does not reach this case. */
  legalBasis?: readonly Provision[];
}

/** What a rule is, for people: shown by `kikimimi rules` and `explain`, and made into the documentation. */
export interface RuleText {
  title: Localized;
  /** What was done and why it is a risk; the `message` of a finding. */
  message: Localized;
  /** What to say instead. */
  advice: Localized;
  /** Lines that are flagged, and lines that look alike and are not. Tested. */
  flags: string[];
  clean: string[];
}

/**
 * A rule: its metadata and a pure function of cues and facts. It holds no word lists and does no text matching.
 */
export interface Rule {
  /** `category/name`, see the taxonomy. */
  id: string;
  category: Category;
  severity: Severity;
  text: RuleText;
  legalBasis: Provision[];
  /** Met only on contact that the company began: a call of its own, or the answer to one that was missed. */
  companyBegan?: true;
  /** Presses for an answer to an offer: where nothing was offered and nothing refused, the model must be surer of it. */
  presumesOffer?: true;
  /** Switched off by configuration: it still proposes, so that the model sees what it was trained with, but finds nothing. */
  off?: boolean;
  /** Set by configuration: the least confidence of its findings. */
  threshold?: number;
  /** Of a rule of one's own: names the state of its code, for the pack of the report. */
  revision?: string;
  /** Looks at one agent line, with the facts as they stood before it. */
  propose?(line: ReadLine, dialogue: Dialogue): Proposal | null;
  /** Looks at the whole call when it is over. */
  conclude?(dialogue: Dialogue): Proposal | null;
  /** A line of its own in the checklist of the call. */
  check?(dialogue: Dialogue): Check;
}

/** Whether something that a module exports is a rule. */
export const isRule = (value: unknown): value is Rule =>
  typeof value === "object" &&
  value !== null &&
  "id" in value &&
  typeof value.id === "string" &&
  "text" in value &&
  ("propose" in value || "conclude" in value || "check" in value);

/** Whether a proposal that nothing else weighs becomes a finding. */
export const stands = (rule: Rule, { confidence }: Proposal): boolean =>
  !rule.off && confidence >= (rule.threshold ?? 0);

/** Whether a rule can be met on such a call at all. */
export const isPossible = (rule: Pick<Rule, "companyBegan">, direction: Direction): boolean =>
  !rule.companyBegan || direction !== "inbound";

/** Company-initiated contact whose matter the customer does not know yet. `unknown` counts, at lower confidence. */
export function isCold({ frame, facts }: Dialogue): boolean {
  if (frame.direction === "callback") return facts.matterStated === null;
  return frame.direction !== "inbound";
}
