import { KikimimiError } from "../errors.js";
import { baseReading } from "../language/base-reading.js";
import type { Morpheme } from "../language/morpheme.js";
import { isNegative } from "../language/polarity.js";

/** One word that a phrase asks for. */
export interface Element {
  /** Dictionary form, matched whatever the inflection. */
  base: string;
  /** Katakana of the dictionary form, for words written in kana; null where the reading is not known. */
  reading: string | null;
  /** True for `"…"` in a phrase: this very form and no other. */
  exact: boolean;
}

/** A phrase as parts joined by gaps (`…`); each part is a choice of word runs that must stand close together. */
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
    (m.pos === "助動詞" && !isNegative(m)) ||
    (m.pos === "動詞" &&
      (m.posDetail === "非自立" || m.posDetail === "接尾" || /^(?:する|いたす|致す|なさる)$/u.test(m.base))) ||
    (m.pos === "名詞" && (m.posDetail === "非自立" || /^(?:様|さん|ほう|方)$/u.test(m.surface)))
  );
}

/**
 * The dictionary form that phrases are matched on; all forms of denial (ない, ません, ぬ, へん) are one. なる standing by
 * itself in a phrase is read as the literary なり.
 */
export const baseOf = (m: Morpheme): string =>
  isNegative(m) ? "ない" : m.base === "なり" && m.surface === "なる" ? "なる" : m.base;

/** UTF-16 units of a phrase; a bound on how deep its choices can nest. */
const MAX_LENGTH = 1000;
/** Of one part of a phrase. */
const MAX_VARIANTS = 256;

/** Expands `(A|B)C` to `AC`, `BC`. Nesting is allowed; `()` or an empty branch makes a part optional. */
export function expandAlternatives(source: string): string[] {
  const open = source.indexOf("(");
  if (open < 0) {
    if (source.includes(")"))
      throw new KikimimiError("bad-dictionary", {
        ja: `句の括弧が閉じていません: ${source}`,
        en: `a bracket of the phrase is not closed: ${source}`,
      });
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
  if (close < 0)
    throw new KikimimiError("bad-dictionary", {
      ja: `句の括弧が閉じていません: ${source}`,
      en: `a bracket of the phrase is not closed: ${source}`,
    });
  cuts.push(close);
  const head = source.slice(0, open);
  const tails = expandAlternatives(source.slice(close + 1));
  const out: string[] = [];
  for (let i = 0; i + 1 < cuts.length; i++)
    for (const branch of expandAlternatives(source.slice((cuts[i] as number) + 1, cuts[i + 1])))
      for (const tail of tails) out.push(head + branch + tail);
  if (out.length > MAX_VARIANTS)
    throw new KikimimiError("bad-dictionary", {
      ja: `句の言い換えが多すぎます(${out.length}通り、上限${MAX_VARIANTS}): ${source}`,
      en: `the phrase has too many variants (${out.length}, at most ${MAX_VARIANTS}): ${source}`,
    });
  return out;
}

/**
 * Reads one phrase: words, `(A|B)` for a choice, `…` for a gap of a few words, `"…"` for an exact form.
 * Choices are kept part by part; only a choice that holds a gap, or nothing, makes several phrases of one.
 */
export function parsePhrase(source: string, tokenize: (text: string) => Morpheme[]): Phrase[] {
  if (source.length > MAX_LENGTH)
    throw new KikimimiError("bad-dictionary", {
      ja: `句が長すぎます(${source.length}字、上限${MAX_LENGTH})`,
      en: `the phrase is too long (${source.length}, at most ${MAX_LENGTH})`,
    });
  const choices = splitAtGaps(source)?.map(expandAlternatives);
  if (choices?.every((variants) => variants.every((variant) => variant.trim()))) {
    const parts = choices.map((variants) => variants.map((v) => parseRun(v, tokenize)).filter((run) => run.length));
    if (parts.every((runs) => runs.length)) return [{ source, parts }];
  }
  return expandAlternatives(source).map((variant) => {
    const parts = variant
      .split(gap)
      .map((piece) => parseRun(piece, tokenize))
      .filter((run) => run.length);
    if (!parts.length)
      throw new KikimimiError("bad-dictionary", {
        ja: `句に語がありません: ${source}`,
        en: `the phrase has no words: ${source}`,
      });
    return { source, parts: parts.map((run) => [run]) };
  });
}

const gap = /…+|\.{3,}/u;

/** The pieces between gaps, or null where a choice holds a gap. */
function splitAtGaps(source: string): string[] | null {
  const pieces = source.split(gap).filter((piece) => piece.trim());
  const closed = (piece: string) => piece.split("(").length === piece.split(")").length;
  return pieces.length && pieces.every(closed) ? pieces : null;
}

function parseRun(source: string, tokenize: (text: string) => Morpheme[]): Element[] {
  const run: Element[] = [];
  for (const [i, chunk] of source.split('"').entries()) {
    const exact = i % 2 === 1;
    for (const m of tokenize(chunk)) {
      if (exact ? m.pos === "記号" : isLight(m)) continue;
      run.push({ base: exact ? m.surface : baseOf(m), reading: exact ? null : baseReading(m), exact });
    }
  }
  return run;
}
