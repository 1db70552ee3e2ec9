import type { Context } from "./context.js";
import type { Found, Line, Word } from "./line.js";

const abroad = /^(?:日本|アメリカ|中国|韓国|米国|英国|フランス|ドイツ|アジア|ヨーロッパ|海外|国内)$/u;
const building =
  /マンション|アパート|コーポ|ハイツ|メゾン|ビル|団地|荘$|レジデンス|ハイム|コート|パレス|ヴィラ|シティ|タワー|グラン|寮$|住宅/u;
const block = /丁目|番地|番|号|号室|棟|階|字|大字|室|ちょうめ|ばんち|チョウメ|バンチ|ごうしつ/u;

const isPlace = ({ m }: Word): boolean =>
  m.posDetail2 === "地域" && m.posDetail === "固有名詞" && !abroad.test(m.surface);
const isPlaceEnding = ({ m }: Word): boolean => m.posDetail === "接尾" && m.posDetail2 === "地域";
const isNumber = ({ m }: Word): boolean =>
  m.posDetail === "数" || /^[0-9〇一二三四五六七八九十百千]+$/u.test(m.surface);
const isPart = (word: Word): boolean =>
  word.m.pos === "名詞" &&
  word.m.posDetail !== "代名詞" &&
  word.m.posDetail !== "非自立" &&
  word.m.posDetail2 !== "助数詞語幹"
    ? !/^(?:住所|届け先|自宅|実家|家|方|お客|客|様|こと|住まい|建物|部屋|番号|郵便|以上|間違い|お願い|お世話|会社)$/u.test(
        word.m.surface,
      )
    : /^(?:の|ノ|-|ー|‐|−|、|ヶ|ケ|が|ガ|大|字)$/u.test(word.m.surface);
/** May stand inside a chain but not at its end. */
const isJoint = ({ m }: Word): boolean => m.pos !== "名詞" || /^[-‐−]$/u.test(m.surface);

/**
 * Addresses: a place and what follows it down to the room. Counted are chains that reach a block number, and where an
 * address was asked for or is being confirmed, any place.
 */
export function addressesIn(line: Line, context: Context): Found[] {
  const { words, text, speaker } = line;
  const asked = context.topics.has("address") || context.topics.has("postcode");
  const customers = speaker === "customer" || (context.confirms && asked);
  if (context.firm || speaker === "system") return [];
  const found: Found[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as Word;
    const starts =
      isPlace(word) ||
      (isPlaceEnding(words[i + 1] ?? word) && word.m.pos === "名詞" && isPart(word)) ||
      (asked &&
        customers &&
        (building.test(word.m.surface) || (isNumber(word) && block.test(words[i + 1]?.m.surface ?? ""))));
    if (!starts) continue;
    // A building is named after its place: 覚王山レジデンス.
    let first = i;
    if (building.test(word.m.surface))
      while (first > 0 && i - first < 3 && words[first - 1]?.m.pos === "名詞" && isPart(words[first - 1] as Word))
        first--;
    let end = i + 1;
    while (end < words.length && isPart(words[end] as Word) && !isBreak(words, end)) end++;
    while (end > i + 1 && isJoint(words[end - 1] as Word)) end--;
    const chain = words.slice(first, end);
    const from = chain[0]?.from ?? word.from;
    const to = chain.at(-1)?.to ?? word.to;
    const levels = chain.filter((w) => isPlace(w) || isPlaceEnding(w)).length;
    const numbered =
      chain.some(isNumber) &&
      (block.test(text.slice(from, to)) || /[0-9〇一-九][のノ-][0-9〇一-九]/u.test(text.slice(from, to)));
    if (
      (levels && numbered && customers) ||
      (asked && customers && (levels || chain.some(isNumber))) ||
      (levels >= 3 && customers)
    )
      found.push({ from, to, kind: "address" });
    i = end - 1;
  }
  return found;
}

/** の between a place and another noun may end it: 東京の会社. Between numbers it does not. */
function isBreak(words: readonly Word[], at: number): boolean {
  const { surface } = (words[at] as Word).m;
  const before = words[at - 1];
  const after = words[at + 1];
  if (surface === "、")
    return (
      !after ||
      !(isNumber(after) || isPlace(after) || building.test(after.m.surface) || isPlaceEnding(words[at + 2] ?? after))
    );
  if (surface === "が" || surface === "ガ") return !after || !isPlaceEnding(after);
  if (!/^[のノ]$/u.test(surface)) return false;
  const numberSide = before && (isNumber(before) || block.test(before.m.surface));
  return !(
    after &&
    (isNumber(after) ||
      isPlace(after) ||
      (numberSide && building.test(after.m.surface)) ||
      isPlaceEnding(words[at + 2] ?? after))
  );
}
