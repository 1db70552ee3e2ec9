import type { Act } from "../dialogue/acts.js";
import { does, type ReadLine } from "../dialogue/facts.js";
import { cuesOf } from "../dialogue/line.js";
import type { Dialogue, Localized, Proposal, Reason } from "./rule.js";

export const text = (ja: string, en: string): Localized => ({ ja, en });

/** What was said up to the line in which the soliciting begins. */
export interface Opening {
  /** Index of that line. */
  pitch: number;
  /** Agent lines up to it. */
  lines: readonly ReadLine[];
  confidence: number;
}

/** The opening of a solicitation on a call that the company began; null where there is none. */
export function openingOf({ frame, lines, facts }: Dialogue): Opening | null {
  if (frame.direction === "inbound" || facts.pitch === null) return null;
  const agent = lines.filter((l) => l.speaker === "agent");
  const pitches = agent.filter((l) => does(l, "pitch"));
  // One line does not make a solicitation: the customer takes it for one, or it goes on.
  const pitched = facts.pitch;
  const replies = lines.filter((l) => l.speaker === "customer" && l.index > pitched);
  const taken = replies.some((l) => does(l, "refusal") || does(l, "consent") || does(l, "asks-about-offer"));
  const wonders = pitches.length === 2 && replies.some((l) => does(l, "ask-purpose"));
  if (pitches.length < 3 && replies.length > 0 && !taken && !wonders) return null;
  const certainty = frame.direction === "outbound" ? 1 : frame.direction === "callback" ? 0.9 : 0.75;
  const pitch = facts.pitch;
  return { pitch, lines: agent.filter((l) => l.index <= pitch), confidence: certainty };
}

export const said = (opening: Opening, act: Act) => opening.lines.some((l) => does(l, act));

const whole = (line: ReadLine) => ({ start: 0, end: line.text.length });

export function reason(lines: readonly ReadLine[], at: number, act: Act): Reason {
  const line = lines[at] as ReadLine;
  const cue = cuesOf(line, act)[0];
  return { utteranceIndex: at, span: cue ? { start: cue.start, end: cue.end } : whole(line), cue: `fact:${act}` };
}

/** A finding about the call that shows in the line where the soliciting begins. */
export function atPitch({ lines }: Dialogue, opening: Opening, confidence: number, more: Reason[] = []): Proposal {
  const line = lines[opening.pitch] as ReadLine;
  return {
    utteranceIndex: opening.pitch,
    span: whole(line),
    confidence: confidence * opening.confidence,
    reasons: [reason(lines, opening.pitch, "pitch"), ...more],
  };
}

/** The pretext with which the call began, where the soliciting came only after it. */
export function pretextOf({ facts, lines, frame }: Dialogue): number | null {
  const { pretext, pitch, purposeStated } = facts;
  // A pretext opens the call.
  if (pretext === null || pretext > 3 || pitch === null || frame.direction === "inbound") return null;
  if (purposeStated !== null && purposeStated <= pretext) return null;
  const turn = lines.find((l) => l.index > pretext && does(l, "pitch"));
  if (!turn) return null;
  // A real inspection or survey is not met with doubt or a no; a turn to selling is.
  const replies = lines.filter((l) => l.speaker === "customer");
  const resisted = replies.some((l) => does(l, "refusal") || does(l, "doubt"));
  return resisted || !replies.some((l) => l.index > turn.index) ? pretext : null;
}

export const firstPitchAfter = ({ lines }: Dialogue, at: number): number =>
  lines.find((l) => l.index > at && does(l, "pitch"))?.index ?? at;
