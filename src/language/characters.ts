/** What a redaction mark becomes: a character no recogniser writes, read as a noun. */
export const PLACEHOLDER = "〓";

/** What normalising has to do with a UTF-16 unit. */
export const Kind = {
  /** Anything that needs a look: NFKC, lower case, surrogates. */
  other: 0,
  /** Stands for itself. */
  plain: 1,
  /** Belongs to the character before it. */
  mark: 2,
  /** White space. */
  space: 3,
  /** Leaves no trace: control, zero-width and direction characters. */
  dropped: 4,
  /** May begin a redaction mark. */
  bracket: 5,
  /** ー and 〜, of which a run says no more than one. */
  long: 6,
} as const;

const kinds = /* @__PURE__ */ buildKinds();

export function characterKind(code: number): number {
  return kinds[code] ?? Kind.other;
}

function buildKinds(): Uint8Array {
  const table = new Uint8Array(0x10000);
  const fill = (kind: number, ...ranges: (number | [number, number])[]) => {
    for (const range of ranges) {
      if (typeof range === "number") table[range] = kind;
      else table.fill(kind, range[0], range[1] + 1);
    }
  };
  fill(Kind.plain, [0x30, 0x39], [0x61, 0x7a]);
  // 、。〃々〆〇 and brackets, hiragana, katakana, ideographs, ！ ？ （ ）
  fill(Kind.plain, [0x3001, 0x3011], [0x3041, 0x3096], [0x30a1, 0x30fb], [0x30fd, 0x30fe], [0x4e00, 0x9fff]);
  fill(Kind.plain, 0xff01, 0xff08, 0xff09, 0xff1f);
  fill(Kind.mark, [0x0300, 0x036f], [0x1ab0, 0x1aff], [0x1dc0, 0x1dff], [0x20d0, 0x20ff], [0xfe20, 0xfe2f]);
  fill(Kind.mark, 0x3099, 0x309a, 0xff9e, 0xff9f, [0xfe00, 0xfe0f]);
  // First half of the supplementary variation selectors and tags.
  fill(Kind.mark, 0xdb40);
  fill(Kind.long, 0x30fc, 0x301c);
  fill(Kind.dropped, [0x00, 0x08], [0x0e, 0x1f], [0x7f, 0x84], [0x86, 0x9f], 0xad, 0x034f, 0x061c, 0x180e);
  fill(Kind.dropped, [0x200b, 0x200f], [0x202a, 0x202e], [0x2060, 0x206f], 0xfeff, [0xfff9, 0xfffb]);
  fill(Kind.space, [0x09, 0x0d], 0x20, 0x85, 0xa0, 0x1680, [0x2000, 0x200a], 0x2028, 0x2029, 0x202f, 0x205f, 0x3000);
  for (const mark of "[{<*［｛＜＊【●○◯〇■×✕△▲") fill(Kind.bracket, mark.charCodeAt(0));
  return table;
}

/** Whether words of this character's script are set apart by spaces: Latin, Greek, Cyrillic, digits …, Hangul. */
export function keepsSpaces(code: number): boolean {
  return code < 0x2e80 || (code >= 0xac00 && code <= 0xd7af);
}

const MARKS = [
  // [PII] [BANK_ACCOUNT_NUMBER] {{name}} <ADDRESS> 【NAME】
  /\[{1,2}[A-Za-z][A-Za-z0-9_ -]{0,40}\]{1,2}|［[A-Za-zＡ-Ｚａ-ｚ][A-Za-zＡ-Ｚａ-ｚ0-9＿_ -]{0,40}］/y,
  /\{{1,2} ?[A-Za-z][A-Za-z0-9_. -]{0,40}\}{1,2}|｛[A-Za-zＡ-Ｚａ-ｚ][A-Za-zＡ-Ｚａ-ｚ＿_]{0,40}｝/y,
  /<[A-Z][A-Z0-9_ -]{1,40}>|＜[Ａ-ＺA-Z][Ａ-ＺA-Z＿_]{1,40}＞|【[A-Za-zＡ-Ｚａ-ｚ][A-Za-zＡ-Ｚａ-ｚ＿_ ]{0,40}】/y,
  // *** ●● ○○ ■■ ×× △△
  /[*＊]{2,}|[●○◯]{2,}|■{2,}|[×✕]{2,}|[△▲]{2,}|〇{2,}(?![〇一二三四五六七八九十百千万億0-9０-９年月日円])/y,
];

/** Where the redaction mark that begins at `at` ends, or `at` when none does. */
export function redactionMark(text: string, at: number): number {
  if (text.charAt(at) === "〇" && /[一二三四五六七八九十百千万億0-9０-９]/.test(text.charAt(at - 1))) return at;
  for (const mark of MARKS) {
    mark.lastIndex = at;
    if (mark.test(text)) return mark.lastIndex;
  }
  return at;
}
