import type { Cue } from "../dictionary/matcher.js";
import type { Morpheme } from "../language/morpheme.js";
import { toHiragana } from "../language/reading.js";
import type { CallFrame } from "./facts.js";

/** Takes a name found in a line: from which word to which, and how it was recognised. */
export type Add = (name: "names-company" | "names-self", from: number, to: number, via: Cue["via"]) => void;

/** Without the form of the company and the signs around it. */
const normal = (name: string) =>
  name.replace(
    /(?:株式|有限|合同)会社|[(（](?:株|有|同)[)）]|[㈱㈲]|(?:一般|公益)(?:社団|財団)法人|(?:医療|社会福祉|学校|宗教|(?:司法|行政)書士|税理士|弁護士)法人|生活協同組合|[\s　()（）]/gu,
    "",
  );

/**
 * Katakana as hiragana, full-width letters and digits as plain small ones: a name is found however it was written.
 * Lengths stay.
 */
const folded = (text: string) =>
  toHiragana(text)
    .replace(/[！-～]/gu, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[A-Z]/gu, (c) => c.toLowerCase());

/** So many characters of a long name are enough: 「道北エネルギー」 for 道北エネルギー販売. */
const BEGINNING = 4;

/** The names that the call declares for the company; none that is too short to be told from other words. */
export const namesOf = ({ company }: Pick<CallFrame, "company">): string[] =>
  [company?.name, ...(company?.aliases ?? [])].map((n) => normal(n ?? "")).filter((n) => n.length > 1);

/**
 * Whether what was given as a company's name is the declared one, shortened or misheard: two of its first three characters
 * are shared, or it is the better part of it. Less of what comes later (電力, 通信) is what many companies are called.
 */
export function isOwnName(frame: Pick<CallFrame, "company">, name: string): boolean {
  const said = core(normal(name));
  return namesOf(frame).some((declared) => {
    const own = core(declared);
    const isMost = own.includes(said) && 2 * said.length > own.length;
    return isMost || [0, 1].some((i) => i + 2 <= own.length && said.includes(own.slice(i, i + 2)));
  });
}

const core = (name: string) => folded(name.replaceAll("の", ""));

/** What follows the name of somebody else. */
export const ADDRESSED = /^(?:様|さん|さま|殿|氏|君|くん|ちゃん|先生)$/u;

/** What follows a shortened name where the agent introduces themselves by it, and not where the words are only words. */
const INTRODUCES = /^(?:なん)?(?:です|でございます|と申し|といいます)|^の(?:者|もの|担当)/u;

/** Adds where a line says the names declared with the call. */
export function addDeclared(
  words: readonly Morpheme[],
  text: string,
  frame: Pick<CallFrame, "company" | "agent">,
  add: Add,
): void {
  const spoken = folded(text);
  const placeOf = (name: string): number => {
    const written = name.length > 1 ? text.indexOf(name) : -1;
    if (written >= 0 || name.length < 3) return written;
    const at = spoken.indexOf(folded(name));
    return words.some((w) => w.start === at) ? at : -1;
  };
  const mention = (name: string, as: "names-company" | "names-self", at: number, via: Cue["via"]) => {
    const from = words.findIndex((w) => w.end > at);
    const to = words.findIndex((w) => w.end >= at + name.length);
    if (from < 0 || to < 0 || ADDRESSED.test(words[to + 1]?.surface ?? "")) return;
    add(as, from, to + 1, via);
  };
  for (const name of namesOf(frame).sort((a, b) => b.length - a.length)) {
    const at = placeOf(name);
    if (at >= 0) {
      mention(name, "names-company", at, "form");
      continue;
    }
    const beginning = [...name].slice(0, BEGINNING).join("");
    const begun = placeOf(beginning);
    const rest = folded(name.slice(beginning.length));
    if (begun >= 0 && INTRODUCES.test(without(rest, spoken.slice(begun + beginning.length))))
      mention(beginning, "names-company", begun, "reading");
  }
  const agent = frame.agent?.name?.trim().split(/[\s　]/u)[0] ?? "";
  const at = placeOf(agent);
  if (at >= 0) mention(agent, "names-self", at, "form");
}

/** A text without as much of the rest of a name as it begins with. */
function without(rest: string, text: string): string {
  let same = 0;
  while (same < rest.length && rest[same] === text[same]) same++;
  return text.slice(same);
}
