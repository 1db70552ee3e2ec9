import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalize } from "../../src/language/normalize.js";

const spell = (text: string) => normalize(text).text;

/** The original of a piece of the normalised text. */
function originalOf(text: string, piece: string): string {
  const normalized = normalize(text);
  const at = normalized.text.indexOf(piece);
  expect(at).toBeGreaterThanOrEqual(0);
  return text.slice(normalized.start(at), normalized.end(at + piece.length - 1));
}

describe("normalize", () => {
  it.each([
    ["ＡＴＭの１２３番", "atmの123番"],
    ["ｶﾞｽﾎﾞﾝﾍﾞ", "ガスボンベ"],
    ["か\u3099す", "がす"],
    ["お 名前 を お願い し ます", "お名前をお願いします"],
    ["お名前を\r\nお願い\t\u3000します", "お名前をお願いします"],
    ["Amazon  Prime の会員", "amazon primeの会員"],
    ["090 1234 5678", "090 1234 5678"],
    ["えーーーと〜〜～", "えーと〜"],
    ["ｴｰｰと", "エーと"],
    ["はい\u200b、そう\u202eです", "はい、そうです"],
    ["辻\u{e0100}さんと葛\ufe00さん", "辻さんと葛さん"],
    ["本当ですか?!", "本当ですか？！"],
    ["はい, 1,000円です.", "はい、1,000円です。"],
    ["えっと...はい……", "えっと。。。はい…"],
    ["⑩番の㌔と㍻と㈱山", "10番のキロと平成と株式会社山"],
    ["゛", "゛"],
    ["か \u3099とｶ\u200bﾞ", "か゛とカ゛"],
    ["𠮷野家👨‍👩‍👧", "𠮷野家👨👩👧"],
    ["あ\ud842い\udc00", "あ\ud842い\udc00"],
    ["", ""],
  ])("spells %j as %j", (text, expected) => {
    expect(spell(text)).toBe(expected);
  });

  it.each([
    "[PII]",
    "[BANK_ACCOUNT_NUMBER]",
    "{name}",
    "{{customer_name}}",
    "<ADDRESS>",
    "【NAME】",
    "［ＮＡＭＥ］",
    "***",
    "＊＊＊＊",
    "●●",
    "〇〇",
    "■■■",
  ])("turns the redaction mark %s into one placeholder", (mark) => {
    expect(spell(`お名前は${mark}様です`)).toBe("お名前は〓様です");
    expect(originalOf(`お名前は${mark}様です`, "〓")).toBe(mark);
  });

  it("leaves what only looks like a redaction mark", () => {
    expect(spell("二〇〇〇年")).toBe("二〇〇〇年");
    expect(spell("[笑]")).toBe("[笑]");
    expect(spell("2*3")).toBe("2*3");
  });

  it("leads back to what a piece was made from", () => {
    expect(originalOf("次に ｶﾞｽ の ﾎﾞﾝﾍﾞ を", "ガスのボンベ")).toBe("ｶﾞｽ の ﾎﾞﾝﾍﾞ");
    expect(originalOf("😀 生年\r\n月日😀", "生年月日")).toBe("生年\r\n月日");
    expect(originalOf("ええーーーと", "えーと")).toBe("えーーーと");
    expect(originalOf("この㌔です", "キロ")).toBe("㌔");
    expect(originalOf("か\u3099\u200bす", "がす")).toBe("か\u3099\u200bす");
    expect(originalOf("この𠮷野さん", "𠮷野")).toBe("𠮷野");
    expect(originalOf("辻\u{e0100}さん", "辻")).toBe("辻\u{e0100}");
  });

  const noise = fc.array(
    fc.oneof(
      fc.constantFrom(
        ..."あかがアガｶﾞﾊﾟｰーー〜～…漢字々、。？！?!,. \u3000\t\r\n𠮷😀",
        ..."ＡａAaÉİß１1①㌔㈱½[]{}<>*＊●〇〓",
      ),
      fc.constantFrom("\u3099", "\u309a", "\u0301", "\ufe0f", "\u{e0100}", "\u200b", "\u200d", "\u202e", "\0"),
      fc.constantFrom("[PII]", "{name}", "***", "\ud842", "\udc00", "\udb40"),
      fc.string({ unit: "binary", maxLength: 3 }),
    ),
    { maxLength: 40 },
  );
  const lines = noise.map((parts) => parts.join(""));

  it("keeps offsets in order, inside the original, one range a unit", () => {
    fc.assert(
      fc.property(lines, (text) => {
        const normalized = normalize(text);
        let start = 0;
        let end = 0;
        for (let i = 0; i < normalized.text.length; i++) {
          expect(normalized.start(i)).toBeGreaterThanOrEqual(start);
          expect(normalized.end(i)).toBeGreaterThanOrEqual(end);
          start = normalized.start(i);
          end = normalized.end(i);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("never splits a surrogate pair of the original", () => {
    fc.assert(
      fc.property(lines, (text) => {
        const normalized = normalize(text);
        const splits = (at: number) => at > 0 && /^[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(at - 1, at + 1));
        for (let i = 0; i < normalized.text.length; i++) {
          const low = /[\udc00-\udfff]/.test(normalized.text.charAt(i));
          if (!low) expect(splits(normalized.start(i))).toBe(false);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("maps every piece to an original that spells the same piece", () => {
    const parts = fc.array(
      fc.constantFrom(
        "ｶﾞ",
        "か\u3099",
        "Ａ",
        "７",
        " ",
        "\u3000",
        "漢",
        "な",
        "😀",
        "𠮷",
        "\u200b",
        "㌔",
        "[PII]",
        "。",
      ),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(parts, fc.nat(), fc.nat(), (words, from, size) => {
        const text = words.join("");
        const normalized = normalize(text);
        if (normalized.text === "") return;
        const a = from % normalized.text.length;
        const b = Math.min(normalized.text.length, a + 1 + (size % 5));
        const original = text.slice(normalized.start(a), normalized.end(b - 1));
        expect(spell(original)).toContain(normalized.text.slice(a, b).trim());
      }),
      { numRuns: 1000 },
    );
  });

  it("is settled after one pass over Japanese text", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(..."あｶﾞー〜？!Ａ1 漢字、(", "[PII]", "***")), (letters) => {
        const once = spell(letters.join(""));
        expect(spell(once)).toBe(once);
      }),
      { numRuns: 2000 },
    );
  });

  it("leaves every lone surrogate where it was", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("\ud842", "\udfb7", "あ", "A", " ")), (units) => {
        const surrogates = (text: string) => text.replace(/[^\ud800-\udfff]/g, "");
        const text = units.join("");
        expect(surrogates(spell(text))).toBe(surrogates(text));
      }),
    );
  });
});
