import { expect, it } from "vitest";
import { isOwnName } from "../../src/dialogue/own-name.js";

it.each([
  ["株式会社みのり電力", "みのり", true],
  ["株式会社みのり電力", "ミノリ電りょく", true],
  ["株式会社みのり電力", "東亜電話サービス", false],
  // What every company is called is no name.
  ["株式会社みのり電力", "株式会社", false],
])("%s, said as %s: %s", (name, said, own) => {
  expect(isOwnName({ company: { name } }, said)).toBe(own);
});

it("knows by-names too, and no name where none is declared", () => {
  expect(isOwnName({ company: { name: "株式会社みのり", aliases: ["オルテ光"] } }, "オルテ光")).toBe(true);
  expect(isOwnName({}, "みのり")).toBe(false);
});
