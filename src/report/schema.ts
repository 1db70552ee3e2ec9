import * as z from "zod";
import { Direction } from "../transcript/schema.js";

export const Severity = z.enum(["low", "medium", "high", "critical"]);
export type Severity = z.infer<typeof Severity>;

export const Category = z.enum([
  "personal-data",
  "unverifiable-claim",
  "pressure",
  "dismissive",
  "disclosure",
  "handling",
  "custom",
]);
export type Category = z.infer<typeof Category>;

/** UTF-16 offsets into the original text of one utterance, end exclusive. */
export const Span = z.object({ start: z.int().nonnegative(), end: z.int().nonnegative() });
export type Span = z.infer<typeof Span>;

export const Evidence = z.object({
  utteranceIndex: z.int().nonnegative(),
  span: Span,
  /** The cue, fact or word that weighed, e.g. `identifier.birthdate`, `fact:refusal`, `polarity:conditional-pressure`, `word:必ず`. */
  cue: z.string(),
});
export type Evidence = z.infer<typeof Evidence>;

export const Finding = z.object({
  /** Stable for the same call, rule and place. */
  id: z.string(),
  /** e.g. `personal-data/request`. */
  ruleId: z.string(),
  category: z.string(),
  severity: Severity,
  /** Calibrated: of findings given 0.9, nine in ten are right. */
  confidence: z.number().min(0).max(1),
  /** Null: the finding is about the call. */
  utteranceIndex: z.int().nonnegative().nullable(),
  span: Span.nullable(),
  /** Exactly `text.slice(span.start, span.end)`. */
  quote: z.string().nullable(),
  message: z.string(),
  /** What to say instead. */
  advice: z.string(),
  evidence: z.array(Evidence),
  /** e.g. 特定商取引法第17条. A sign for a reviewer, not a legal judgement. */
  legalBasis: z.array(z.string()),
  /** It is in the baseline: an old finding. */
  known: z.literal(true).optional(),
});
export type Finding = z.infer<typeof Finding>;

export const ChecklistItem = z.object({
  id: z.string(),
  /** What it is called, where it is not one of ours. */
  title: z.string().optional(),
  /** Null: does not apply to this call. */
  passed: z.boolean().nullable(),
  /** The utterance that decided it. */
  utteranceIndex: z.int().nonnegative().nullable(),
});
export type ChecklistItem = z.infer<typeof ChecklistItem>;

export const SuppressedFinding = z.object({
  id: z.string(),
  ruleId: z.string(),
  severity: Severity,
  reason: z.string(),
  by: z.string(),
  /** The last day on which it holds, in Japan. */
  until: z.string(),
});

export const Report = z.object({
  schemaVersion: z.literal(1),
  /**
   * What the report was made with, e.g. `0.1.0+5f1d0c9a7b3e2468`: version, and a hash of rules, dictionaries, weights
   * and settings. The same call with the same pack gives the same report.
   */
  pack: z.string(),
  callId: z.string(),
  direction: z.object({ value: Direction, source: z.enum(["declared", "inferred"]) }),
  risk: z.object({
    level: z.enum(["none", "low", "medium", "high", "critical"]),
    /** 0–100. */
    score: z.number().min(0).max(100),
  }),
  /** By utterance, then rule; findings about the call come last. */
  findings: z.array(Finding),
  checklist: z.array(ChecklistItem),
  /** Findings that a person let pass until a day. They are in neither `findings` nor `risk`. */
  suppressed: z.array(SuppressedFinding).optional(),
  metadata: z.record(z.string(), z.unknown()).optional(),
});
export type Report = z.infer<typeof Report>;
export type RiskLevel = Report["risk"]["level"];
