import { readFileSync } from "node:fs";
import { digest } from "../digest.js";
import { KikimimiError } from "../errors.js";
import { isRule, type Rule } from "../rules/rule.js";
import { importModule } from "./import-node.js";

/**
 * The rules that modules export: by default or by name, single or in lists. Each carries the state of its module's
 * text, so that a change of it shows in the pack of the reports.
 * @throws KikimimiError `bad-configuration` for a module that fails or exports no rule
 */
export async function loadRules(files: readonly string[]): Promise<Rule[]> {
  const rules: Rule[] = [];
  for (const file of files) {
    const exported = Object.values(await importModule(file)).flat();
    const own = [...new Set(exported)].filter(isRule);
    if (!own.length)
      throw new KikimimiError(
        "bad-configuration",
        { ja: "規則が書き出されていません", en: "no rule is exported" },
        { file, expected: "export default defineRule({ … })" },
      );
    const revision = digest(readFileSync(file)).slice(0, 16);
    rules.push(...own.map((rule) => ({ revision, ...rule })));
  }
  return rules;
}
