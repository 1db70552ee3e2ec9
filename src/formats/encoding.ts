import { KikimimiError } from "../errors.js";
import { nearest } from "../nearest.js";
import { byName } from "../transcript/by-name.js";

export const encodings = ["utf-8", "utf-16le", "utf-16be", "shift_jis", "euc-jp", "iso-2022-jp"] as const;
export type Encoding = (typeof encodings)[number];

const aliases = byName<Encoding>({
  utf8: "utf-8",
  "utf-8": "utf-8",
  "utf-8-sig": "utf-8",
  utf16: "utf-16le",
  "utf-16": "utf-16le",
  utf16le: "utf-16le",
  "utf-16le": "utf-16le",
  utf16be: "utf-16be",
  "utf-16be": "utf-16be",
  unicode: "utf-16le",
  shift_jis: "shift_jis",
  "shift-jis": "shift_jis",
  shiftjis: "shift_jis",
  sjis: "shift_jis",
  cp932: "shift_jis",
  ms932: "shift_jis",
  "windows-31j": "shift_jis",
  euc: "euc-jp",
  eucjp: "euc-jp",
  "euc-jp": "euc-jp",
  "iso-2022-jp": "iso-2022-jp",
  iso2022jp: "iso-2022-jp",
  jis: "iso-2022-jp",
});

/**
 * The encoding a user names, in any of its usual spellings (CP932 is Shift_JIS here: the decoder takes the extensions).
 * @throws KikimimiError `bad-option` for a name that is none
 */
export function parseEncoding(name: string): Encoding {
  // Without types anything may come.
  const written: unknown = name;
  const found = typeof written === "string" ? aliases[written.trim().toLowerCase()] : undefined;
  if (found) return found;
  throw new KikimimiError(
    "bad-option",
    { ja: "知らない文字コードです", en: "there is no such encoding" },
    {
      path: "encoding",
      expected: encodings.join(" | "),
      hint: typeof written === "string" ? nearest(written.toLowerCase(), encodings) : undefined,
    },
  );
}

/**
 * Decodes a file's bytes, strictly: a byte that does not belong is an error, never a replacement character.
 * The encoding is detected from the bytes unless it is given. A byte order mark is removed.
 * @throws KikimimiError `bad-encoding` with the offset of the first byte that does not fit; `bad-option` for an encoding
 *   that is none
 */
export function decodeText(bytes: Uint8Array, encoding?: Encoding): { text: string; encoding: Encoding } {
  const chosen = encoding === undefined ? detectEncoding(bytes) : parseEncoding(encoding);
  const text = tryDecode(bytes, chosen);
  if (text !== undefined) return { text, encoding: chosen };
  throw new KikimimiError(
    "bad-encoding",
    { ja: `${chosen} として読めないバイトがあります`, en: `there are bytes that are not ${chosen}` },
    {
      path: `byte ${firstBadByte(bytes, chosen)}`,
      expected: encoding
        ? chosen
        : {
            ja: "UTF-8、UTF-16、Shift_JIS、EUC-JP、ISO-2022-JP のどれか",
            en: "UTF-8, UTF-16, Shift_JIS, EUC-JP or ISO-2022-JP",
          },
      hint: {
        ja: "--encoding で文字コードを指定するか、UTF-8 で保存し直してください",
        en: "name it with --encoding, or save it as UTF-8",
      },
    },
  );
}

/** The encoding that the bytes are in, or, where they are in none, the one that fits furthest. */
export function detectEncoding(bytes: Uint8Array): Encoding {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8";
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  const wide = detectUtf16(bytes);
  if (wide) return wide;
  if (hasJisEscape(bytes)) return "iso-2022-jp";
  if (tryDecode(bytes, "utf-8") !== undefined) return "utf-8";
  const [best] = (["shift_jis", "euc-jp"] as const)
    .map((encoding) => ({ encoding, score: japaneseShare(tryDecode(bytes, encoding)) }))
    .sort((x, y) => y.score - x.score);
  if (best && best.score > 0) return best.encoding;
  return (["utf-8", "shift_jis", "euc-jp"] as const)
    .map((encoding) => ({ encoding, offset: firstBadByte(bytes, encoding) }))
    .reduce((x, y) => (y.offset > x.offset ? y : x)).encoding;
}

function tryDecode(bytes: Uint8Array, encoding: Encoding): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** UTF-16 without a mark: Japanese has its kana under 0x30 and its line ends and digits under 0x00, on one side only. */
function detectUtf16(bytes: Uint8Array): Encoding | undefined {
  const length = Math.min(bytes.length & ~1, 4096);
  if (length < 4 || bytes.length % 2 !== 0) return undefined;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0) even++;
    if (bytes[i + 1] === 0) odd++;
  }
  // A zero byte is in no other text encoding.
  if (even + odd === 0) return undefined;
  const encoding = odd > even ? "utf-16le" : "utf-16be";
  const text = tryDecode(bytes, encoding);
  if (text === undefined || Math.min(even, odd) > length / 20 || text.includes("\u0000")) return undefined;
  return encoding;
}

/** ESC $ @, ESC $ B, ESC ( J, ESC ( B among seven-bit bytes. */
function hasJisEscape(bytes: Uint8Array): boolean {
  let found = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    if (byte >= 0x80) return false;
    if (byte === 0x1b && (bytes[i + 1] === 0x24 || bytes[i + 1] === 0x28)) found = true;
  }
  return found;
}

/** How much of what is beyond ASCII reads as ordinary Japanese; half-width kana is what EUC-JP looks like as Shift_JIS. */
function japaneseShare(text: string | undefined): number {
  if (text === undefined) return 0;
  let wide = 0;
  let score = 0;
  for (const char of text.slice(0, 100_000)) {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x80) continue;
    wide++;
    if ((code >= 0x3040 && code <= 0x30ff) || (code >= 0x3000 && code <= 0x3002)) score += 1;
    else if (code >= 0x4e00 && code <= 0x9fff) score += 0.5;
    else if (code >= 0xff01 && code <= 0xff5e) score += 0.5;
    else if (code >= 0xff61 && code <= 0xff9f) score += 0.1;
  }
  return wide === 0 ? 0.01 : 0.01 + score / wide;
}

/** Offset of the first byte of the first sequence that is not in the encoding. */
function firstBadByte(bytes: Uint8Array, encoding: Encoding): number {
  const fits = (end: number, stream: boolean): boolean => {
    try {
      new TextDecoder(encoding, { fatal: true }).decode(bytes.subarray(0, end), { stream });
      return true;
    } catch {
      return false;
    }
  };
  let low = 0;
  let high = bytes.length + 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (middle <= bytes.length && fits(middle, true)) low = middle;
    else high = middle;
  }
  // `low` bytes were taken; the last of them may have begun the bad sequence.
  for (let end = low; end > low - 5 && end > 0; end--) if (fits(end, false)) return end;
  return low === 0 ? 0 : low;
}
