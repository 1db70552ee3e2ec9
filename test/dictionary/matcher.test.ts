import { beforeAll, describe, expect, it } from "vitest";
import { compileDictionaries } from "../../src/dictionary/compile.js";
import type { Cue } from "../../src/dictionary/matcher.js";
import type { Tokenizer } from "../../src/language/index.js";
import { sharedTokenizer } from "../engine.js";

let tokenizer: Tokenizer;
beforeAll(async () => {
  tokenizer = await sharedTokenizer();
});

const find = (phrases: string[], text: string): Cue[] =>
  compileDictionaries(
    [{ name: "t", cues: { c: { about: "t", entries: [{ phrases, match: ["x"], ignore: [], fuzzy: false }] } } }],
    (t) => tokenizer.tokenize(t),
  ).match(tokenizer.tokenize(text), "agent");

const quotes = (phrases: string[], text: string) => find(phrases, text).map((c) => text.slice(c.start, c.end));

describe("a phrase", () => {
  it.each([
    ["教えてください", "生年月日を教えてくださいますか"],
    ["切っていただく", "お電話を切って頂いて構いません"],
    ["契約する", "先ほど契約しましたよね"],
    ["電気代…安くなる", "電気代のほうがですね、かなり安くなりますので"],
    ["(今日|本日)中", "本日中にお願いします"],
  ])("%s is found in %s", (phrase, text) => {
    expect(find([phrase], text)).toHaveLength(1);
  });

  it.each([
    ["電気代…安くなる", "電気代の件です。水道代が安くなります"],
    ["契約する", "解約しました"],
    ["(今日|本日)中", "来週中にお願いします"],
  ])("%s is not found in %s", (phrase, text) => {
    expect(find([phrase], text)).toEqual([]);
  });

  it("of three parts is found with a gap after each, in their order only", () => {
    const phrase = "今日…電話…電気代";
    expect(quotes([phrase], "今日はですね、お電話をしましたのは電気代の件で")).toEqual([
      "今日はですね、お電話をしましたのは電気代",
    ]);
    expect(find([phrase], "今日は電気代のことでお電話をしました")).toEqual([]);
    expect(find([phrase], "今日はですね、電気代のことで")).toEqual([]);
  });

  it("is found among thousands of others", () => {
    const many = Array.from({ length: 3000 }, (_, i) => `"言葉${i}"電気`);
    for (const i of [0, 1234, 2999]) expect(quotes(many, `その言葉${i}電気の件です`)).toEqual([`言葉${i}電気`]);
    expect(find(many, "その言葉3000電気の件です")).toEqual([]);
  });

  it("points at the original text, whatever stands before it", () => {
    expect(quotes(["生年月日"], "😀𠮷田様、生 年 月 日を")).toEqual(["生 年 月 日"]);
  });

  it("is found in kana, and says that it was by its reading", () => {
    expect(find(["教える"], "おしえてください")).toMatchObject([{ via: "reading" }]);
    expect(find(["教える"], "教えてください")).toMatchObject([{ via: "form" }]);
  });

  it("takes kanji of the same sound for itself only where it is written in kana", () => {
    expect(find(["お渡し"], "私が参ります")).toEqual([]);
    expect(find(["お渡し", "私"], "書類をお渡しします")).toHaveLength(1);
    expect(find(["わかる"], "すぐ判ります")).toMatchObject([{ via: "reading" }]);
  });

  it("finds its second part though another beginning stands inside it", () => {
    expect(find(["(同じ|何度)…(何度|言う)"], "同じことを何度も")).toHaveLength(1);
  });

  it("does not stretch over a stop", () => {
    expect(find(["必ず…儲かる"], "必ずご確認ください。儲かります。")).toEqual([]);
  });
});

describe("polarity", () => {
  it.each([
    ["お聞きする", "こちらからお聞きすることは一切ございません", "negated"],
    ["儲かる", "必ず儲かります", "asserted"],
    ["儲かる", "儲かるとは申し上げられません", "negated"],
    ["決める", "今日決めていただかないと困ります", "conditional-pressure"],
    ["決める", "今日決めていただけますか", "question"],
  ])("%s in %s is %s", (phrase, text, polarity) => {
    expect(find([phrase], text).map((c) => c.polarity)).toEqual([polarity]);
  });

  it("does not take 間違いない for a denial", () => {
    expect(find(["儲かる"], "儲かること間違いないです").map((c) => c.polarity)).toEqual(["asserted"]);
  });
});
