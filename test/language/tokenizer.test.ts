import { createRequire } from "node:module";
import { dirname } from "node:path";
import fc from "fast-check";
import kuromoji from "kuromoji";
import { beforeAll, describe, expect, it } from "vitest";
import type { Dictionary } from "../../src/language/dictionary-data.js";
import { Lattice } from "../../src/language/lattice.js";
import { loadTokenizer } from "../../src/language/load-node.js";
import { normalize } from "../../src/language/normalize.js";
import type { Tokenizer } from "../../src/language/tokenizer.js";
import { pieces, sentences } from "./sentences.js";
import { sharedDictionary } from "./shared-dictionary.js";

let dictionary: Dictionary;
let tokenizer: Tokenizer;
let peer: kuromoji.Tokenizer<kuromoji.IpadicFeatures>;

beforeAll(async () => {
  dictionary = await sharedDictionary();
  tokenizer = await loadTokenizer({ dictionary });
  const dicPath = dirname(createRequire(import.meta.url).resolve("kuromoji/dict/base.dat.gz"));
  peer = await new Promise((resolve, reject) => {
    kuromoji.builder({ dicPath }).build((error, built) => (error ? reject(error) : resolve(built)));
  });
}, 60_000);

/** What kuromoji itself says, in the shape of our morphemes; it has no reading for unknown words. */
function expected(spelled: string) {
  return peer.tokenize(spelled).map((token) => ({
    surface: token.surface_form,
    pos: token.pos,
    posDetail: token.pos_detail_1,
    posDetail2: token.pos_detail_2,
    conjugationType: token.conjugated_type,
    conjugationForm: token.conjugated_form,
    base: token.basic_form === "*" ? token.surface_form : token.basic_form,
    known: token.word_type === "KNOWN",
    ...(token.word_type === "KNOWN" && token.reading && token.reading !== "*" ? { reading: token.reading } : {}),
  }));
}

function agrees(text: string) {
  const spelled = normalize(text).text;
  // kuromoji throws on lone surrogates and counts pairs wrongly, and 〓 is a noun to us alone.
  if (/[\ud800-\udfff〓]/.test(spelled)) return;
  expect(tokenizer.tokenize(text)).toMatchObject(expected(spelled));
}

const lines = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join(""));
const mixed = fc.array(fc.oneof(fc.constantFrom(...sentences), lines), { maxLength: 4 }).map((parts) => parts.join(""));

describe("the same words as kuromoji", () => {
  it.each(sentences)("%s", (text) => {
    agrees(text);
    agrees(text.replace(/[、。]/g, ""));
  });

  it("on random text", () => {
    fc.assert(fc.property(lines, agrees), { numRuns: 1500 });
  });

  it("on random pieces of sentences", () => {
    fc.assert(
      fc.property(mixed, fc.nat(), fc.nat(), (text, from, size) => {
        const start = text.length === 0 ? 0 : from % text.length;
        agrees(text.slice(start, start + (size % 60)));
      }),
      { numRuns: 500 },
    );
  });
});

describe("offsets", () => {
  const wild = fc.array(
    fc.oneof(
      fc.constantFrom(
        ...pieces,
        "😀",
        "𠮷",
        "\ud842",
        "\udfb7",
        "ｶﾞ",
        "か\u3099",
        "[PII]",
        "***",
        "\r\n",
        "\u200b",
        "\0",
      ),
      fc.string({ unit: "binary", maxLength: 4 }),
    ),
    { maxLength: 40 },
  );

  it("are in order, do not overlap and spell the surface", () => {
    fc.assert(
      fc.property(wild, (parts) => {
        const text = parts.join("");
        const spelled = normalize(text).text;
        const morphemes = tokenizer.tokenize(text);
        let end = 0;
        for (const morpheme of morphemes) {
          expect(morpheme.start).toBeGreaterThanOrEqual(end);
          expect(morpheme.end).toBeGreaterThanOrEqual(morpheme.start);
          end = morpheme.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
        expect(morphemes.map((m) => m.surface).join("")).toBe(spelled);
      }),
      { numRuns: 1000 },
    );
  });

  it("lead to the original of each word", () => {
    const text = "😀 ｶﾞｽ 料金の 生年\r\n月日は𠮷野[PII]様、ＡＴＭ";
    const found = Object.fromEntries(tokenizer.tokenize(text).map((m) => [m.surface, text.slice(m.start, m.end)]));
    expect(found).toMatchObject({
      ガス: "ｶﾞｽ",
      料金: "料金",
      生年月日: "生年\r\n月日",
      "〓": "[PII]",
      様: "様",
      atm: "ＡＴＭ",
    });
  });

  it("give the words of one character its range once", () => {
    const [first, ...others] = tokenizer.tokenize("㎡").map(({ start, end }) => ({ start, end }));
    expect(first).toEqual({ start: 0, end: 1 });
    expect(others).toHaveLength(1);
    for (const other of others) expect(other).toEqual({ start: 1, end: 1 });
  });
});

describe("words outside the dictionary", () => {
  it("have themselves as base and reading", () => {
    const word = tokenizer.tokenize("ヒバリテレコムズンです")[0];
    expect(word).toMatchObject({
      surface: "ヒバリテレコムズン",
      base: "ヒバリテレコムズン",
      reading: "ヒバリテレコムズン",
      known: false,
    });
  });

  it("keep surrogate pairs whole, alone and in runs", () => {
    const surfaces = tokenizer.tokenize("𠮷😀😀です").map((m) => m.surface);
    expect(surfaces.at(-1)).toBe("です");
    expect(surfaces.slice(0, -1).join("")).toBe("𠮷😀😀");
    for (const surface of surfaces) expect(surface).not.toMatch(/^[\udc00-\udfff]|[\ud800-\udbff]$/);
  });

  it("read a redacted word as a noun", () => {
    for (const text of ["[NAME]様でいらっしゃいますか", "お名前は***です", "{address}にお住まいの"]) {
      expect(tokenizer.tokenize(text).find((m) => m.surface === "〓")).toMatchObject({ pos: "名詞", known: false });
    }
  });
});

describe("long text without punctuation", () => {
  const words = (lattice: Lattice, text: string) => {
    lattice.clear();
    lattice.split(text, 0, text.length);
    return [[...lattice.ends.subarray(0, lattice.count)], [...lattice.ids.subarray(0, lattice.count)]];
  };

  it("has the same words however much of the lattice is kept", () => {
    const whole = new Lattice(dictionary, Number.POSITIVE_INFINITY);
    const cut = [8, 64, 300].map((window) => new Lattice(dictionary, window));
    const long = fc.array(fc.oneof(mixed, lines, fc.constantFrom("あああああああ", "すももももも", "aaaa1111ーーー")), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(long, (parts) => {
        const text = parts.join("").replace(/[、。]/g, "");
        const uncut = words(whole, text);
        for (const lattice of cut) expect(words(lattice, text)).toEqual(uncut);
      }),
      { numRuns: 150 },
    );
  });

  it("has the words of its parts, many times over", () => {
    const line = "お客様の生年月日とご住所を教えていただけますか";
    const once = tokenizer.tokenize(`${line}${line}${line}`).map((m) => m.surface);
    const third = once.slice(once.length / 3, (once.length / 3) * 2);
    const long = tokenizer.tokenize(line.repeat(3000));
    expect(long).toHaveLength(third.length * 3000);
    expect(long.slice(third.length * 1500, third.length * 1501).map((m) => m.surface)).toEqual(third);
    expect(long.at(-1)?.end).toBe(line.length * 3000);
  });

  it("may be one endless word", () => {
    for (const unit of ["a", "ア", "😀", "1"]) {
      const text = unit.repeat(50_000);
      expect(tokenizer.tokenize(text).map((m) => m.surface)).toEqual([text]);
    }
  });
});

it("knows family names by their writing, as one word or several", () => {
  expect(["佐藤", "望月", "三宅"].filter((name) => tokenizer.isSurname(name))).toHaveLength(3);
  expect(["窓口", "電話", "本部", "かぎろい"].filter((text) => tokenizer.isSurname(text))).toEqual([]);
});
