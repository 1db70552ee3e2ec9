import { createEngine } from "./analyzer.js";
import { Call } from "./call.js";
import type { SettingsInput } from "./config/schema.js";
import type { Dictionary } from "./dictionary/load.js";
import { KikimimiError } from "./errors.js";
import { loadTokenizer } from "./language/load-node.js";
import type { Tokenizer } from "./language/tokenizer.js";
import { rules } from "./rules/index.js";
import { isRule, type Rule } from "./rules/rule.js";
import type { Direction, Utterance } from "./transcript/schema.js";

/** What a rule must find, and what it must leave alone. */
export interface RuleExamples {
  /**
   * Agent lines, or short dialogues: `客: 要りません。 / 担: そう言わずに。` By default the rule's own examples.
   */
  flags?: readonly string[];
  clean?: readonly string[];
  /** Of the calls that the examples are from; `outbound` by default. */
  direction?: Direction;
  /** Dictionaries with the cues that the rule asks for, beside the built-in ones. */
  dictionaries?: readonly Dictionary[];
  settings?: SettingsInput;
}

let tokenizer: Promise<Tokenizer> | undefined;

/**
 * Runs a rule on its examples, as the analyser would: for `vitest`, `node:test` and their like.
 * @throws KikimimiError `bad-configuration` for what is no rule; Error that lists the examples that do not hold, with the cues that were read in them
 */
export async function testRule(rule: Rule, examples: RuleExamples = {}): Promise<void> {
  if (!isRule(rule))
    throw new KikimimiError(
      "bad-configuration",
      { ja: "規則ではありません", en: "this is no rule" },
      { path: "testRule(rule)", expected: "defineRule({ … })" },
    );
  const { flags = rule.text.flags, clean = rule.text.clean, ...more } = (examples as RuleExamples | null) ?? {};
  const { direction = "outbound", dictionaries, settings } = more;
  if (!flags.length && !clean.length) throw new Error(`${rule.id}: no examples to test it with`);
  tokenizer ??= loadTokenizer();
  const engine = await createEngine({
    tokenizer: await tokenizer,
    customRules: rules.some((r) => r.id === rule.id) ? [] : [rule],
    ...(dictionaries ? { dictionaries } : {}),
    ...(settings ? { settings } : {}),
  });
  const broken: string[] = [];
  for (const [wanted, list] of [
    [true, flags],
    [false, clean],
  ] as const)
    for (const example of list) {
      const call = new Call(engine, { direction });
      const steps = spoken(example).map((utterance) => call.push(utterance));
      const found = [...steps.flatMap((s) => s.findings), ...call.conclude()].some(([r]) => r.id === rule.id);
      if (found === wanted) continue;
      const cues = [...new Set(steps.at(-1)?.line.cues.map((c) => `${c.name}(${c.polarity})`))];
      broken.push(
        `${wanted ? "not found" : "found"}: ${example}\n    cues of the last line: ${cues.join(", ") || "none"}`,
      );
    }
  if (broken.length)
    throw new Error(
      `${rule.id}: ${broken.length} of ${flags.length + clean.length} examples do not hold\n  ${broken.join("\n  ")}`,
    );
}

/** `客: …` is the customer's, everything else the agent's. */
function spoken(example: string): Utterance[] {
  return example.split(/\s+[/／]\s+(?=[客担][::])/u).map((line) => {
    const [, who, text] = /^([客担])[::]\s*(.*)$/su.exec(line) ?? [undefined, "担", line];
    return { speaker: who === "客" ? "customer" : "agent", text: text as string };
  });
}
