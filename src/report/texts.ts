import type { Dictionary } from "../dictionary/load.js";
import type { Localized, Rule, RuleText } from "../rules/rule.js";

/**
 * Names that a report does not carry: titles of rules, messages and advice in the other language, meanings of cues.
 * Output for people takes them as data, so that it needs no rules; without them it shows ids.
 */
export interface ReviewTexts {
  rules?: Record<string, Pick<RuleText, "title"> & Partial<Pick<RuleText, "message" | "advice">>>;
  /** What cues mean, by cue name; `identifier` also serves `identifier.birthdate`. */
  cues?: Record<string, Partial<Localized>>;
}

/** The names of the rules and cues that an analyser runs with. */
export function reviewTexts(rules: readonly Rule[], dictionaries: readonly Dictionary[] = []): ReviewTexts {
  const texts = { rules: {} as NonNullable<ReviewTexts["rules"]>, cues: {} as NonNullable<ReviewTexts["cues"]> };
  for (const { id, text } of rules) texts.rules[id] = { title: text.title, message: text.message, advice: text.advice };
  for (const { cues } of dictionaries)
    for (const [name, { about }] of Object.entries(cues)) texts.cues[name] = { ja: about };
  return texts;
}
