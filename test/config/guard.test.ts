import { beforeAll, describe, expect, it } from "vitest";
import type { KikimimiError } from "../../src/errors.js";
import { defineRule, type Proposal, type Rule, rules } from "../../src/index.js";
import { testAnalyzer } from "../engine.js";

const text = "月見電話です。";
const call = { callId: "1", utterances: [{ speaker: "agent" as const, text }] };
const good: Proposal = { utteranceIndex: 0, span: { start: 0, end: 4 }, confidence: 0.7, reasons: [] };

const rule = (more: Partial<Pick<Rule, "propose" | "conclude">>) =>
  defineRule({ id: "custom/mine", severity: "low", title: "題", message: "文", advice: "案", ...more });
const saying = (answer: unknown) => rule({ propose: () => answer as Proposal });
const analyse = async (own: Rule) => (await testAnalyzer({ model: false, customRules: [own] })).analyze(call);
const refusal = (own: Rule): Promise<KikimimiError> =>
  analyse(own).then(
    () => expect.fail("accepted"),
    (e: KikimimiError) => e,
  );

beforeAll(() => testAnalyzer());

describe("what a rule of one's own puts forward", () => {
  it("is a finding where it fits, and nothing where there is nothing", async () => {
    const found = await analyse(saying(good));
    expect(found.findings.map((f) => [f.ruleId, f.quote, f.confidence])).toEqual([["custom/mine", "月見電話", 0.7]]);
    for (const nothing of [null, undefined]) expect((await analyse(saying(nothing))).findings).toEqual([]);
  });

  const at = "custom/mine.propose(utterances[0])";
  it.each<[string, unknown, string]>([
    ["a confidence above 1", { ...good, confidence: 1.2 }, `${at}.confidence`],
    ["a confidence below 0", { ...good, confidence: -0.1 }, `${at}.confidence`],
    ["a confidence that is no number", { ...good, confidence: Number.NaN }, `${at}.confidence`],
    ["an utterance that is not there", { ...good, utteranceIndex: 1 }, `${at}.utteranceIndex`],
    ["half an utterance", { ...good, utteranceIndex: 0.5 }, `${at}.utteranceIndex`],
    ["a span beyond the text", { ...good, span: { start: 0, end: text.length + 1 } }, `${at}.span`],
    ["a span that ends before it begins", { ...good, span: { start: 3, end: 1 } }, `${at}.span`],
    ["a span of the whole call", { ...good, utteranceIndex: null }, `${at}.span`],
    ["a severity there is not", { ...good, severity: "grave" }, `${at}.severity`],
    ["no reasons", { ...good, reasons: undefined }, `${at}.reasons`],
    [
      "a reason that is not there",
      { ...good, reasons: [{ utteranceIndex: 4, span: { start: 0, end: 1 }, cue: "x" }] },
      `${at}.reasons[0].utteranceIndex`,
    ],
    ["a promise", Promise.resolve(good), at],
    ["true", true, at],
    ["a word", "found", at],
  ])("is refused by the rule's name: %s", async (_, answer, path) => {
    const error = await refusal(saying(answer));
    expect([error.code, error.path]).toEqual(["bad-configuration", path]);
    expect(error.expected).toBeTruthy();
    expect(error.messageIn("en")).toMatch(/^custom\/mine\.propose.*expected: /u);
    expect(error.message).not.toContain("月見");
  });

  it("is checked when the call is over, too", async () => {
    const error = await refusal(rule({ conclude: () => ({ ...good, utteranceIndex: 9 }) }));
    expect(error.path).toBe("custom/mine.conclude.utteranceIndex");
  });

  it("is checked where the rules are given instead of ours", async () => {
    const analyzer = await testAnalyzer({ model: false, rules: [...rules, saying({ ...good, confidence: 2 })] });
    expect(() => analyzer.analyze(call)).toThrow(/custom\/mine\.propose.*confidence/u);
  });
});

describe("a rule of one's own that throws", () => {
  it("is named, and what it threw is the cause; what was said is not repeated", async () => {
    const cause = new TypeError(`no such thing: ${text}`);
    const failing = () => {
      throw cause;
    };
    for (const [own, path] of [
      [rule({ propose: failing }), "custom/mine.propose(utterances[0])"],
      [rule({ conclude: failing }), "custom/mine.conclude"],
    ] as const) {
      const error = await refusal(own);
      expect(error).toMatchObject({ name: "KikimimiError", code: "bad-configuration", path, cause });
      expect(error.message).toMatch(/規則の中で例外が起きました: TypeError/u);
      expect(error.messageIn("en")).toMatch(/the rule threw: TypeError/u);
      expect(error.message).not.toContain("月見");
    }
  });

  it("keeps its own `this`", async () => {
    const own: Rule = {
      ...saying(null),
      propose() {
        return this.id === "custom/mine" ? good : null;
      },
    };
    expect((await analyse(own)).findings).toHaveLength(1);
  });
});
