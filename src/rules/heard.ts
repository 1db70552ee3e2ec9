import { lastCustomerTurn } from "../dialogue/facts.js";
import { cuesOf } from "../dialogue/line.js";
import type { Cue } from "../dictionary/matcher.js";
import type { Dialogue, ReadLine, Reason } from "./rule.js";

/** Cues in the customer's turn that this line answers; what they deny does not count. */
export function heard({ lines }: Dialogue, line: ReadLine, ...names: string[]): Reason[] {
  return lastCustomerTurn(lines, line.index).flatMap((turn) =>
    cuesOf(turn, ...names)
      .filter((c) => c.polarity !== "negated")
      .map((c) => reasonAt(turn, c)),
  );
}

const reasonAt = (line: ReadLine, { start, end, name }: Cue): Reason => ({
  utteranceIndex: line.index,
  span: { start, end },
  cue: name,
});

/** The customer has not said yes in this call, or has taken it back. */
export const withoutConsent = ({ facts }: Dialogue): boolean => facts.consent === null;
