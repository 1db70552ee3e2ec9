import type { Morpheme } from "./morpheme.js";

/** Hiragana as katakana; everything else as it is. */
export function toKatakana(text: string): string {
  return text.replace(/[ぁ-ゖゝゞ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60));
}

/** Katakana as hiragana; everything else as it is. */
export function toHiragana(text: string): string {
  return text.replace(/[ァ-ヶ]/gu, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));
}

/** A reading in morae, the beats of Japanese: キャ is one, and so are ッ, ン and ー. */
export function splitMorae(reading: string): string[] {
  return reading.match(/.[ァィゥェォャュョヮ]?/gsu) ?? [];
}

export function countMorae(reading: string): number {
  return splitMorae(reading).length;
}

/** The readings of a line's words, one after another. */
export interface LineReading {
  text: string;
  /** For each UTF-16 unit of `text`: the index of the morpheme it belongs to. */
  morphemeAt: Int32Array;
  /** For each morpheme: where its reading begins in `text`; one more at the end: the length of `text`. */
  startOf: Int32Array;
}

export function lineReading(morphemes: readonly Morpheme[]): LineReading {
  const startOf = new Int32Array(morphemes.length + 1);
  let text = "";
  for (let i = 0; i < morphemes.length; i++) {
    startOf[i] = text.length;
    text += (morphemes[i] as Morpheme).reading;
  }
  startOf[morphemes.length] = text.length;
  const morphemeAt = new Int32Array(text.length);
  for (let i = 0, at = 0; i < morphemes.length; i++)
    for (const end = startOf[i + 1] as number; at < end; at++) morphemeAt[at] = i;
  return { text, morphemeAt, startOf };
}
