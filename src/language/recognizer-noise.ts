import type { Morpheme } from "./morpheme.js";

/** Words of these kinds are short and common, and recognisers get them right. */
const SOLID_KINDS = new Set(["助詞", "助動詞", "記号", "連体詞", "接続詞", "副詞", "感動詞", "フィラー", "形容詞"]);
const SOLID_DETAILS = new Set(["非自立", "代名詞", "数"]);

/**
 * Whether this is a word as the dictionary spells it, which nobody should take for a mishearing of another one. Noise is
 * what is left: unknown words, single ideographs, and nouns in hiragana.
 */
export function isSolid({ known, surface, pos, posDetail }: Morpheme): boolean {
  if (!known) return false;
  if (SOLID_KINDS.has(pos) || SOLID_DETAILS.has(posDetail)) return true;
  const inHiragana = isHiragana(surface);
  if (pos !== "名詞" && inHiragana) return true;
  return inHiragana ? posDetail === "接尾" : surface.length > 1;
}

/** Words that nothing looked for begins with. */
export function beginsNothing({ known, pos }: Morpheme): boolean {
  return known && (pos === "助詞" || pos === "助動詞" || pos === "記号");
}

/**
 * After how many kana of its reading something may end within this word: recognisers' kana run into the words after
 * them, and する makes verbs of mishearings (契訳します is read as 訳す). The whole reading for other words.
 */
export function earliestEnd({ known, surface, reading, pos }: Morpheme): number {
  if (!known && surface.length === reading.length && /^[ぁ-ゖァ-ヺー]+$/.test(surface)) return 1;
  if (pos === "動詞" && surface.length === 2 && /^[一-龯][さしすせ]$/.test(surface)) return reading.length - 1;
  return reading.length;
}

export function isSingleCharacter({ surface }: Morpheme): boolean {
  const code = surface.charCodeAt(0);
  return surface.length === 1 && code >= 0x4e00 && code <= 0x9fff;
}

function isHiragana(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if ((code < 0x3041 || code > 0x3096) && code !== 0x30fc) return false;
  }
  return true;
}
