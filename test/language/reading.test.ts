import { beforeAll, describe, expect, it } from "vitest";
import { countMorae, lineReading, splitMorae, toKatakana } from "../../src/language/reading.js";
import { Tokenizer } from "../../src/language/tokenizer.js";
import { sharedDictionary } from "./shared-dictionary.js";

let tokenizer: Tokenizer;
beforeAll(async () => {
  tokenizer = new Tokenizer(await sharedDictionary());
}, 60_000);

describe("kana", () => {
  it("becomes katakana and nothing else changes", () => {
    expect(toKatakana("せいねんがっぴはヴァーゝ漢字ab")).toBe("セイネンガッピハヴァーヽ漢字ab");
  });

  it.each([
    ["キャッシュカード", ["キャ", "ッ", "シュ", "カ", "ー", "ド"]],
    ["アンショウバンゴウ", ["ア", "ン", "ショ", "ウ", "バ", "ン", "ゴ", "ウ"]],
    ["フィー𠮷", ["フィ", "ー", "𠮷"]],
    ["", []],
  ])("%s has its morae", (reading, morae) => {
    expect(splitMorae(reading)).toEqual(morae);
    expect(countMorae(reading)).toBe(morae.length);
  });
});

describe("the reading of a line", () => {
  it("leads back to the words", () => {
    const morphemes = tokenizer.tokenize("生年月日をどうぞ");
    const { text, morphemeAt, startOf } = lineReading(morphemes);
    expect(text).toBe("セイネンガッピヲドウゾ");
    expect([...morphemeAt]).toEqual([0, 0, 0, 0, 0, 0, 0, 1, 2, 2, 2]);
    expect([...startOf]).toEqual([0, 7, 8, 11]);
    for (const [i, morpheme] of morphemes.entries()) {
      expect(text.slice(startOf[i], startOf[i + 1])).toBe(morpheme.reading);
    }
  });
});

describe("all readings of a word", () => {
  it("are those of the dictionary, each once", () => {
    expect(tokenizer.readingsOf("静")).toContain("セイ");
    const readings = tokenizer.readingsOf("生");
    expect(new Set(readings).size).toBe(readings.length);
    expect(readings).toEqual(expect.arrayContaining(["ナマ", "ショウ"]));
  });

  it("are none where the dictionary has no such word", () => {
    for (const surface of ["", "𠮷", "\ud842", "\0", "ヒバリテレコムズン", "生年月"]) {
      expect(tokenizer.readingsOf(surface)).toEqual([]);
    }
  });
});
