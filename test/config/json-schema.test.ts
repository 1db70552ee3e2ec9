import { describe, expect, it } from "vitest";
import { configSchema } from "../../src/config/json-schema.js";
import { Config } from "../../src/config/schema.js";
import { rules } from "../../src/rules/index.js";

interface Node {
  properties?: Record<string, Node>;
  additionalProperties?: Node | false;
  description?: string;
  enum?: string[];
  items?: Node;
  required?: string[];
}

describe("the schema for editors", () => {
  const schema = JSON.parse(JSON.stringify(configSchema())) as Node;

  it("has every field, each with its meaning, and asks for none", () => {
    expect(Object.keys(schema.properties ?? {}).sort()).toEqual(Object.keys(Config.shape).sort());
    const mute = Object.entries(schema.properties ?? {}).filter(([, node]) => !node.description);
    expect(mute).toEqual([]);
    expect(schema.required).toBeUndefined();
    expect(schema.additionalProperties).toBe(false);
  });

  it("completes the names of rules and presets", () => {
    const known = Object.keys(schema.properties?.rules?.properties ?? {});
    expect(known).toEqual(expect.arrayContaining(rules.map((r) => r.id)));
    expect(known).toContain("pressure/*");
    expect(schema.properties?.extends?.items?.enum).toContain("telecom");
  });
});
