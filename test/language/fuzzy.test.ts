import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { ReadingIndex } from "../../src/language/fuzzy.js";
import { Tokenizer } from "../../src/language/tokenizer.js";
import { pieces, sentences } from "./sentences.js";
import { sharedDictionary } from "./shared-dictionary.js";

const words = {
  生年月日: "せいねんがっぴ",
  口座番号: "コウザバンゴウ",
  暗証番号: "アンショウバンゴウ",
  電話番号: "デンワバンゴウ",
  お客様番号: "オキャクサマバンゴウ",
  クーリングオフ: "クーリングオフ",
  元本保証: "ガンポンホショウ",
  違約金: "イヤクキン",
  差し押さえ: "サシオサエ",
  契約: "ケイヤク",
  住所: "ジュウショ",
};

let tokenizer: Tokenizer;
let index: ReadingIndex<string>;

beforeAll(async () => {
  tokenizer = new Tokenizer(await sharedDictionary());
  const entries = Object.entries(words).map(([key, reading]) => ({ key, reading }));
  index = new ReadingIndex(entries, (surface) => tokenizer.readingsOf(surface));
}, 60_000);

/** What is found, with the place in the original. */
function find(text: string): string[] {
  const matches = index.find(tokenizer.tokenize(text));
  return matches.map(({ key, start, end, distance }) => `${key} ${text.slice(start, end)} ${distance}`);
}

describe("words that sound the same", () => {
  it.each([
    ["静年月日を教えてください", "生年月日 静年月日 0"],
    ["せいねんがっぴをお願いします", "生年月日 せいねんがっぴ 0"],
    ["あの 静 年月日 を", "生年月日 静 年月日 0"],
    ["安生番号をどうぞ", "暗証番号 安生番号 0"],
    ["暗唱番号は", "暗証番号 暗唱番号 0"],
    ["口座番ごう", "口座番号 口座番ごう 0"],
    ["ｺｳｻﾞﾊﾞﾝｺﾞｳを", "口座番号 ｺｳｻﾞﾊﾞﾝｺﾞｳ 0"],
    ["けい約します", "契約 けい約 0"],
    ["😀くーりんぐおふです", "クーリングオフ くーりんぐおふ 0"],
    ["クーリング・オフです", "クーリングオフ クーリング・オフ 0"],
    ["電話番号です", "電話番号 電話番号 0"],
  ])("are found in %s", (text, match) => {
    expect(find(text)).toEqual([match]);
  });
});

describe("one wrong kana", () => {
  it.each([
    ["違訳金がかかります", "違約金 違訳金 1"],
    ["がん本ほしょうですから", "元本保証 がん本ほしょう 1"],
    ["クーリンオ府は", "クーリングオフ クーリンオ府 1"],
  ])("is forgiven in noise: %s", (text, match) => {
    expect(find(text)).toEqual([match]);
  });

  it.each([
    "認証番号をお伝えください",
    "会員番号をお願いします",
    "この番号におかけください",
    "このばんごうに",
    "いたい番号です",
    "お客さん番号",
    "予約金をいただきます",
    "要約し直します",
    "計略です",
  ])("never makes a common word into another: %s", (text) => {
    expect(find(text)).toEqual([]);
  });

  it("does not swallow the neighbours of a match", () => {
    expect(find("お電話番号とご住所")).toEqual(["電話番号 電話番号 0"]);
  });
});

describe("the index", () => {
  it("leaves out readings of fewer than four morae", () => {
    expect(find("ご住所は")).toEqual([]);
  });

  it("gives every key of a reading", () => {
    const twice = new ReadingIndex([
      { reading: "けいやく", key: 1 },
      { reading: "ケイヤク", key: 2 },
    ]);
    expect(twice.find(tokenizer.tokenize("契約")).map((match) => match.key)).toEqual([1, 2]);
  });

  it("finds further spellings of a mishearing", () => {
    const more = new ReadingIndex([{ reading: "クチザバンゴウ", key: "口座番号" }]);
    const text = "くちざばんごうをお願いします";
    const [match] = more.find(tokenizer.tokenize(text));
    expect(text.slice(match?.start, match?.end)).toBe("くちざばんごう");
  });

  it("stays inside any text and says where the morphemes are", () => {
    const noise = fc.array(fc.constantFrom(...pieces, ...sentences, ...Object.keys(words), ...Object.values(words)), {
      maxLength: 15,
    });
    fc.assert(
      fc.property(noise, (parts) => {
        const text = parts.join("");
        const morphemes = tokenizer.tokenize(text);
        for (const { from, to, start, end } of index.find(morphemes)) {
          expect(start).toBe(morphemes[from]?.start);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(morphemes[to - 1]?.end ?? -1);
          expect(end).toBeGreaterThan(morphemes[to - 1]?.start ?? Number.POSITIVE_INFINITY);
        }
      }),
      { numRuns: 300 },
    );
  });
});
