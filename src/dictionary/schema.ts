import * as z from "zod";
import { Direction, Speaker } from "../transcript/schema.js";

/**
 * One way of giving a signal: phrases that mean the same, with lines they must find and lines they must leave alone.
 * The examples are run by the test suite and by `kikimimi dictionary check`.
 */
export const Entry = z.strictObject({
  /** Written as it is said; any inflection, politeness and kanji or kana spelling of it matches. See docs/ja/dictionary.md. */
  phrases: z.array(z.string().min(1)).min(1),
  /** Lines in which the cue must be found. */
  match: z.array(z.string().min(1)).min(1),
  /** Lines that look alike and in which it must not be found. */
  ignore: z.array(z.string().min(1)).default([]),
  /** Also found by its sound alone (speech recognition errors), at lower confidence. For words of four morae and more. */
  fuzzy: z.boolean().default(false),
  /** Why the entry is there, for people. */
  note: z.string().optional(),
});
export type Entry = z.infer<typeof Entry>;

/** A text, or the same text in both languages of the reports. */
const Text = z.union([z.string().min(1), z.strictObject({ ja: z.string().min(1), en: z.string().min(1) })]);

/** Makes a rule of a cue: an agent line that says it as meant is a finding `custom/<cue>`. */
export const PhraseFinding = z.strictObject({
  /** What the rule is called; by default the cue's `about`. */
  title: Text.optional(),
  severity: z.enum(["low", "medium", "high", "critical"]),
  /** What was done and why it matters. */
  message: Text,
  /** What to say instead. */
  advice: Text,
  /** Quoted with the finding as it stands: a law, a rule of the house. */
  legalBasis: z.array(z.string().min(1)).default([]),
  /** Only on calls of these directions. */
  directions: z.array(Direction).min(1).optional(),
});
export type PhraseFinding = z.infer<typeof PhraseFinding>;

export const CueDefinition = z
  .strictObject({
    /** What the signal means, in one line. */
    about: z.string().min(1),
    /** Whose words are read for it; both when absent. */
    speaker: Speaker.exclude(["system"]).optional(),
    /** Words not to be said: see {@link PhraseFinding}. */
    finding: PhraseFinding.optional(),
    entries: z.array(Entry).min(1),
  })
  .refine((cue) => !cue.finding || cue.speaker !== "customer", {
    path: ["finding"],
    message: "お客様の発話(speaker: customer)は指摘になりません",
  });
export type CueDefinition = z.infer<typeof CueDefinition>;

/** A dictionary file: cue names (`refusal`, `identifier.birthdate`) with their entries. */
export const DictionaryFile = z.record(z.string().regex(/^[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*$/u), CueDefinition);
export type DictionaryFile = z.infer<typeof DictionaryFile>;
