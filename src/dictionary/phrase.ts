import { KikimimiError } from "../errors.js";
import { baseReading } from "../language/base-reading.js";
import type { Morpheme } from "../language/morpheme.js";

/** One word that a phrase asks for. */
export interface Element {
  /** Dictionary form, matched whatever the inflection. */
  base: string;
  /** Katakana of the dictionary form, for words written in kana; null where the reading is not known. */
  reading: string | null;
  /** True for `"…"` in a phrase: this very form and no other. */
  exact: boolean;
}

/** Words that must stand close together; parts are joined by gaps (`…`), and each part may be said in several ways. */
export interface Phrase {
  source: string;
  parts: Element[][][];
}

/**
 * Words that a speaker may put in or leave out without changing what is done: particles, politeness, fillers.
 * They never break a phrase, and those of the first kind are not asked for even where the phrase writes them.
 */
export function isLight(m: Morpheme): boolean {
  return (
    m.pos === "記号" ||
    m.pos === "フィラー" ||
    m.pos === "感動詞" ||
    (m.pos === "助詞" && m.posDetail !== "接続助詞") ||
    (m.pos === "接頭詞" && /^[おごオゴ御]$/u.test(m.surface))
  );
}

/** May be skipped in the text between two words of a phrase, but is asked for where the phrase writes it. */
export function isSoft(m: Morpheme): boolean {
  return (
    isLight(m) ||
    m.pos === "助詞" ||
    m.pos === "副詞" ||
    m.pos === "連体詞" ||
    (m.pos === "助動詞" && m.base !== "ない" && m.base !== "ん" && m.base !== "ぬ") ||
    (m.pos === "動詞" &&
      (m.posDetail === "非自立" || m.posDetail === "接尾" || /^(?:する|いたす|致す|なさる)$/u.test(m.base))) ||
    (m.pos === "名詞" && (m.posDetail === "非自立" || /^(?:様|さん|ほう|方)$/u.test(m.surface)))
  );
}

const MAX_VARIANTS = 512;

/** Expands `(A|B)C` to `AC`, `BC`. Nesting is allowed; `()` or an empty branch makes a part optional. */
export function expandAlternatives(source: string): string[] {
  const open = source.indexOf("(");
  if (open < 0) {
    if (source.includes(")")) throw new KikimimiError("bad-dictionary", `句の括弧が閉じていません: ${source}`);
    return [source];
  }
  let depth = 0;
  let close = -1;
  const cuts: number[] = [open];
  for (let i = open; i < source.length; i++) {
    const c = source[i];
    if (c === "(") depth++;
    else if (c === ")" && --depth === 0) {
      close = i;
      break;
    } else if (c === "|" && depth === 1) cuts.push(i);
  }
  if (close < 0) throw new KikimimiError("bad-dictionary", `句の括弧が閉じていません: ${source}`);
  cuts.push(close);
  const head = source.slice(0, open);
  const tails = expandAlternatives(source.slice(close + 1));
  const out: string[] = [];
  for (let i = 0; i + 1 < cuts.length; i++)
    for (const branch of expandAlternatives(source.slice((cuts[i] as number) + 1, cuts[i + 1])))
      for (const tail of tails) out.push(head + branch + tail);
  if (out.length > MAX_VARIANTS)
    throw new KikimimiError(
      "bad-dictionary",
      `句の言い換えが多すぎます(${out.length}通り、上限${MAX_VARIANTS}): ${source}`,
    );
  return out;
}

/**
 * Reads one phrase: words, `(A|B)` for alternatives, `…` for a gap of a few words, `"…"` for an exact form.
 * Alternatives stay inside their part, so that rich phrases cost no more than plain ones; only a gap within
 * parentheses makes several phrases of one.
 */
export function parsePhrases(source: string, tokenize: (text: string) => Morpheme[]): Phrase[] {
  const gapInside = /\([^()]*(?:…|\.{3})/u.test(source);
  return (gapInside ? expandAlternatives(source) : [source]).map((variant) => {
    const parts: Element[][][] = [];
    for (const piece of variant.split(/…+|\.{3,}/u)) {
      if (!piece.trim()) continue;
      const ways = expandAlternatives(piece).map((way) => elementsOf(way, tokenize));
      if (ways.every((way) => !way.length)) continue;
      if (ways.some((way) => !way.length))
        throw new KikimimiError("bad-dictionary", `句の言い換えの一つに語がありません: ${source}`);
      parts.push(ways);
    }
    if (!parts.length) throw new KikimimiError("bad-dictionary", `句に語がありません: ${source}`);
    return { source: variant, parts };
  });
}

function elementsOf(text: string, tokenize: (text: string) => Morpheme[]): Element[] {
  const elements: Element[] = [];
  for (const [i, chunk] of text.split('"').entries()) {
    const exact = i % 2 === 1;
    for (const m of tokenize(chunk)) {
      if (exact ? m.pos === "記号" : isLight(m)) continue;
      elements.push({ base: exact ? m.surface : m.base, reading: exact ? null : baseReading(m), exact });
    }
  }
  return elements;
}
