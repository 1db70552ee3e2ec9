import type { Locale } from "../report/build.js";
import type { Evidence, Finding, Report } from "../report/schema.js";
import type { ReviewTexts } from "../report/texts.js";
import type { Utterance } from "../transcript/schema.js";
import type { Missed, Verdict } from "./decisions.js";
import type { Words } from "./words.js";

/** What the templates of the element draw from, and what they may ask it to do. */
export interface View {
  report: Report;
  utterances: readonly Utterance[];
  locale: Locale;
  w: Words;
  texts: ReviewTexts;
  /** In the order of drawing: about the call first, then line by line. */
  findings: readonly Finding[];
  selected: Finding | null;
  /** The finding whose dismissal is being written. */
  dismissing: string | null;
  /** The line being played. */
  playing: number | null;
  /** Milliseconds into the call, while it plays. */
  playhead: number | null;
  hasAudio: boolean;
  /** What the reviewer added. */
  missed: readonly Missed[];
  /** Lines offer to be marked as missed. */
  marking: boolean;
  /** Where a mark is being written: a line, or `call`. */
  markingAt: number | "call" | null;
  /** What a screen reader is told. */
  announced: string;
  decisionOf(finding: Finding): Verdict | undefined;
  select(finding: Finding | null, how?: { scroll?: boolean }): void;
  /** To the next finding, or the one before. */
  walk(step: 1 | -1): void;
  goTo(evidence: Evidence): void;
  backToFinding(): void;
  playFrom(ms: number): void;
  confirm(finding: Finding): void;
  askWhy(finding: Finding | null): void;
  dismiss(finding: Finding, reason: string): void;
  undo(finding: Finding): void;
  /** Begins or ends marking. */
  mark(on: boolean): void;
  /** Opens or leaves the form of a place. */
  markAt(place: number | "call" | null): void;
  add(missed: Missed): void;
  remove(missed: Missed): void;
}

/** The line a finding is drawn at, or null where it is drawn above the transcript. */
export const lineOf = (finding: Finding, utterances: readonly Utterance[]): number | null =>
  finding.utteranceIndex !== null && finding.utteranceIndex < utterances.length ? finding.utteranceIndex : null;
