import { lastCustomerTurn } from "../dialogue/facts.js";
import { clauseAt, cuesOf, type Line } from "../dialogue/line.js";
import { type Cue, isMeant } from "../dictionary/matcher.js";
import type { Severity } from "../report/schema.js";
import type { Dialogue, Facts, Proposal, Reason } from "./rule.js";

export { isMeant };

/** Stated, not asked. */
export const isStated = (cue: Cue): boolean => isMeant(cue) && cue.polarity !== "question";

export const meant = (line: Line, ...names: string[]): Cue[] => cuesOf(line, ...names).filter(isMeant);

export const stated = (line: Line, ...names: string[]): Cue[] => cuesOf(line, ...names).filter(isStated);

export const has = (line: Line, ...names: string[]): boolean => cuesOf(line, ...names).some(isMeant);

/** How many words lie between two cues; 0 where they touch or overlap. */
export const wordsBetween = (a: Cue, b: Cue): number => Math.max(0, Math.max(a.from, b.from) - Math.min(a.to, b.to));

/**
 * Whether two cues bear on each other: in one clause, or in neighbouring clauses (recognisers and けど, ので cut them)
 * no more than `reach` words apart.
 */
export function near(line: Line, a: Cue, b: Cue, reach = 8): boolean {
  const distance = Math.abs(clauseAt(line, a.from) - clauseAt(line, b.from));
  if (distance === 0) return wordsBetween(a, b) <= reach * 2;
  return wordsBetween(a, b) <= reach;
}

/** The nearest cue of these names that bears on `cue`. */
export function nearest(line: Line, cue: Cue, reach: number, ...names: string[]): Cue | undefined {
  return meant(line, ...names)
    .filter((other) => near(line, cue, other, reach))
    .sort((a, b) => wordsBetween(cue, a) - wordsBetween(cue, b))[0];
}

/** Nothing but particles, です and stops follows up to the end of the clause: 「生年月日は?」「お名前の方が、」. */
export function trailsOff(line: Line, cue: Cue): boolean {
  const clause = line.clauses[clauseAt(line, cue.to - 1)];
  if (!clause) return false;
  for (let i = cue.to; i < clause.to; i++) {
    const m = line.words[i];
    if (
      m &&
      m.pos !== "助詞" &&
      m.pos !== "記号" &&
      m.pos !== "フィラー" &&
      m.pos !== "感動詞" &&
      m.posDetail !== "非自立"
    )
      return false;
  }
  return true;
}

/** What is left of a rule's confidence where a word was only recognised by its sound. */
const BY_SOUND = 0.85;

/** A proposal that points from the first to the last of its cues (the whole line without any), with them as reasons. */
export function proposal(
  line: Line,
  confidence: number,
  cues: readonly Cue[],
  more: { severity?: Severity | undefined; reasons?: readonly Reason[] } = {},
): Proposal {
  const sorted = [...new Set(cues)].sort((a, b) => a.start - b.start);
  const reasons: Reason[] = [];
  for (const c of sorted) {
    const span = { start: c.start, end: c.end };
    reasons.push({ utteranceIndex: line.index, span, cue: c.name });
    if (c.polarity !== "asserted" && c.polarity !== "question")
      reasons.push({ utteranceIndex: line.index, span, cue: `polarity:${c.polarity}` });
    if (c.via === "sound") reasons.push({ utteranceIndex: line.index, span, cue: "heard:sound" });
  }
  const start = sorted[0]?.start ?? 0;
  const end = Math.max(0, ...sorted.map((c) => c.end)) || line.text.length;
  return {
    utteranceIndex: line.index,
    span: { start, end },
    confidence: sorted.some((c) => c.via === "sound") ? confidence * BY_SOUND : confidence,
    reasons: [...reasons, ...(more.reasons ?? [])],
    ...(more.severity ? { severity: more.severity } : {}),
  };
}

/** A fact of the dialogue as a reason, at the utterance that established it; nothing where it does not stand. */
export function factReason({ facts, lines }: Dialogue, fact: keyof Facts): Reason[] {
  const at = facts[fact];
  if (at === null) return [];
  return [{ utteranceIndex: at, span: { start: 0, end: lines[at]?.text.length ?? 0 }, cue: `fact:${fact}` }];
}

/** Whether the fact was established in the customer's turn that this line answers. */
export function justNow({ facts, lines }: Dialogue, line: Line, fact: keyof Facts): boolean {
  const at = facts[fact];
  return at !== null && lastCustomerTurn(lines, line.index).some((l) => l.index === at);
}
