import { KikimimiError } from "../errors.js";
import { Category, Severity } from "../report/schema.js";
import { localized, ownProvision } from "./phrase-rule.js";
import type { Provision } from "./provisions.js";
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

const shape = /^[a-z][a-z0-9-]*\/[a-z0-9][a-z0-9.-]*$/u;

/**
 * Makes a rule of one's own. What it proposes is a finding as it stands: learned weights know nothing of it, so its own
 * confidence is the finding's.
 * @throws KikimimiError `bad-configuration` for a name, severity or category that there is not, or a rule that does
 *   nothing
 */
export function defineRule(definition: RuleDefinition): Rule {
  const { id, category = "custom", severity, title, message, advice, legalBasis = [] } = definition;
  const { flags = [], clean = [], propose, conclude } = definition;
  const wrong = (path: string, expected: string) =>
    new KikimimiError(
      "bad-configuration",
      { ja: "規則の形が違います", en: "this is not the shape of a rule" },
      { path: `defineRule(${String(id)}).${path}`, expected },
    );
  if (typeof id !== "string" || !shape.test(id)) throw wrong("id", "custom/my-rule");
  if (!Severity.safeParse(severity).success) throw wrong("severity", Severity.options.join(" | "));
  if (!Category.safeParse(category).success) throw wrong("category", Category.options.join(" | "));
  if (!propose && !conclude) throw wrong("propose", "propose(line, dialogue) { … }");
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
