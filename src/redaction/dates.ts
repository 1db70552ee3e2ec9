import { Cover, type Found, type Line } from "./line.js";

const N =
  "(?:[0-9〇零一二三四五六七八九十百千元]|ジュ[ウーッ]|[ヒビピ]ャク|キュ[ウー]|ゼロ|レイ|イチ|イッ|ニ[ーイ]?|サン|ヨン?|シ[チー]?|ゴ[ーオ]?|ロ[クッ]|ナナ|ハ[チッ]|ク|[セゼ]ン|ガン)";
const ERA =
  "(?:昭和|平成|大正|明治|令和|西暦|ショウワ|ショーワ|ヘイセイ|ヘーセー|タイショウ|メイジ|レイワ|セイレキ|[smth][.・]?(?=\\d))";
const GAP = "[、。のノ ]{0,2}";
const DAY = `(?:${N}{1,8}(?:日(?!間)|ニチ)|ツイタチ|フツカ|ミッカ|(?:ニ?ジュウ)?ヨッカ|イツカ|ムイカ|ナノカ|ヨウカ|ココノカ|トオカ|ハツカ)`;
const MONTH = `${N}{1,6}(?:月|ガツ)(?!分)`;
const YEAR = `${N}{1,12}(?:年(?!間|前|後|目|以上|契約)|ネン)`;

/** Quantities are bounded, so that a line full of digits is still read in linear time. */
const date = new RegExp(
  `(${ERA})?${GAP}(?:(${YEAR})${GAP}(?:(${MONTH})${GAP}(${DAY})?)?|(${MONTH})${GAP}(${DAY}))|` +
    `(${ERA})${GAP}${N}{1,6}(?![0-9])|` +
    "(?<![0-9])(?:(?:19|20)[0-9]{2}|[smth]?[0-9]{1,2})([-/.])[0-9]{1,2}\\8[0-9]{1,2}(?![0-9])",
  "giu",
);

const bornAfter = /^[、のに ]{0,2}(?:[うウ]まれ|ウマレ|生まれ|生れ|生(?=[。、]|です|$)|誕生)/u;
const bornBefore = /(?:生年月日|誕生日|生まれ|セイネンガッピ|タンジョウビ)[はがのっとてで、えーーん\s]{0,8}$/u;

/**
 * Dates of birth: said to be one, asked for, or a full date of long ago.
 * @param asked the conversation is about a date of birth
 */
export function birthdatesIn({ text, kana, speaker }: Line, asked: boolean): Found[] {
  const found: Found[] = [];
  const cover = new Cover(text.length);
  const add = (from: number, to: number) => {
    cover.add({ from, to });
    found.push({ from, to, kind: "birthdate" });
  };
  for (const match of kana.matchAll(date)) {
    const from = match.index + (/^[、。のノ ]*/u.exec(match[0])?.[0].length ?? 0);
    const to = match.index + match[0].length;
    const [, era, year, month, day, lateMonth, lateDay, bareEra, slashes] = match;
    const said = bornAfter.test(text.slice(to, to + 8)) || bornBefore.test(text.slice(Math.max(0, from - 24), from));
    const full = (year !== undefined && month !== undefined && day !== undefined) || slashes !== undefined;
    const old = /^(?:昭和|大正|明治|シ|タ|メ|[smt])/iu.test(era ?? bareEra ?? "") || isLongAgo(kana.slice(from, to));
    // Without a year, and without being asked, a month and a day are any appointment.
    const partial = lateMonth !== undefined && lateDay !== undefined;
    if (said || (full && old) || (asked && (speaker === "customer" || old || partial || full))) add(from, to);
  }
  // 「三月です」「五日生まれ」 while being asked: the rest of a date that came in pieces.
  if (asked && speaker === "customer")
    for (const { index: from, 0: match } of kana.matchAll(piece))
      if (!cover.touches({ from, to: from + match.length })) add(from, from + match.length);
  return found;
}

const piece = new RegExp(`${MONTH}|${DAY}|${YEAR}`, "gu");

/** A western year of at least ten years before this was written: later ones are dates of contracts. */
const isLongAgo = (text: string): boolean =>
  /^(?:19\d\d|200\d|201[0-5]|一九|千九百|センキュウヒャク|セン キュウヒャク)/u.test(text);
