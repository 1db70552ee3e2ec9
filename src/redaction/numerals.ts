import type { Line, Range } from "./line.js";

/** A number as it is written or read out: `090-1234`, 〇九〇の, ゼロキュウゼロ, 千九百八十. */
export interface NumberRun extends Range {
  /** The digits; the value where it is read with 十, 百, 千, 万. */
  digits: string;
  /** How many digits were written or said. */
  count: number;
  /** Read out with 十, 百, 千, 万: an amount more than a string of digits. */
  spoken: boolean;
  /** What stands after it makes it an amount, a date or a time: 円, 年, 時. */
  unit: boolean;
  /** In kana only, and so few that they may be other words. */
  doubtful: boolean;
}

interface Token extends Range {
  value: number;
  kind: "solid" | "strong" | "weak";
  /** 十, 百, 千, 万. */
  unit: boolean;
}

const kanji: Record<string, number> = {};
for (const [i, group] of ["〇零", "一壱", "二弐", "三参", "四", "五伍", "六", "七", "八", "九"].entries())
  for (const c of group) kanji[c] = i;
const kanjiUnits: Record<string, number> = { 十: 10, 拾: 10, 百: 100, 千: 1000, 万: 10_000 };

/** Longest first. Those of one beat, and セン and マン, are other words more often than not. */
const kana: [string, number, "strong" | "weak", boolean?][] = [
  ["ジュウ", 10, "strong", true],
  ["ジュー", 10, "strong", true],
  ["ジュッ", 10, "strong", true],
  ["ヒャク", 100, "strong", true],
  ["ビャク", 100, "strong", true],
  ["ピャク", 100, "strong", true],
  ["キュウ", 9, "strong"],
  ["キュー", 9, "strong"],
  ["ゼロ", 0, "strong"],
  ["レイ", 0, "strong"],
  ["レー", 0, "strong"],
  ["マル", 0, "strong"],
  ["イチ", 1, "strong"],
  ["イッ", 1, "weak"],
  ["ニー", 2, "strong"],
  ["ニイ", 2, "strong"],
  ["サン", 3, "strong"],
  ["ヨン", 4, "strong"],
  ["シー", 4, "strong"],
  ["ゴー", 5, "strong"],
  ["ゴオ", 5, "strong"],
  ["ゴウ", 5, "weak"],
  ["ロク", 6, "strong"],
  ["ロッ", 6, "weak"],
  ["ナナ", 7, "strong"],
  ["シチ", 7, "strong"],
  ["ヒチ", 7, "weak"],
  ["ハチ", 8, "strong"],
  ["ハッ", 8, "weak"],
  ["クー", 9, "weak"],
  ["セン", 1000, "weak", true],
  ["ゼン", 1000, "weak", true],
  ["マン", 10_000, "weak", true],
  ["ニ", 2, "weak"],
  ["シ", 4, "weak"],
  ["ヨ", 4, "weak"],
  ["ゴ", 5, "weak"],
  ["ク", 9, "weak"],
];
const byFirst = new Map<string, typeof kana>();
for (const entry of kana) byFirst.set(entry[0].charAt(0), [...(byFirst.get(entry[0].charAt(0)) ?? []), entry]);

/** What may stand between the digits of one number, also as it is spoken. */
const between =
  /[-‐‑–—−ー〜・、。/ ()（）]|ノ(?!方)|ハイフン|カッコトジ|カッコ|スラッシュ|エーット|エット|エート|エー|アノー?|ンート|ント|ハイ(?=[、 ]?[0-9〇一二三四五六七八九ゼイニサヨゴロナハキ])/uy;

const units =
  /(?:,\d{3}){0,5}(?:円|圓|万|億|兆|年|月|日|時|分|秒|個|回|名|人|歳|才|代|[%％]|パーセント|件|[ヶか箇カケヵ]月|[ヶか箇カケヵ]国|週|階|番目|番線|度|キロ|ギガ|メガ|mb|gb|kb|kw|割|台|本|枚|杯|匹|つ(?!の番)|倍|通|点|世帯|桁|ケタ|けた|アンペア|ワット|平米|平方|坪|畳|リットル|グラム|センチ|ミリ|メートル|号線|箱|社|冊|袋|食|着|足|機|行|字|種|色|曲|話|店|校|組|口|等|位|%|歩|泊|ポイント|ドル)/uy;
const kanaUnits =
  /(?:エン|ネン|ガツ|ニチ|ジ(?!ュ)|フン|プン|ビョウ|サイ|カイ|ニン|メイ|パーセント|コ(?![ー])|ケン|カゲツ|シュウ|ケタ|ワリ|ダイ|ホン|マイ|バン(?!チ))/uy;

/** Every number of a line, in order. Takes time linear in the text. */
export function numbersIn(line: Pick<Line, "text" | "kana" | "words">): NumberRun[] {
  const runs: NumberRun[] = [];
  const { kana: spoken } = line;
  const text = withoutWords(line);
  for (let at = 0; at < text.length; ) {
    const first = tokenAt(text, spoken, at);
    if (!first) {
      at++;
      continue;
    }
    const tokens = [first];
    let last = first;
    for (;;) {
      const next = tokenAfter(text, spoken, last);
      if (!next) break;
      tokens.push(next);
      last = next;
    }
    // 田中さんに四十三万: a title and a particle.
    if (spoken.startsWith("サン", first.from) && /\p{L}/u.test(text.charAt(first.from - 1)))
      while (tokens[0] && tokens[0].kind !== "solid") tokens.shift();
    const run = toRun(text, spoken, trimmed(tokens));
    if (run) runs.push(run);
    at = last.to;
  }
  return runs;
}

const numeral = /[〇零一二三四五六七八九十百千万]/gu;

/** The text without the numerals that are part of another word: 千葉, 五十嵐, 一番. */
function withoutWords({ text, words }: Pick<Line, "text" | "words">): string {
  const parts = words.map(({ m }) =>
    m.known &&
    m.posDetail !== "数" &&
    m.pos === "名詞" &&
    m.posDetail !== "副詞可能" &&
    /[^〇零一二三四五六七八九十百千万月日年]/u.test(m.surface)
      ? m.surface.replace(numeral, "\u3013")
      : m.surface,
  );
  const joined = parts.join("");
  return joined.length === text.length ? joined : text;
}

function tokenAt(text: string, spoken: string, at: number): Token | undefined {
  const c = text.charAt(at);
  if (c >= "0" && c <= "9") return { from: at, to: at + 1, value: Number(c), kind: "solid", unit: false };
  const digit = kanji[c];
  if (digit !== undefined) return { from: at, to: at + 1, value: digit, kind: "solid", unit: false };
  const unit = kanjiUnits[c];
  if (unit !== undefined) return { from: at, to: at + 1, value: unit, kind: "solid", unit: true };
  for (const [word, value, kind, isUnit] of byFirst.get(spoken.charAt(at)) ?? [])
    if (spoken.startsWith(word, at)) return { from: at, to: at + word.length, value, kind, unit: isUnit ?? false };
  return undefined;
}

/** The next digit, over a few marks or words that people put between them. */
function tokenAfter(text: string, spoken: string, { to, kind }: Token): Token | undefined {
  let at = to;
  for (let skipped = 0; skipped < 5; skipped++) {
    const next = tokenAt(text, spoken, at);
    // Over a mark, a lone weak syllable is a word of its own: 090、に電話.
    if (next) return next.kind === "weak" && at > to && kind === "solid" ? undefined : next;
    between.lastIndex = at;
    if (!between.test(spoken)) return undefined;
    at = between.lastIndex;
  }
  return undefined;
}

/** Weak syllables at the ends belong to other words unless they touch digits that are read in kana. */
function trimmed(tokens: Token[]): Token[] {
  let from = 0;
  let to = tokens.length;
  while (from < to && tokens[from]?.kind === "weak" && tokens[from + 1]?.kind !== "strong") from++;
  while (to > from && tokens[to - 1]?.kind === "weak" && (tokens[to - 2]?.kind ?? "solid") === "solid") to--;
  return tokens.slice(from, to);
}

function toRun(text: string, spoken: string, tokens: Token[]): NumberRun | undefined {
  const first = tokens[0];
  const last = tokens.at(-1);
  if (!first || !last) return undefined;
  const solid = tokens.filter((t) => t.kind === "solid").length;
  const strong = tokens.filter((t) => t.kind === "strong").length;
  if (!solid && strong < 1) return undefined;
  const isSpoken = tokens.some((t) => t.unit);
  units.lastIndex = last.to;
  kanaUnits.lastIndex = last.to;
  const unit = units.test(text) || (solid === 0 && kanaUnits.test(spoken));
  const plain = tokens.filter((t) => !t.unit);
  const digits = isSpoken ? String(valueOf(tokens)) : plain.map((t) => t.value).join("");
  return {
    from: first.from,
    to: last.to,
    digits,
    count: isSpoken ? digits.length : plain.length,
    spoken: isSpoken,
    unit,
    doubtful: solid === 0 && (strong < 3 || tokens.length < 4),
  };
}

/** 千九百八十 → 1980; digits side by side count as they stand: 二〇三. */
function valueOf(tokens: readonly Token[]): number {
  let total = 0;
  let section = 0;
  let current = 0;
  for (const { unit, value } of tokens.slice(0, 20)) {
    if (!unit) current = current * 10 + value;
    else if (value === 10_000) {
      total += (section + current || 1) * value;
      section = 0;
      current = 0;
    } else {
      section += (current || 1) * value;
      current = 0;
    }
  }
  return total + section + current;
}
