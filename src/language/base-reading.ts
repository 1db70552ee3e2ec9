import type { Morpheme } from "./morpheme.js";
import { toKatakana } from "./reading.js";

const kana = /^[ぁ-ゖァ-ヺー]+$/u;
const okurigana = /(?<![ぁ-ゖ])[ぁ-ゖ]+$/u;

/**
 * Katakana of the dictionary form, from the reading of the inflected one: 頂い(イタダイ) → 頂く(イタダク).
 * Null where it cannot be known.
 */
export function baseReading(m: Pick<Morpheme, "surface" | "base" | "reading">): string | null {
  if (kana.test(m.base)) return toKatakana(m.base);
  if (!kana.test(m.reading)) return null;
  if (m.surface === m.base) return m.reading;
  const tail = toKatakana(okurigana.exec(m.surface)?.[0] ?? "");
  const baseTail = toKatakana(okurigana.exec(m.base)?.[0] ?? "");
  if (!m.reading.endsWith(tail)) return null;
  return m.reading.slice(0, m.reading.length - tail.length) + baseTail;
}

/** True where a word is written in kana only, so that its spelling does not choose among homophones. */
export const isKana = (text: string): boolean => kana.test(text);
