import type { Morpheme } from "./morpheme.js";

/**
 * How the words stand in the sentence – what separates 「必ず儲かります」 from 「必ず儲かるとは申し上げられません」.
 *
 * - `asserted`: said as so
 * - `negated`: truly denied (お聞きすることはございません)
 * - `double-negation`: two denials that assert (言わないわけではない)
 * - `conditional-pressure`: a negative condition that pushes (〜していただかないと、〜なければ)
 * - `question`: asked, not stated
 * - `hypothetical`: under a condition (〜たら、〜場合、〜なら)
 * - `quoted`: somebody else's words (〜と言われて、〜という電話が)
 */
export type Polarity =
  | "asserted"
  | "negated"
  | "double-negation"
  | "conditional-pressure"
  | "question"
  | "hypothetical"
  | "quoted";

const isStop = (m: Morpheme) => m.pos === "記号" && /[。．.？！?!]/u.test(m.surface);
/** ない in all its forms: ません, ぬ, ず, へん, and the adjective. */
export const isNegative = (m: Pick<Morpheme, "pos" | "base">): boolean =>
  (m.pos === "助動詞" && /^(?:ない|ん|ぬ|へん|まい)$/u.test(m.base)) ||
  (m.pos === "形容詞" && (m.base === "ない" || m.base === "無い"));
/** Words in which ない is part of an assertion: 間違いない, 問題ない, 申し訳ない. */
const isNaiStem = (m: Morpheme | undefined) =>
  m?.posDetail === "ナイ形容詞語幹" ||
  /^(?:違い|間違い|問題|仕方|しょうが|申し訳|もうしわけ|遠慮|心配|滅相)$/u.test(m?.base ?? "");
const isClauseJoint = (m: Morpheme) =>
  m.pos === "助詞" &&
  m.posDetail === "接続助詞" &&
  /^(?:が|けど|けれど|けれども|ので|んで|から|し|のに)$/u.test(m.surface);
/** Words that may stand between a word and its negation without ending the predicate. */
const isPredicateTail = (m: Morpheme) =>
  m.pos === "助動詞" ||
  m.pos === "助詞" ||
  m.pos === "フィラー" ||
  (m.pos === "動詞" &&
    (m.posDetail !== "自立" ||
      /^(?:する|いたす|致す|なさる|なる|ある|ござる|申し上げる|いる|おる|いらっしゃる|いただける|頂ける|もらえる)$/u.test(
        m.base,
      ))) ||
  (m.pos === "名詞" && m.posDetail === "非自立") ||
  (m.pos === "名詞" && m.posDetail === "接尾") ||
  /^(?:こと|事|わけ|訳|の|ん|一切|いっさい|絶対|絶対に|決して|まったく|全く|もの|など|等|とか|予定|必要|つもり)$/u.test(
    m.surface,
  );

/** 〜なくて結構, 〜なくても大丈夫: leave not to, no threat. */
const isLeave = (m: Morpheme | undefined) =>
  /^(?:結構|けっこう|大丈夫|だいじょうぶ|いい|よい|良い|よろしい|かまう|構う|済む|平気|問題)$/u.test(m?.base ?? "");

const conditionals = /^(?:と|ば|なきゃ|なけりゃ|きゃ)$/u;
const reporting = /^(?:言う|いう|云う|おっしゃる|仰る|聞く|伺う|名乗る|称する|かたる|騙る|装う|思う|聞こえる)$/u;
const hypothetical = /^(?:場合|際|時|とき|もし|仮に|万一|万が一)$/u;

/**
 * Reads how the words that end at index `to` (inclusive) stand, from what follows them within the sentence.
 * Linear in the length of the tail it looks at (at most 16 words).
 */
export function polarityOf(words: readonly Morpheme[], to: number): Polarity {
  let negations = 0;
  let lastNegative = -1;
  const limit = Math.min(words.length, to + 17);
  let i = to + 1;
  for (; i < limit; i++) {
    const m = words[i] as Morpheme;
    if (isStop(m)) break;
    if (isNegative(m) && !isNaiStem(words[i - 1])) {
      negations++;
      lastNegative = i;
      continue;
    }
    if (lastNegative === i - 1 && m.pos === "助詞" && conditionals.test(m.surface)) return "conditional-pressure";
    if (lastNegative === i - 1 && m.pos === "助動詞" && m.base === "ない") continue;
    if (isClauseJoint(m)) break;
    if (m.pos === "助詞" && /^(?:と|って|とか)$/u.test(m.surface) && reporting.test(words[i + 1]?.base ?? "")) {
      // 〜と申し上げる is the agent's own word; 〜と言われる is somebody else's.
      if (
        words[i + 2]?.base === "れる" ||
        words[i + 2]?.base === "られる" ||
        /^(?:電話|話|人|方|業者|手口|詐欺)$/u.test(words[i + 2]?.surface ?? "")
      )
        return "quoted";
    }
    if (m.pos === "助詞" && (m.surface === "たら" || m.surface === "なら" || m.surface === "ならば")) break;
    if (hypothetical.test(m.surface) && i <= to + 4) return negations ? "negated" : "hypothetical";
    if (!isPredicateTail(m)) break;
  }
  const end = words[i];
  if (negations >= 2) return "double-negation";
  if (negations === 1) {
    const next = words[lastNegative + 1];
    const afterNext = words[lastNegative + 2];
    // なければ / なくちゃ / ないと: the negative form itself carries the condition.
    if (
      /^(?:なけれ|なきゃ|ねば|なく)$/u.test(words[lastNegative]?.surface ?? "") &&
      /^(?:ば|ちゃ|は|て)$/u.test(next?.surface ?? "")
    )
      return isLeave(afterNext) || isLeave(words[lastNegative + 3]) ? "negated" : "conditional-pressure";
    if (next?.surface === "と" || (next?.pos === "助動詞" && afterNext?.surface === "と" && next.base !== "です"))
      return "conditional-pressure";
    // 〜ませんか, 〜ないですか invite; they deny nothing.
    for (let k = lastNegative + 1; k <= lastNegative + 3; k++)
      if (words[k]?.pos === "助詞" && words[k]?.surface.startsWith("か") && words[k]?.surface !== "から")
        return "question";
    return "negated";
  }
  for (let k = to + 1; k <= Math.min(i, words.length - 1); k++) {
    const m = words[k] as Morpheme;
    if (m.pos === "助詞" && m.surface === "か" && m.posDetail.includes("終助詞")) return "question";
  }
  if (end && /[？?]/u.test(end.surface)) return "question";
  return "asserted";
}
