import type { Cue } from "../dictionary/matcher.js";
import type { Clause } from "../language/clauses.js";
import type { Morpheme } from "../language/morpheme.js";
import type { Speaker } from "../transcript/schema.js";

/** An utterance as read: its words, clauses and cues. */
export interface Line {
  /** Its place in `transcript.utterances`. */
  index: number;
  speaker: Speaker;
  text: string;
  /** Milliseconds since the start of the call, where the transcript has them. */
  startMs?: number;
  endMs?: number;
  words: readonly Morpheme[];
  clauses: readonly Clause[];
  cues: readonly Cue[];
}

/** The clause that holds a word; the last one for a word past the end. */
export function clauseAt(line: Line, word: number): number {
  const at = line.clauses.findIndex((c) => word < c.to);
  return at < 0 ? line.clauses.length - 1 : at;
}

/** Cues by name or by family: `identifier` finds `identifier.birthdate` too. */
export function cuesOf(line: Line, ...names: string[]): Cue[] {
  return line.cues.filter((c) => names.some((n) => c.name === n || c.name.startsWith(`${n}.`)));
}

/** The first such cue that is not denied, quoted or hypothetical. */
export function asserted(line: Line, ...names: string[]): Cue | undefined {
  return cuesOf(line, ...names).find(
    (c) => c.polarity === "asserted" || c.polarity === "double-negation" || c.polarity === "question",
  );
}
