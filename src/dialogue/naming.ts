import type { Cue } from "../dictionary/matcher.js";
import type { Morpheme } from "../language/morpheme.js";
import type { CallFrame } from "./facts.js";
import { introduction, isRoleBefore, isSaidOfAnother, opensClause, runStart, type Way } from "./introduction.js";
import type { ReadText } from "./line.js";
import { type IsSurname, Names, type Segment } from "./names.js";
import { ADDRESSED, type Add, addDeclared } from "./own-name.js";

/**
 * What was read of an agent's line, with cues where they say the company's name or their own. Names are no word list: what
 * counts is the way of introducing oneself (〜と申します, 〜の〜でございます, 〜が承りました) around words that are nothing
 * else – no product, no role, no matter – and the names declared with the call.
 *
 * @param heard its cues `company-form`, `company-kind`, `desk-word`, `product`, `matter-word` and `offering` tell which
 *   words are part of a company's name and which are no name at all
 * @param opening these are the agent's first words
 * @param isSurname whether the dictionary has a text as a family name
 */
export function withNames(
  heard: ReadText,
  text: string,
  frame: Pick<CallFrame, "company" | "agent">,
  opening: boolean,
  isSurname: IsSurname,
): ReadText {
  heard.named ??= {};
  const named = (heard.named[opening ? "first" : "later"] ??= joined(heard, introduced(heard, opening, isSurname)));
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

function introduced({ words, cues }: ReadText, opening: boolean, isSurname: IsSurname): Cue[] {
  const { found, add } = collect(words);
  let names: Names | undefined;
  for (let i = 1; i < words.length; i++) {
    const way = introduction(words, i);
    if (!way) continue;
    const from = runStart(words, i);
    if (way !== "called" && isSaidOfAnother(words, from)) continue;
    if (from === i) {
      if (way === "called") spelledInKana(words, i, add);
      continue;
    }
    names ??= new Names(words, cues, isSurname);
    read(words, names, from, i, way, add);
    if (opening && from < 14 && !found.has("names-company")) answering(words, names, from, i, add);
  }
  const self = found.get("names-self");
  if (self && !found.has("names-company")) afterForm(words, cues, self.from, add);
  return [...found.values()];
}

/** 「株式会社やまばと互助会の…」: what follows 株式会社 before the person's name is the firm, however it comes apart. */
function afterForm(words: readonly Morpheme[], cues: readonly Cue[], person: number, add: Add): void {
  const form = cues.find((cue) => cue.name === "company-form" && cue.to < person);
  if (!form) return;
  let to = form.to;
  while (to < person && words[to]?.pos !== "記号" && words[to]?.surface !== "の") to++;
  if (to > form.to) add("names-company", form.from, to, "reading");
}

/** The first words of the agent, 「はい、韋駄天引越便です」: what is too long for a person is the firm. */
function answering(words: readonly Morpheme[], names: Names, from: number, to: number, add: Add): void {
  const last = names.segments(from, to).at(-1) as Segment;
  const someone = last[0] > from && (names.isFamily(last) || /^(?:者|もの|もん)$/u.test(names.text(last)));
  const end = someone ? last[0] : to;
  const run = words.slice(from, words[end - 1]?.surface === "の" ? end - 1 : end);
  const [first] = run;
  const own = run.filter((w, k) => !names.common[from + k] && w.posDetail !== "接尾" && w.surface !== "の");
  const length = own.reduce((n, w) => n + w.surface.length, 0);
  const ending = run.at(-1)?.surface ?? "";
  if (!first || own.length === 0 || ADDRESSED.test(ending) || MATTER.test(ending)) return;
  const name = run.every((w) => w.posDetail === "固有名詞") && length <= 5;
  if (!name && length >= 4 && (own.length >= 2 || /^[ァ-ヶー]{4,}$/u.test(own[0]?.surface ?? "")))
    add("names-company", from, from + run.length, "reading");
}

/** What a call is about, and no firm: 「お支払いの件です」. */
const MATTER = /^(?:件|こと|連絡|案内|お?知らせ|確認|挨拶|あいさつ|電話|紹介|世話|久しぶり|相談|お?礼|話)$/u;

/** Who is introduced by the words from `from` to `to`. */
function read(words: readonly Morpheme[], names: Names, from: number, to: number, way: Way, add: Add): void {
  if (ADDRESSED.test(words[to - 1]?.surface ?? "")) return;
  const segments = names.segments(from, to);
  const last = segments.at(-1) as Segment;
  const isFirm = (s: Segment) => names.isKind(s) && names.text(s).length >= 3;
  const company =
    segments.find((s) => isFirm(s) && names.isOwn(s)) ??
    // Before a person's name even 「リゾート企画」, of words that many firms have, is one.
    (names.isFamily(last) ? segments.slice(0, -1).find((s) => isFirm(s) && !names.isCommon(s)) : undefined);
  if (company && (way !== "acts" || names.isProper(company)))
    add("names-company", ...company, way === "is" && segments.length === 1 ? "reading" : "form");
  if (way === "from") {
    if (!company && names.isProper(last) && !names.isCommon(last) && isRoleBefore(words, from))
      add("names-self", ...last, "form");
    return;
  }
  if (!names.mayBePerson(last)) {
    if (way === "called" && !company && names.isLoan(last)) add("names-company", ...last, "reading");
    return;
  }
  // Kana before の come apart, 「ひさやの浅井です」.
  const ofFirm = words[from - 1]?.surface === "の" && names.isFamily(last);
  const introduced = segments.length > 1 || ofFirm || isRoleBefore(words, from);
  const [first] = segments as [Segment, ...Segment[]];
  if (way === "called") add("names-self", ...last, "form");
  else if (introduced ? names.isProper(last) : names.isFamily(last) && opensClause(words, from))
    add("names-self", ...last, "form");
  else if (
    way === "is" &&
    segments.length > 1 &&
    names.text(last).length <= 4 &&
    (company || /担当|受付/u.test(names.text(first)))
  )
    add("names-self", ...last, "reading");
  // 〜のXです: what stands before the person's name is the firm.
  const before = ofFirm && segments.length === 1 ? firmBefore(words, from - 1) : segments.at(-2);
  if (
    before &&
    !company &&
    names.isOwn(before) &&
    !names.isCommon(before) &&
    !ROLE.test(names.text(before)) &&
    names.text(before).length >= 2 &&
    (way === "called" || names.isProper(last))
  )
    add("names-company", ...before, "reading");
}

/** 「はなごろもの美川です」: what stands alone before の, however it comes apart. */
function firmBefore(words: readonly Morpheme[], to: number): Segment | undefined {
  let from = to;
  while (from > 0 && to - from < 6 && !endsBefore(words, from) && words[from - 1]?.base !== "ます") from--;
  return from < to ? [from, to] : undefined;
}

/** 「弁護士の…」, 「総務部の…」. */
const ROLE = /[部課室係者師士長]$/u;

/** Longer names in kana are hardly ever people's. */
const LONGEST_IN_KANA = 5;

/**
 * Names in kana come apart into words that are none, 「わたくし、とがしと申します」: what stands alone before 〜と申します.
 */
function spelledInKana(words: readonly Morpheme[], to: number, add: Add): void {
  if (!/^(?:申す|もうす)$/u.test(words[to + 1]?.base ?? "")) return;
  let from = to;
  let length = 0;
  for (; from > 0 && length <= LONGEST_IN_KANA && !endsBefore(words, from); from--)
    length += (words[from - 1] as Morpheme).surface.length;
  const last = words[to - 1];
  // 「そう申しました」, 「確認すると申しておりました」 quote.
  const quotes =
    (from === to - 1 && last?.pos === "副詞") || last?.pos === "助動詞" || last?.conjugationForm === "基本形";
  if (length < 2 || length > LONGEST_IN_KANA || quotes) return;
  if (words.slice(from, to).every((w) => /^[\p{Script=Hiragana}\p{Script=Han}]+$/u.test(w.surface)))
    add("names-self", from, to, "reading");
}

/** Whether something else ends before a word that may begin a name. */
function endsBefore(words: readonly Morpheme[], at: number): boolean {
  const before = words[at - 1] as Morpheme;
  const next = words[at];
  return (
    /^(?:記号|感動詞|フィラー)$/u.test(before.pos) ||
    before.posDetail === "代名詞" ||
    /^(?:の|担当)$/u.test(before.surface) ||
    (next !== undefined && next.start > before.end)
  );
}
