import { describe, expect, it } from "vitest";
import { disclosure } from "../../src/rules/disclosure.js";
import type { Direction } from "../../src/transcript/schema.js";
import { callOf } from "../dialogue/call.js";

const found = async (direction: Direction, frame: object, ...lines: string[]) =>
  (await callOf({ direction, ...frame }, ...lines))
    .conclude()
    .map(([rule]) => rule.id)
    .filter((id) => id.startsWith("disclosure/"));

const spoken = (example: string) => example.split(" / ").map((l) => (/^[客担]:/u.test(l) ? l : `担:${l}`));

describe.each(disclosure)("$id", (rule) => {
  it.each(rule.text.flags)("flags %s", async (example) => {
    expect(await found("outbound", {}, ...spoken(example))).toContain(rule.id);
  });
  it.each(rule.text.clean)("leaves %s", async (example) => {
    expect(await found("outbound", {}, ...spoken(example))).not.toContain(rule.id);
  });
});

const pretext = [
  "担:電気の使用状況のアンケートにご協力をお願いしております。",
  "客:はい。",
  "担:でしたらこのプランがお得です、お申し込みいかがですか。",
  "客:いりません。",
];

it("reports a pretext alone, not the missing purpose beside it", async () => {
  const rules = await found("outbound", {}, ...pretext);
  expect(rules).toContain("disclosure/hidden-purpose");
  expect(rules).not.toContain("disclosure/no-purpose");
});

it("does not bind a company that was called", async () => {
  expect(await found("inbound", {}, ...pretext)).toEqual([]);
});

it("is less sure where the direction is not known", async () => {
  const sure = (await callOf({ direction: "outbound" }, ...pretext)).conclude();
  const guess = (await callOf({ direction: "callback" }, ...pretext)).conclude();
  const confidence = (list: typeof sure) => list.find(([r]) => r.id === "disclosure/no-company")?.[1].confidence ?? 0;
  expect(confidence(guess)).toBeLessThan(confidence(sure));
  expect(confidence(guess)).toBeGreaterThan(0);
});

it("takes nobody for somebody else who gives the declared name", async () => {
  const line = "担:お疲れさまです、グランベール都市開発の城之内です、先生に代わっていただけますか。";
  expect(await found("outbound", {}, line)).toContain("disclosure/impersonation");
  expect(await found("outbound", { company: { name: "株式会社グランベール都市開発" } }, line)).not.toContain(
    "disclosure/impersonation",
  );
});

it("tells a borrowed name by the declared one", async () => {
  const lines = [
    "担:東亜電話サービスの中島と申します、回線のお得なプランにお切り替えになりませんか。",
    "客:いりません。",
  ];
  expect(await found("outbound", { company: { name: "株式会社プラチナ" } }, ...lines)).toContain(
    "disclosure/borrowed-name",
  );
  expect(await found("outbound", { company: { name: "東亜電話サービス株式会社" } }, ...lines)).not.toContain(
    "disclosure/borrowed-name",
  );
  expect(await found("outbound", {}, ...lines)).not.toContain("disclosure/borrowed-name");
});
