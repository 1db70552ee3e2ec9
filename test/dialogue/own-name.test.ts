import { expect, it } from "vitest";
import { isOwnName } from "../../src/dialogue/own-name.js";

it.each([
  ["株式会社みのり電力", "みのり", true],
  ["株式会社みのり電力", "ミノリ電りょく", true],
  ["株式会社みのり電力", "東亜電話サービス", false],
  // What kind of company it is, is no name either.
  ["株式会社みのり電力", "東京電力", false],
  ["オルテ通信", "北都通信", false],
  ["東日本ゼブラカード株式会社", "ゼブラカード", true],
  ["社会福祉法人あすなろ園", "あすなろ園", true],
  ["オルテ通信", "通信", false],
  ["株式会社ノア", "ノア", true],
  ["（株）みのり", "みのり", true],
  ["㈱ＫＤＣ", "KDC", true],
  // What every company is called is no name.
  ["株式会社みのり電力", "株式会社", false],
])("%s, said as %s: %s", (name, said, own) => {
  expect(isOwnName({ company: { name } }, said)).toBe(own);
});

it("knows by-names too, and no name where none is declared", () => {
  expect(isOwnName({ company: { name: "株式会社みのり", aliases: ["オルテ光"] } }, "オルテ光")).toBe(true);
  expect(isOwnName({}, "みのり")).toBe(false);
  expect(isOwnName({ company: { name: "株式会社光" } }, "光")).toBe(false);
});
