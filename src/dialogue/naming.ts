import type { Cue } from "../dictionary/matcher.js";
import type { Morpheme } from "../language/morpheme.js";
import { polarityOf } from "../language/polarity.js";
import type { CallFrame } from "./facts.js";
import type { ReadText } from "./line.js";
import { ADDRESSED, type Add, addDeclared } from "./own-name.js";

/**
 * What was read of an agent's line, with cues where they say the company's name or their own. Names are no word list: what
 * counts is the way of introducing oneself (〜と申します, 〜の〜でございます, 〜が承りました) around words that are nothing
 * else – no product, no role, no matter – and the names declared with the call.
 *
 * @param heard its cues `company-form`, `company-kind`, `desk-word`, `product`, `matter-word` and `offering` tell which
 *   words are part of a company's name and which are no name at all
 * @param opening these are the agent's first words
 */
export function withNames(
  heard: ReadText,
  text: string,
  frame: Pick<CallFrame, "company" | "agent">,
  opening: boolean,
): ReadText {
  heard.named ??= {};
  const named = (heard.named[opening ? "first" : "later"] ??= joined(heard, introduced(heard, opening)));
  if (!frame.company && !frame.agent) return named;
  const { found, add } = collect(heard.words);
  addDeclared(heard.words, text, frame, add);
  const names = [...found.values()];
  if (!names.length) return named;
  // The next call may declare other names, but most often they stand in the same place.
  const key = [opening, ...names.flatMap(({ name, from, to, via }) => [name, from, to, via])].join(" ");
  if (heard.named.declared?.key !== key) {
    // What is declared is sure.
    const others = named.cues.slice(heard.cues.length).filter((cue) => names.every(({ name }) => name !== cue.name));
    heard.named.declared = { key, read: joined(heard, [...names, ...others]) };
  }
  return heard.named.declared.read;
}

const joined = (heard: ReadText, names: readonly Cue[]): ReadText =>
  names.length ? { words: heard.words, clauses: heard.clauses, cues: [...heard.cues, ...names] } : heard;

/** Collects names; one found as written stands. */
function collect(words: readonly Morpheme[]): { found: Map<string, Cue>; add: Add } {
  const found = new Map<string, Cue>();
  const add: Add = (name, from, to, via) => {
    const first = words[from];
    const last = words[to - 1];
    if (!first || !last || found.get(name)?.via === "form") return;
    found.set(name, { name, from, to, start: first.start, end: last.end, polarity: "asserted", via });
  };
  return { found, add };
}

function introduced({ words, cues }: ReadText, opening: boolean): Cue[] {
  const { found, add } = collect(words);
  let kinds: Kinds | undefined;
  for (let i = 1; i < words.length; i++) {
    const way = introduction(words, i);
    if (!way) continue;
    const from = runStart(words, i);
    if (from === i) continue;
    kinds ??= kindsOf(words, cues);
    read(words, kinds, from, i, way, add);
    if (opening && from < 14 && !found.has("names-company")) answering(words, kinds, from, i, add);
  }
  return [...found.values()];
}

/** The first words of the agent, 「はい、韋駄天引越便です」: what is too long for a person is the firm. */
function answering(words: readonly Morpheme[], kinds: Kinds, from: number, to: number, add: Add): void {
  const run = words.slice(from, to);
  const [first] = run;
  const own = run.filter((w, k) => !kinds.common[from + k] && w.posDetail !== "接尾" && w.surface !== "の");
  const length = own.reduce((n, w) => n + w.surface.length, 0);
  if (!first || own.length === 0 || ADDRESSED.test(run.at(-1)?.surface ?? "")) return;
  const name = run.every((w) => w.posDetail === "固有名詞") && length <= 5;
  if (!name && length >= 4 && (own.length >= 2 || /^[ァ-ヶー]{4,}$/u.test(own[0]?.surface ?? "")))
    add("names-company", from, to, "reading");
}

/** By word: whether it is part of a company's name, and whether it is no name at all. */
interface Kinds {
  company: boolean[];
  common: boolean[];
}

/** `called`: 〜と申します. `is`: 〜です. `acts`: 〜が承ります. `from`: 〜からお電話. */
type Way = "called" | "is" | "acts" | "from";

/** What the cues say each word is: part of a company's name, or no name. */
function kindsOf(words: readonly Morpheme[], cues: readonly Cue[]): Kinds {
  const company = words.map(() => false);
  const common = words.map(() => false);
  for (const cue of cues)
    for (let i = cue.from; i < cue.to; i++) {
      if (cue.name === "company-form" || cue.name === "company-kind" || cue.name === "public-office") company[i] = true;
      if (/^(?:desk-word|product|matter-word|matter-thing|offering|sales-word|identifier\..*)$/u.test(cue.name))
        common[i] = true;
    }
  return { company, common };
}

const isWord = (m: Morpheme | undefined, base: RegExp) => m !== undefined && base.test(m.base);

/** Forms and dictionary forms that an introduction can begin with: most words are none of them. */
const introducing = new Set(
  "という っていう ちゅう といった に と って て 申す もうす いう ゆう 言う です だ や じゃ やけど で たい が から より".split(
    " ",
  ),
);

/** Whether the words before `i` are introduced by what stands at `i`. */
function introduction(words: readonly Morpheme[], i: number): Way | null {
  const m = words[i] as Morpheme;
  if (!introducing.has(m.surface) && !introducing.has(m.base)) return null;
  const next = words[i + 1];
  const after = words[i + 2];
  if (/^(?:という|っていう|ちゅう|といった)$/u.test(m.surface))
    return isWord(next, /^(?:会社|者|もの|もん|の|ところ|とこ|です)$/u) ? "called" : null;
  if (m.surface === "に" && isWord(next, /^なる$/u) && isWord(after, /^ます$/u) && words[i + 3]?.base !== "ん")
    return "is";
  if (/^(?:と|って|て)$/u.test(m.surface) && m.pos === "助詞") {
    if (isWord(next, /^(?:申す|もうす|申し上げる|名乗る)$/u)) return "called";
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
    m.surface === "たい";
  if (copula) {
    for (let k = i + 1; k <= i + 4; k++) {
      const w = words[k];
      if (!w || w.pos === "記号") {
        if (w && /[？?]/u.test(w.surface)) return null;
        break;
      }
      if (/^(?:か|かね|かい)$/u.test(w.surface) || w.base === "いらっしゃる" || w.base === "ない" || w.base === "ん")
        return null;
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
function runStart(words: readonly Morpheme[], end: number): number {
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

function read(words: readonly Morpheme[], kinds: Kinds, from: number, to: number, way: Way, add: Add): void {
  if (/^(?:様|さん|さま|くん|ちゃん|先生)$/u.test(words[to - 1]?.surface ?? "")) return;
  const segments: [number, number][] = [];
  for (let i = from, start = from; i <= to; i++)
    if (i === to || /^(?:の|、)$/u.test((words[i] as Morpheme).surface) || (words[i] as Morpheme).pos === "フィラー") {
      if (i > start) segments.push([start, i]);
      start = i + 1;
    }
  const text = ([a, b]: [number, number]) =>
    words
      .slice(a, b)
      .map((w) => w.surface)
      .join("");
  /** Long proper names the dictionary knows whole are firms and offices, not people. */
  const isKind = ([a, b]: [number, number]) =>
    kinds.company.slice(a, b).some(Boolean) ||
    words.slice(a, b).some((w) => w.posDetail === "固有名詞" && w.surface.length >= 4);
  /** Has a word of its own beside what such names share. */
  const isOwn = ([a, b]: [number, number]) => {
    for (let i = a; i < b; i++) {
      const w = words[i] as Morpheme;
      if (!kinds.company[i] && !kinds.common[i] && w.posDetail !== "数" && w.posDetail !== "接尾" && w.pos !== "接頭詞")
        return true;
    }
    return false;
  };
  const isCommon = ([a, b]: [number, number]) => {
    for (let i = a; i < b; i++) if (!kinds.common[i] && (words[i] as Morpheme).posDetail !== "接尾") return false;
    return true;
  };
  const isProper = ([a, b]: [number, number]) => words.slice(a, b).some((w) => w.posDetail === "固有名詞" || !w.known);
  const companies = segments.filter((s) => isKind(s) && isOwn(s) && text(s).length >= 3);
  const [company] = companies;
  if (company && (way !== "acts" || isProper(company)))
    add("names-company", company[0], company[1], way === "is" && segments.length === 1 ? "reading" : "form");
  if (way === "from" && !company) {
    const only = segments.at(-1);
    if (only && isProper(only) && !isCommon(only) && isRoleBefore(words, from))
      add("names-self", only[0], only[1], "form");
  }
  if (way === "from") return;
  const last = segments.at(-1);
  if (!last) return;
  const person = !isKind(last) && !isCommon(last) && isOwn(last) && text(last).length <= 7;
  const introduced = segments.length > 1 || isRoleBefore(words, from);
  if (person) {
    if (way === "called") add("names-self", last[0], last[1], "form");
    else if (isProper(last) && (introduced || opensClause(words, from))) add("names-self", last[0], last[1], "form");
    else if (
      way === "is" &&
      segments.length > 1 &&
      text(last).length <= 4 &&
      (company || /担当|受付/u.test(text(segments[0] as [number, number])))
    )
      add("names-self", last[0], last[1], "reading");
    // 〜のXです: what stands before the person's name is the firm.
    const before = segments.at(-2);
    if (
      before &&
      !company &&
      isOwn(before) &&
      !isCommon(before) &&
      text(before).length >= 2 &&
      (way === "called" || isProper(last))
    )
      add("names-company", before[0], before[1], "reading");
  }
}

/** わたくし、担当 and their like just before a name. */
function isRoleBefore(words: readonly Morpheme[], from: number): boolean {
  const m = words[from - 1];
  const role = m?.pos === "記号" || m?.pos === "助詞" ? words[from - 2] : m;
  return role !== undefined && (role.posDetail === "代名詞" || /^(?:担当|名前|氏名|手前)$/u.test(role.base));
}

function opensClause(words: readonly Morpheme[], from: number): boolean {
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
