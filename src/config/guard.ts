import * as z from "zod";
import { checked } from "../check.js";
import { KikimimiError, type Said } from "../errors.js";
import { Evidence, Severity, Span } from "../report/schema.js";
import type { Proposal, Rule } from "../rules/rule.js";

const Answer = z.object({
  utteranceIndex: z.int().nonnegative().nullable(),
  span: Span.nullable(),
  confidence: z.number().min(0).max(1),
  severity: Severity.optional(),
  reasons: z.array(Evidence),
  legalBasis: z.array(z.object({ cite: z.string() })).optional(),
});

/** The text of an utterance of the call so far. */
type TextAt = (utterance: number) => string | undefined;

/**
 * A rule of the user's own, whose answers are checked: what it throws, or puts forward though it cannot be a finding, is
 * a KikimimiError `bad-configuration` that names the rule and the place. Ours are tested instead.
 */
export function guarded(rule: Rule): Rule {
  const { id, propose, conclude, check } = rule;
  return {
    ...rule,
    ...(propose && {
      propose(line, dialogue) {
        const at = `${id}.propose(utterances[${line.index}])`;
        const given = run(at, () => propose.call(rule, line, dialogue));
        return accept(at, given, (i) => (i === line.index ? line.text : dialogue.lines[i]?.text));
      },
    }),
    ...(conclude && {
      conclude(dialogue) {
        const at = `${id}.conclude`;
        return accept(
          at,
          run(at, () => conclude.call(rule, dialogue)),
          (i) => dialogue.lines[i]?.text,
        );
      },
    }),
    ...(check && { check: (dialogue) => run(`${id}.check`, () => check.call(rule, dialogue)) }),
  };
}

function run<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (cause) {
    // Its message may quote the call: it goes no further than the cause.
    const name = cause instanceof Error ? cause.name : typeof cause;
    const reason = { ja: `規則の中で例外が起きました: ${name}`, en: `the rule threw: ${name}` };
    throw new KikimimiError("bad-configuration", reason, { path, cause });
  }
}

function accept(at: string, given: Proposal | null, textAt: TextAt): Proposal | null {
  // A function without a `return` says nothing, too.
  if ((given ?? null) === null) return null;
  const proposal = given as Proposal;
  const wrong = (path: string, expected: Said) =>
    new KikimimiError(
      "bad-configuration",
      { ja: "規則の答えが違います", en: "the rule gives what cannot be a finding" },
      { path: `${at}${path}`, expected },
    );
  if (typeof proposal !== "object" || "then" in proposal)
    throw wrong("", {
      ja: "proposal(…) か null(Promise ではなく、すぐに)",
      en: "proposal(…) or null, at once and not as a Promise",
    });
  checked(Answer, proposal, { at });
  const { utteranceIndex, span, reasons } = proposal;
  const place = (path: string, index: number, within: Span | null) => {
    const text = textAt(index);
    if (text === undefined)
      throw wrong(`${path}utteranceIndex`, { ja: "そこまでの発話の番号", en: "an utterance of the call so far" });
    if (within && !(within.start <= within.end && within.end <= text.length))
      throw wrong(`${path}span`, {
        ja: `0 ≦ start ≦ end ≦ ${text.length}(その発話の長さ)`,
        en: `0 ≤ start ≤ end ≤ ${text.length}, the length of that utterance`,
      });
  };
  if (utteranceIndex !== null) place(".", utteranceIndex, span);
  else if (span) throw wrong(".span", { ja: "null(通話全体の指摘)", en: "null: it is about the whole call" });
  for (const [i, reason] of reasons.entries()) place(`.reasons[${i}].`, reason.utteranceIndex, reason.span);
  return proposal;
}
