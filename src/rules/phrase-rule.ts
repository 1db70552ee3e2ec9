import type { Dictionary } from "../dictionary/load.js";
import type { CueDefinition, PhraseFinding } from "../dictionary/schema.js";
import { meant, proposal } from "./combine.js";
import type { Provision } from "./provisions.js";
import type { Localized, Rule } from "./rule.js";

/** A text given once serves both languages. */
export const localized = (text: string | Localized): Localized =>
  typeof text === "string" ? { ja: text, en: text } : text;

/** What the user quotes as a basis: shown as it stands. */
export const ownProvision = (cite: string): Provision => ({ cite, gist: cite, grade: "own" });

/** The rules that dictionaries make without code: a cue with a `finding` becomes `custom/<cue>`. */
export function phraseRules(dictionaries: readonly Dictionary[]): Rule[] {
  const rules = new Map<string, Rule>();
  for (const { cues } of dictionaries)
    for (const [cue, definition] of Object.entries(cues))
      if (definition.finding) rules.set(cue, phraseRule(cue, definition, definition.finding));
  return [...rules.values()];
}

/** How sure a phrase is by how it was recognised. */
const certainty = { form: 0.9, reading: 0.8, sound: 0.6 } as const;

function phraseRule(cue: string, definition: CueDefinition, finding: PhraseFinding): Rule {
  const { severity, message, advice, title, legalBasis, directions } = finding;
  return {
    id: `custom/${cue}`,
    category: "custom",
    severity,
    text: {
      title: localized(title ?? definition.about),
      message: localized(message),
      advice: localized(advice),
      flags: definition.entries.flatMap((e) => e.match),
      clean: definition.entries.flatMap((e) => e.ignore),
    },
    legalBasis: legalBasis.map(ownProvision),
    propose(line, { frame }) {
      if (directions && !directions.includes(frame.direction)) return null;
      const [said] = meant(line, cue);
      return said ? proposal(line, certainty[said.via], [said]) : null;
    },
  };
}
