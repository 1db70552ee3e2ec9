import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KikimimiError } from "../../src/errors.js";
import { decodeText, detectEncoding, type Encoding, parseEncoding } from "../../src/formats/index.js";
import { bytes, callWords, errorOf, lines, readOne, said } from "./fixtures.js";

/** Bytes written out by hand: the platform decodes these encodings but does not encode them. */
const sjis: Record<string, number[]> = {
  お: [0x82, 0xa8],
  客: [0x8b, 0x71],
  様: [0x97, 0x6c],
  "①": [0x87, 0x40],
  髙: [0xfb, 0xfc],
  "~": [0x81, 0x60],
};

/** Encodes by trying every two-byte sequence once. */
function encoder(encoding: Encoding): (text: string) => Uint8Array {
  const table = new Map<string, number[]>();
  const decoder = new TextDecoder(encoding, { fatal: true });
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      try {
        const char = decoder.decode(Uint8Array.of(lead, trail));
        if ([...char].length === 1 && !table.has(char)) table.set(char, [lead, trail]);
      } catch {
        // Not a character.
      }
    }
  }
  return (text) => Uint8Array.from([...text].flatMap((char) => table.get(char) ?? [char.charCodeAt(0)]));
}

const inSjis = encoder("shift_jis");
const inEuc = encoder("euc-jp");

/** ISO-2022-JP is EUC-JP with the high bits off, between escapes. */
function inJis(text: string): Uint8Array {
  const out: number[] = [];
  let wide = false;
  for (const char of text) {
    const code = inEuc(char);
    const next = code.length === 2;
    if (next !== wide) out.push(0x1b, ...(next ? [0x24, 0x42] : [0x28, 0x42]));
    wide = next;
    out.push(...[...code].map((byte) => byte & 0x7f));
  }
  if (wide) out.push(0x1b, 0x28, 0x42);
  return Uint8Array.from(out);
}

function inUtf16(text: string, big: boolean, mark: boolean): Uint8Array {
  return Uint8Array.from(
    [...(mark ? "\ufeff" : ""), ...text.split("")].flatMap((unit) => {
      const code = unit.charCodeAt(0);
      return big ? [code >> 8, code & 255] : [code & 255, code >> 8];
    }),
  );
}

const typed = `オペレーター:${said.greeting}\nお客様:${said.question}\nオペレーター:${said.name}\nお客様:${said.answer}\n`;

describe("encodings", () => {
  it.each<[string, Encoding, Uint8Array]>([
    ["UTF-8", "utf-8", bytes(typed)],
    ["UTF-8 with a mark", "utf-8", bytes(`\ufeff${typed}`)],
    ["UTF-16LE with a mark", "utf-16le", inUtf16(typed, false, true)],
    ["UTF-16LE without", "utf-16le", inUtf16(typed, false, false)],
    ["UTF-16BE with a mark", "utf-16be", inUtf16(typed, true, true)],
    ["UTF-16BE without", "utf-16be", inUtf16(typed, true, false)],
    ["Shift_JIS", "shift_jis", inSjis(typed)],
    ["EUC-JP", "euc-jp", inEuc(typed)],
    ["ISO-2022-JP", "iso-2022-jp", inJis(typed)],
  ])("%s is detected, and the text comes back whole", (_, encoding, content) => {
    expect(detectEncoding(content)).toBe(encoding);
    expect(decodeText(content).text).toBe(typed);
    expect(lines(readOne(content))).toEqual(callWords);
    expect(lines(readOne(content, { encoding }))).toEqual(callWords);
  });

  it("takes the extensions of CP932", () => {
    const content = Uint8Array.from(Object.values(sjis).flat());
    expect(decodeText(content, parseEncoding("CP932")).text.normalize("NFKC")).toBe("お客様1髙~");
  });

  it("tells Shift_JIS and EUC-JP apart for any Japanese text", () => {
    const kana = fc.stringMatching(/^[ぁ-んァ-ヶ、。]{4,40}$/);
    fc.assert(
      fc.property(kana, (text) => {
        expect(decodeText(inSjis(text)).text).toBe(text);
        expect(decodeText(inEuc(text)).text).toBe(text);
      }),
      { numRuns: 200 },
    );
  });
});

describe("wrong bytes", () => {
  it.each<[string, Encoding | undefined, Uint8Array, number]>([
    ["a stray byte in UTF-8", "utf-8", Uint8Array.from([...bytes("お客様"), 0x82, 0x41]), 9],
    ["UTF-8 cut in a character", "utf-8", bytes("お客様").subarray(0, 8), 6],
    ["an impossible Shift_JIS trail", "shift_jis", Uint8Array.of(0x41, 0x82, 0xa8, 0x82, 0x20), 3],
    ["half a surrogate pair", "utf-16le", Uint8Array.of(0x42, 0x30, 0x00, 0xd8, 0x42, 0x30), 2],
    ["Shift_JIS forced as UTF-8", "utf-8", Uint8Array.of(0x61, 0x82, 0xa8), 1],
    ["what is in no encoding", undefined, Uint8Array.from([...bytes("お客様の"), 0xff, 0xff]), 12],
  ])("%s is an error with its offset", (_, encoding, content, offset) => {
    const decode = (): unknown => decodeText(content, encoding);
    expect(decode).toThrow(KikimimiError);
    expect(errorOf(content, encoding ? { encoding } : {})).toMatchObject({
      code: "bad-encoding",
      path: `byte ${offset}`,
    });
  });

  it("never yields a replacement character", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (content) => {
        let text = "";
        try {
          text = decodeText(content).text;
        } catch (error) {
          expect((error as KikimimiError).code).toBe("bad-encoding");
        }
        // A file may hold the character itself, written out.
        const written =
          Buffer.from(content).includes(Buffer.from("\ufffd")) ||
          text.includes("\ufffd") === false ||
          /^utf-16/.test(detectEncoding(content));
        expect(written).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("says that a text was damaged before it came here", () => {
    expect(readOne("オペレーター:お\ufffd\ufffd\nお客様:はい").warnings.map((w) => w.code)).toContain("damaged-text");
  });

  it("knows the names people use, and no others", () => {
    expect(["SJIS", "cp932", "UTF8", "utf-16", "EUC", "jis"].map(parseEncoding)).toEqual([
      "shift_jis",
      "shift_jis",
      "utf-8",
      "utf-16le",
      "euc-jp",
      "iso-2022-jp",
    ]);
    expect(() => parseEncoding("latin1")).toThrow(/知らない文字コード/);
  });
});
