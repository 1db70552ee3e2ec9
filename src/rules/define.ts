import * as z from "zod";
import { checked } from "../check.js";
import { KikimimiError } from "../errors.js";
import { Category, Severity } from "../report/schema.js";
import { rules } from "./index.js";
import { localized, ownProvision } from "./phrase-rule.js";
import { industries, type Provision } from "./provisions.js";
import type { Dialogue, Localized, Proposal, ReadLine, Rule } from "./rule.js";

/** A rule of one's own, as one writes it. */
export interface RuleDefinition {
  /** `custom/name`, or another family of one's own. */
  id: string;
  /** What the finding counts under; `custom` by default. */
  category?: Category;
  severity: Severity;
  title: string | Localized;
  /** What was done and why it matters. */
  message: string | Localized;
  /** What to say instead. */
  advice: string | Localized;
  /** Quoted with the finding: a law, a rule of the house. */
  legalBasis?: readonly (string | Provision)[];
  /** Lines that are found, and lines that look alike and are not: shown by `kikimimi explain`, run by `testRule`. */
  flags?: readonly string[];
  clean?: readonly string[];
  /** Looks at one agent line, with the facts as they stood before it. */
  propose?(line: ReadLine, dialogue: Dialogue): Proposal | null;
  /** Looks at the whole call when it is over. */
  conclude?(dialogue: Dialogue): Proposal | null;
}

const Text = z.string().min(1);
const Words = z.union([Text, z.strictObject({ ja: Text, en: Text })]);
const Basis = z.strictObject({
  cite: Text,
  gist: z.string(),
  grade: z.enum(["A", "B", "own"]),
  industries: z.array(z.enum(industries)).optional(),
  direction: z.literal("outbound").optional(),
});
const method = (shape: string) => z.custom((value) => typeof value === "function", shape).optional();

const Definition = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*\/[a-z0-9][a-z0-9.-]*$/u, "custom/my-rule"),
  category: Category.optional(),
  severity: Severity,
  title: Words,
  message: Words,
  advice: Words,
  legalBasis: z.array(z.union([Text, Basis])).optional(),
  flags: z.array(Text).optional(),
  clean: z.array(Text).optional(),
  propose: method("propose(line, dialogue) { … }"),
  conclude: method("conclude(dialogue) { … }"),
});

/**
 * Makes a rule of one's own. What it proposes is a finding as it stands: learned weights know nothing of it, so its own
 * confidence is the finding's.
 * @throws KikimimiError `bad-configuration` with the path of a member that does not fit or that there is not, for the
 *   id of a built-in rule, or a rule that does nothing
 */
export function defineRule(definition: RuleDefinition): Rule {
  const given = definition as RuleDefinition | null | undefined;
  const at = given?.id === undefined ? "defineRule()" : `defineRule(${String(given.id)})`;
  checked(Definition, given, { at });
  const { id, category = "custom", severity, title, message, advice, legalBasis = [] } = definition;
  const { flags = [], clean = [], propose, conclude } = definition;
  if (rules.some((rule) => rule.id === id))
    throw new KikimimiError(
      "bad-configuration",
      { ja: "同梱の規則の名前です", en: "this is the name of a built-in rule" },
      { path: `${at}.id`, expected: "custom/my-rule" },
    );
  if (!propose && !conclude)
    throw new KikimimiError(
      "bad-configuration",
      { ja: "何もしない規則です", en: "this rule does nothing" },
      { path: `${at}.propose`, expected: "propose(line, dialogue) { … }" },
    );
  return {
    id,
    category,
    severity,
    text: {
      title: localized(title),
      message: localized(message),
      advice: localized(advice),
      flags: [...flags],
      clean: [...clean],
    },
    legalBasis: legalBasis.map((basis) => (typeof basis === "string" ? ownProvision(basis) : basis)),
    ...(propose ? { propose } : {}),
    ...(conclude ? { conclude } : {}),
  };
}
