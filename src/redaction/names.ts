import type { Context } from "./context.js";
import type { Found, Line, Word } from "./line.js";

/** Before 様 and さん these are roles and not names. */
const roles =
  /^(?:お客|客|皆|みな|奥|旦那|主人|ご主人|神|仏|王|殿|お子|子|お孫|孫|父|母|お父|お母|兄|姉|弟|妹|爺|婆|おじい|おばあ|お爺|お婆|じい|ばあ|親|親御|娘|息子|嫁|婿|家族|担当|担当者|業者|会社|店|オーナー|本人|契約者|名義人|どちら|どなた|何|誰|各位|利用者|方|先生|社長|オペレーター|お嬢|貴方|あなた|世帯主|施主|大家|管理人|お隣|隣|お宅|宅|同居人|仕事|お仕事|看護師|ヘルパー|ケアマネ|警察|弁護士|司法書士|銀行|農協|役所|役場|電気屋|ガス屋|ご苦労|お疲れ|様々|おかげ|お蔭|ご契約者|ご名義人|ご家族|保証人|患者|株主|会員|ユーザー|消費者|お得意|大変|余|会ちょう|大手|おやご|住人|喪主|飼い主|買い主|売り主|本部|メーカー|店長|医者|相手|同様|お互い|有り|あり|ご親族|親族|法人|企業|代理|代理人|別|ご本人)$/u;
const titles = /^(?:様|さま|さん|サン|サマ|氏|殿|くん|君|ちゃん)$/u;

const isPersonal = ({ m }: Word): boolean => m.posDetail2 === "人名" && m.posDetail === "固有名詞";
/** No common noun: a name, or what the dictionary does not have. */
const isRare = ({ m }: Word): boolean => m.posDetail2 === "人名" || m.posDetail2 === "地域" || !m.known;
/** What may be a part of a name that the dictionary does not have. */
const mayBeName = ({ m }: Word): boolean =>
  m.pos === "名詞" &&
  !["代名詞", "非自立", "数", "接尾", "副詞可能"].includes(m.posDetail) &&
  !/^[a-z0-9〓\p{P}]+$/u.test(m.surface);

const fillers =
  /^(?:はい|ええ|うん|あの|あ|ああ|えー?っ?と|え|えー|ん|んー|そう|まあ|私|わたし|わたくし|僕|俺|うち|こちら|名前|[はが、。ーっ]|氏名|名字|苗字|下|の|です|ですね|漢字|も|もしもし|すみません)+/u;
const ending =
  /(?:です|でございます|と申|ともうし|と言|といい|っていい|っつ|になります|と書|とかき|で、|ですけど|だけど|。|の(?:妻|家内|家|母|父|息子|娘|主人))/u;
/** Answers that give no name. */
const evasive =
  /[？?]|ですか|ますか|どうし|なんで|何で|なぜ|必要|いや|嫌|言いたく|教え|お断り|結構|いりません|要りません|どちら|だれ|誰|どこの|ちょっと|待|聞|本人|代わ|いません|おりません|留守|わかりません|分かりません|ありがとう|大丈夫|お願い|違/u;

/**
 * Names of customers: before 様, in 「田中です」「田中と申します」, and what is answered to the question for it – also in
 * kana, and as it is explained (「田んぼの田に中央の中」). Agents may name themselves.
 */
export function namesIn(line: Line, context: Context, ofAgents: ReadonlySet<string>): Found[] {
  const { words, speaker, text } = line;
  const found: Found[] = [];
  const add = (from: number, to: number) => {
    if (to > from) found.push({ from, to, kind: "name" });
  };
  const asked = context.topics.has("name");
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as Word;
    if (titles.test(word.m.surface) && speaker !== "system") {
      const from = nameBefore(words, i);
      const name = text.slice(words[from]?.from ?? 0, word.from);
      const customers = speaker === "agent" && word.m.surface !== "ちゃん";
      if (
        from < i &&
        words.slice(from, i).some(isRare) &&
        !roles.test(name) &&
        !ofAgents.has(name) &&
        (customers || (asked && isPersonal(words[from] as Word)))
      )
        add((words[from] as Word).from, word.from);
    }
    if (!isPersonal(word)) continue;
    let end = i + 1;
    while (end < words.length && (isPersonal(words[end] as Word) || isGivenName(words, i, end))) end++;
    const last = words[end - 1] as Word;
    const after = text.slice(last.to, last.to + 8);
    const kin = family.test(text.slice(Math.max(0, word.from - 4), word.from));
    const own = speaker === "customer" && !ofAgents.has(text.slice(word.from, last.to));
    if (
      own &&
      (asked ||
        kin ||
        /^(?:です|でございます|だ(?!から|け)|と(?:申|もう|い[いう]|言)|って(?:い|言|もの|者)|の(?:代わり|代理|妻|夫|家内|母|父|息子|娘|主人|長男|長女|次男|次女|嫁|家の))/u.test(
          after,
        ))
    )
      add(word.from, last.to);
    else if (speaker === "agent" && asked && context.confirms && !introducesSelf(text, last.to) && !context.firm)
      add(word.from, last.to);
    i = end - 1;
  }
  if (speaker === "customer" && asked) {
    const answer = answerIn(line);
    if (answer) add(answer.from, answer.to);
    for (const spelled of spellings(text)) add(spelled.from, spelled.to);
  }
  return found;
}

const family = /(?:父|母|主人|夫|妻|娘|息子|家内|祖父|祖母|[兄弟姉妹孫嫁])の$/u;

/** 「山田 小鳥」: a given name that the dictionary takes for another noun. */
const isGivenName = (words: readonly Word[], first: number, at: number): boolean =>
  at === first + 1 &&
  mayBeName(words[at] as Word) &&
  /^(?:です|でございます|と申|といい|と言|の(?:夫|妻|母|父|娘|息子)|。|$)/u.test(
    words
      .slice(at + 1, at + 3)
      .map((w) => w.m.surface)
      .join(""),
  );

function nameBefore(words: readonly Word[], title: number): number {
  let from = title;
  while (from > 0 && title - from < 3 && mayBeName(words[from - 1] as Word)) from--;
  // A name stands alone: 契約者田中様 begins at 田中.
  for (let i = from; i < title; i++) if (isPersonal(words[i] as Word)) return i;
  return from;
}

/** What is left of an answer to the question for a name. */
function answerIn({ text, words }: Line): { from: number; to: number } | undefined {
  const from = fillers.exec(text)?.[0].length ?? 0;
  const rest = text.slice(from, from + 40);
  const end = ending.exec(rest)?.index ?? rest.length;
  if (evasive.test(text.slice(0, from + end + 4))) return undefined;
  const name = rest.slice(0, end).replace(/(?<![、。？！])[、。？！]+$/u, "");
  if (!/\p{L}/u.test(name) || name.length > 24) return undefined;
  // A sentence is no name; kana that the dictionary makes verbs of may be one.
  const to = from + name.length;
  const kanji = /\p{sc=Han}/u;
  const inside = words.filter((w) => w.from >= from && w.to <= to);
  if (kanji.test(name) && !inside.some(isRare) && !spellings(`${name}。`).length) return undefined;
  const sentence = inside.some(
    ({ m }) => (m.pos === "動詞" && kanji.test(m.surface)) || (/^[がをはも]$/u.test(m.surface) && kanji.test(name)),
  );
  return sentence ? undefined : { from, to };
}

/** 「田んぼの田」「数字の三」「さんずいの江」: how a name is written. */
function spellings(text: string): { from: number; to: number }[] {
  return [...text.matchAll(spelling)]
    .filter(([, word = "", c = ""]) => word.includes(c) || part.test(word))
    .map((m) => ({ from: m.index, to: m.index + m[0].length }));
}

const spelling = /([\p{sc=Han}\p{sc=Hira}\p{sc=Kana}ー]{1,6})の(\p{sc=Han}|[ァ-ヺ]{1,4})(?=に|で|と|、|。|です|$)/gu;
const part = /(?:数字|漢字|片仮名|カタカナ|平仮名|ひらがな|へん|ずい|かんむり|旧字|新字)$/u;

const introducesSelf = (text: string, to: number): boolean =>
  /^と申|^でございます|^と言います/u.test(text.slice(to, to + 7));

/** How agents name themselves: 「担当の佐藤です」「株式会社〇〇の佐藤と申します」. */
export function agentNamesIn({ words, speaker, text }: Line): string[] {
  if (speaker !== "agent") return [];
  return words
    .filter(
      (w) =>
        isPersonal(w) &&
        /^(?:と申|と言います|といいます|でございます|です(?![ねか])|が(?:承|担当|うかが|伺))/u.test(
          text.slice(w.to, w.to + 6),
        ),
    )
    .map((w) => w.m.surface);
}
