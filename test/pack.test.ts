import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseDictionary } from "../src/dictionary/load.js";
import { packOf } from "../src/pack.js";
import { rules } from "../src/rules/index.js";
import { testAnalyzer } from "./engine.js";

const words = (name: string, phrase: string) =>
  parseDictionary(name, `own:\n  about: 例\n  entries:\n    - phrases: [${phrase}]\n      match: [${phrase}]\n`);
const parts = { rules, dictionaries: [words("a.yaml", "本日"), words("b.yaml", "明日")], weights: "w", settings: {} };

describe("the pack of a report", () => {
  it("names the version of the package", () => {
    const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
    expect(packOf(parts)).toMatch(new RegExp(`^${version.replaceAll(".", "\\.")}\\+[0-9a-f]{16}$`, "u"));
  });

  it("does not depend on the order and names of dictionaries, nor on the order of settings", () => {
    const moved = [words("/elsewhere/b.yaml", "明日"), words("c.yaml", "本日")];
    expect(packOf({ ...parts, dictionaries: moved })).toBe(packOf(parts));
    expect(packOf({ ...parts, settings: { a: 1, b: { c: 2, d: 3 } } })).toBe(
      packOf({ ...parts, settings: { b: { d: 3, c: 2 }, a: 1, e: undefined } }),
    );
  });

  it("changes with rules, dictionaries, weights and settings", () => {
    const [first, ...others] = rules;
    const packs = [
      parts,
      { ...parts, rules: others },
      { ...parts, rules: [{ ...(first as (typeof rules)[number]), off: true }, ...others] },
      { ...parts, rules: [{ ...(first as (typeof rules)[number]), revision: "2" }, ...others] },
      { ...parts, dictionaries: [words("a.yaml", "本日"), words("b.yaml", "明後日")] },
      { ...parts, weights: undefined },
      { ...parts, settings: { industry: "telecom" } },
    ].map(packOf);
    expect(new Set(packs).size).toBe(packs.length);
  });

  it("is that of every report, whatever the locale, live or not, and tells weights from none", async () => {
    const [ja, en, bare] = [
      await testAnalyzer(),
      await testAnalyzer({ locale: "en" }),
      await testAnalyzer({ model: false }),
    ];
    const { pack } = ja.analyze({ callId: "1", utterances: [] });
    expect(en.analyze({ callId: "2", utterances: [{ speaker: "agent", text: "はい。" }] }).pack).toBe(pack);
    expect(ja.open().close().pack).toBe(pack);
    expect(bare.analyze({ callId: "1", utterances: [] }).pack).not.toBe(pack);
  });
});
