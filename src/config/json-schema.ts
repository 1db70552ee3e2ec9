import * as z from "zod";
import { rules } from "../rules/index.js";
import { Config, RuleSetting } from "./schema.js";

/** The schema by which editors complete a configuration: with the names of the rules, and what each is. */
export function configSchema(): object {
  const schema = z.toJSONSchema(Config, { io: "input", unrepresentable: "any" });
  const setting = z.toJSONSchema(RuleSetting, { io: "input" });
  delete setting.$schema;
  const families = [...new Set(rules.map((r) => r.category))];
  const known = Object.fromEntries([
    ...families.map((family) => [`${family}/*`, { ...setting, description: `${family} のすべて` }]),
    ...rules.map((r) => [r.id, { ...setting, description: `${r.text.title.ja} / ${r.text.title.en}` }]),
  ]);
  const properties = schema.properties as Record<string, object>;
  const described = { ...properties.rules, properties: known, additionalProperties: setting };
  return { ...schema, properties: { ...properties, rules: described } };
}
