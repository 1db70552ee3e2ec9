import type { Morpheme } from "../language/morpheme.js";
import { polarityOf } from "../language/polarity.js";

/** `called`: 〜と申します. `is`: 〜です. `acts`: 〜が承ります. `from`: 〜からお電話. */
export type Way = "called" | "is" | "acts" | "from";

const isWord = (m: Morpheme | undefined, base: RegExp) => m !== undefined && base.test(m.base);

/** Forms and dictionary forms that an introduction can begin with: most words are none of them. */
const introducing = new Set(
  "という っていう ちゅう といった に と って て 申す もうす いう ゆう 言う です だ や じゃ やけど で たい が から より".split(
    " ",
  ),
);

/** Whether the words before `i` are introduced by what stands at `i`. */
export function introduction(words: readonly Morpheme[], i: number): Way | null {
  const m = words[i] as Morpheme;
  if (!introducing.has(m.surface) && !introducing.has(m.base)) return null;
  const next = words[i + 1];
  const after = words[i + 2];
  if (/^(?:という|っていう|ちゅう|といった)$/u.test(m.surface))
    // 岩田という者が伺います is somebody else.
    return isWord(next, /^(?:会社|者|もの|もん|の|ところ|とこ|です)$/u) &&
      !/^(?:が|から|は|に)$/u.test(after?.surface ?? "")
      ? "called"
      : null;
  if (m.surface === "に" && isWord(next, /^なる$/u) && isWord(after, /^ます$/u) && words[i + 3]?.base !== "ん")
    return "is";
  if (/^(?:と|って|て)$/u.test(m.surface) && m.pos === "助詞") {
    // 〜と申しますか, 〜と申しますのは explain a word.
    const explains = /^(?:か|の)$/u.test(words[i + 3]?.surface ?? "");
    if (isWord(next, /^(?:申す|もうす|申し上げる|名乗る)$/u)) return explains ? null : "called";
    if (isWord(next, /^(?:いう|言う|ゆう)$/u) && isWord(after, /^(?:ます|者|もの|もん|もんです|会社|の|んだ|とこ)$/u))
      return "called";
    return null;
  }
  if (isWord(m, /^(?:申す|もうす)$/u)) return "called";
  if (isWord(m, /^(?:いう|ゆう|言う)$/u) && isWord(next, /^(?:もん|もの|者|会社|とこ|ところ|ます)$/u)) return "called";
  const copula =
    (m.pos === "助動詞" && /^(?:です|だ|や|じゃ)$/u.test(m.base) && m.surface !== "な" && m.surface !== "でしょ") ||
    (m.surface === "やけど" && m.pos === "名詞") ||
    (m.surface === "で" && isWord(next, /^(?:ござる|ございます)$/u)) ||
    // 〜でーす
    (m.surface === "で" && /^ー/u.test(next?.surface ?? "") && /^す/u.test(after?.surface ?? "")) ||
    m.surface === "たい";
  if (copula) {
    for (let k = i + 1; k <= i + 4; k++) {
      const w = words[k];
      if (!w || w.pos === "記号") {
        if (w && /[？?]/u.test(w.surface)) return null;
        break;
      }
      // 〜ですね echoes the customer.
      const echoes = w.surface === "ね" && words[k - 1]?.pos === "助動詞";
      if (echoes || /^(?:か|かね|かい)$/u.test(w.surface) || /^(?:いらっしゃる|ない|ん)$/u.test(w.base)) return null;
    }
    const polarity = polarityOf(words, i - 1);
    return polarity === "asserted" || polarity === "double-negation" ? "is" : null;
  }
  if (/^(?:が|で)$/u.test(m.surface) && m.pos === "助詞") {
    for (let k = i + 1; k <= i + 3; k++)
      if (
        isWord(
          words[k],
          /^(?:承る|うけたまわる|担当|受ける|対応|承り|務める|電話|案内|説明|伺う|調べる|調べ|連絡|引き続き)$/u,
        )
      )
        return "acts";
  }
  if (/^(?:から|より)$/u.test(m.surface) && m.pos === "助詞")
    for (let k = i + 1; k <= i + 3; k++) if (isWord(words[k], /^(?:電話|連絡|かける|届け|です|だ)$/u)) return "from";
  return null;
}

/** Where the run of noun-like words that ends before `end` begins. */
export function runStart(words: readonly Morpheme[], end: number): number {
  let from = end;
  while (from > 0 && end - from < 12) {
    const m = words[from - 1] as Morpheme;
    const isNoun =
      (m.pos === "名詞" &&
        m.posDetail !== "代名詞" &&
        m.posDetail !== "副詞可能" &&
        !/^(?:非自立)$/u.test(m.posDetail)) ||
      /^(?:者|もの|もん)$/u.test(m.surface) ||
      m.pos === "接頭詞" ||
      (m.pos === "副詞" && /^[ァ-ヶー]+$/u.test(m.surface)) ||
      m.surface === "・" ||
      m.pos === "フィラー" ||
      (m.surface === "、" && from < end && words[from - 2]?.pos === "名詞" && words[from - 2]?.posDetail !== "代名詞");
    const joins = m.surface === "の" && from > 1 && from < end;
    if (!isNoun && !joins) break;
    from--;
  }
  while (from < end && (words[from] as Morpheme).surface === "の") from++;
  return from;
}

/** わたくし、担当 and their like just before a name. */
export function isRoleBefore(words: readonly Morpheme[], from: number): boolean {
  const m = words[from - 1];
  const role = m?.pos === "記号" || m?.pos === "助詞" ? words[from - 2] : m;
  return role !== undefined && (role.posDetail === "代名詞" || /^(?:担当|名前|氏名|手前)$/u.test(role.base));
}

/** 「配送はヤマト運輸です」: what is said of something else than who is calling. */
export function isSaidOfAnother(words: readonly Morpheme[], from: number): boolean {
  const particle = words[from - 1];
  const topic = words[from - 2];
  return (
    particle?.pos === "助詞" &&
    /^[はがも]$/u.test(particle.surface) &&
    topic?.posDetail !== "代名詞" &&
    !/^(?:担当|担当者|者|名前|受付|方)$/u.test(topic?.surface ?? "")
  );
}

export function opensClause(words: readonly Morpheme[], from: number): boolean {
  const m = words[from - 1];
  return (
    !m ||
    m.pos === "記号" ||
    m.pos === "感動詞" ||
    m.pos === "フィラー" ||
    m.pos === "助動詞" ||
    m.posDetail === "接続助詞"
  );
}
