import { does, lastCustomerTurn } from "../dialogue/facts.js";
import { cuesOf } from "../dialogue/line.js";
import type { Cue } from "../dictionary/matcher.js";
import type { Dialogue, ReadLine, Reason } from "./rule.js";

/** Cues in the customer's turn that this line answers; what they deny does not count. */
export function heard({ lines }: Dialogue, line: ReadLine, ...names: string[]): Reason[] {
  const reasons: Reason[] = [];
  for (const turn of lastCustomerTurn(lines, line.index))
    for (const cue of cuesOf(turn, ...names)) if (cue.polarity !== "negated") reasons.push(reasonAt(turn, cue));
  return reasons;
}

const reasonAt = (line: ReadLine, { start, end, name }: Cue): Reason => ({
  utteranceIndex: line.index,
  span: { start, end },
  cue: name,
});

/** The customer has not said yes: neither in this call (or has taken it back) nor in the turn that this line answers. */
export const withoutConsent = ({ facts, lines }: Dialogue, line: ReadLine): boolean =>
  facts.consent === null && !lastCustomerTurn(lines, line.index).some((turn) => does(turn, "consent"));
