import { expect, it } from "vitest";
import {
  cuesOf,
  defineRule,
  does,
  heard,
  meant,
  parseDictionary,
  proposal,
  type Rule,
  type RuleDefinition,
  rules,
  testRule,
} from "../src/index.js";

const hasty = defineRule({
  id: "custom/hasty",
  severity: "low",
  title: "お断りの直後の日程調整",
  message: { ja: "断られた直後に日程の話をしています。", en: "Talks of dates right after a refusal." },
  advice: "お断りを受け入れて終えます。",
  legalBasis: ["応対規程 4-1"],
  flags: ["客: けっこうです。 / 担: では明日の午後に伺います。"],
  clean: ["では明日の午後に伺います。", "客: けっこうです。 / 担: 承知いたしました。"],
  propose(line, dialogue) {
    const [visit] = meant(line, "visit");
    if (!visit || does(line, "accepts-refusal")) return null;
    const refused = heard(dialogue, line, "refusal", "no-thanks");
    return refused.length ? proposal(line, 0.8, [visit], { reasons: refused }) : null;
  },
});

it("runs a rule on its own examples, or on those given", async () => {
  await testRule(hasty);
  await testRule(hasty, { flags: ["客: いりません。 / 担: 明日お伺いします。"], clean: ["明日お伺いします。"] });
});

it("says which examples do not hold, and what was read in them", async () => {
  const error: Error = await testRule(hasty, { flags: ["明日お伺いします。"], clean: hasty.text.flags }).then(
    () => expect.fail("held"),
    (e: Error) => e,
  );
  expect(error.message).toContain("custom/hasty: 2 of 2 examples do not hold");
  expect(error.message).toMatch(/not found: 明日お伺いします。\n {4}cues of the last line: .*visit\(asserted\)/u);
  expect(error.message).toContain("found: 客: けっこうです。");
});

it("sees the cues of one's own dictionary", async () => {
  const dictionary = parseDictionary(
    "own.yaml",
    "rival:\n  about: 他社\n  entries:\n    - phrases: [月見電話]\n      match: [月見電話です]\n",
  );
  const rule = defineRule({
    id: "custom/rival",
    severity: "low",
    title: "他社名",
    message: "他社の名前",
    advice: "自社の説明をします。",
    propose: (line) => (cuesOf(line, "rival").length ? proposal(line, 0.7, cuesOf(line, "rival")) : null),
  });
  await testRule(rule, {
    flags: ["月見電話さんは高いですよ。"],
    clean: ["他社さんは高いですよ。"],
    dictionaries: [dictionary],
  });
});

it("runs our own rules too", async () => {
  const request = rules.find((r) => r.id === "personal-data/request");
  if (request)
    await testRule(request, { flags: ["生年月日を教えていただけますか。"], clean: ["ありがとうございました。"] });
  await expect(testRule({ ...hasty, text: { ...hasty.text, flags: [], clean: [] } })).rejects.toThrow(/no examples/u);
});

it("refuses what is no rule", () => {
  const { id, severity, text } = hasty;
  const plain = { id, severity, ...text, propose: () => null };
  expect(() => defineRule({ ...plain, id: "no family" })).toThrow(/defineRule\(no family\)\.id/u);
  expect(() => defineRule({ ...plain, severity: "grave" as "high" })).toThrow(/severity.*low \| medium/u);
  expect(() => defineRule({ ...plain, id: "pressure/urgency" })).toThrow(/同梱の規則の名前/u);
  const { propose: _, ...idle } = plain;
  expect(() => defineRule(idle)).toThrow(/propose/u);
});

it.each<[string, unknown, string]>([
  ["an empty title", { title: "" }, "title"],
  ["a title in one language", { title: { ja: "題" } }, "title.en"],
  ["a message that is a number", { message: 3 }, "message"],
  ["no advice", { advice: undefined }, "advice"],
  ["a propose that is no function", { propose: "line" }, "propose"],
  ["a conclude that is no function", { conclude: true }, "conclude"],
  ["flags that are no list", { flags: "今日中に" }, "flags"],
  ["clean lines that are no strings", { clean: ["はい", 1] }, "clean[1]"],
  ["a basis that is none", { legalBasis: [{ article: 3 }] }, "legalBasis[0].cite"],
  ["a member that there is not", { severty: "low" }, "severty"],
])("refuses a member that does not fit: %s", (_, more, path) => {
  const { id, severity, text, propose } = hasty;
  const define = () => defineRule({ id, severity, ...text, propose, ...(more as object) } as RuleDefinition);
  expect(define).toThrow(expect.objectContaining({ code: "bad-configuration", path: `defineRule(${id}).${path}` }));
});

it("says so where no rule is given at all", async () => {
  const code = { name: "KikimimiError", code: "bad-configuration" };
  for (const nothing of [undefined, null, "custom/x"])
    expect(() => defineRule(nothing as unknown as RuleDefinition)).toThrow(expect.objectContaining(code));
  for (const nothing of [undefined, null, {}, "custom/x"])
    await expect(testRule(nothing as unknown as Rule)).rejects.toMatchObject({ ...code, path: "testRule(rule)" });
  await expect(testRule(hasty, null as unknown as undefined)).resolves.toBeUndefined();
});
