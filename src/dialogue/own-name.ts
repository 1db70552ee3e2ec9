import type { Cue } from "../dictionary/matcher.js";
import type { Morpheme } from "../language/morpheme.js";
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
 * Katakana as hiragana, full-width letters and digits as plain small ones, by UTF-16 unit: a name is found however it was
 * written. Lengths stay.
 */
function foldedUnit(unit: number): number {
  if (unit >= 0x30a1 && unit <= 0x30f6) return unit - 0x60;
  const plain = unit >= 0xff01 && unit <= 0xff5e ? unit - 0xfee0 : unit;
  return plain >= 0x41 && plain <= 0x5a ? plain + 0x20 : plain;
}

const folded = (text: string): string =>
  Array.from({ length: text.length }, (_, i) => String.fromCharCode(foldedUnit(text.charCodeAt(i)))).join("");

/** Where a text, folded, holds what is folded already; -1: nowhere. Lines mostly hold nothing of it: they stay as they are. */
function indexIn(text: string, name: string): number {
  for (let at = 0; at + name.length <= text.length; at++) {
    let same = 0;
    while (same < name.length && foldedUnit(text.charCodeAt(at + same)) === name.charCodeAt(same)) same++;
    if (same === name.length) return at;
  }
  return -1;
}

/** So many characters of a long name are enough: 「道北エネルギー」 for 道北エネルギー販売. */
const BEGINNING = 4;

interface Name {
  written: string;
  folded: string;
}

const nameOf = (written: string): Name => ({ written, folded: folded(written) });

/** The names that a call declares. */
interface Declared {
  /** Of the company, the longest first: each with the beginning that is enough, and the folded rest. */
  company: readonly { name: Name; beginning: Name; rest: string }[];
  agent: Name;
}

const kept = new WeakMap<Pick<CallFrame, "company" | "agent">, Declared>();

/** Worked out once a call, since every line is searched for them. */
function declaredBy(frame: Pick<CallFrame, "company" | "agent">): Declared {
  const known = kept.get(frame);
  if (known) return known;
  const company = namesOf(frame)
    .sort((a, b) => b.length - a.length)
    .map((name) => {
      const beginning = [...name].slice(0, BEGINNING).join("");
      return { name: nameOf(name), beginning: nameOf(beginning), rest: folded(name.slice(beginning.length)) };
    });
  const declared = { company, agent: nameOf(frame.agent?.name?.trim().split(/[\s　]/u)[0] ?? "") };
  kept.set(frame, declared);
  return declared;
}

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
  const placeOf = (name: Name): number => {
    const { length } = name.written;
    const written = length > 1 ? text.indexOf(name.written) : -1;
    if (written >= 0 || length < 3) return written;
    const at = indexIn(text, name.folded);
    return at >= 0 && words.some((w) => w.start === at) ? at : -1;
  };
  const mention = ({ written }: Name, as: "names-company" | "names-self", at: number, via: Cue["via"]) => {
    const from = words.findIndex((w) => w.end > at);
    const to = words.findIndex((w) => w.end >= at + written.length);
    if (from < 0 || to < 0 || ADDRESSED.test(words[to + 1]?.surface ?? "")) return;
    add(as, from, to + 1, via);
  };
  const { company, agent } = declaredBy(frame);
  for (const { name, beginning, rest } of company) {
    const at = placeOf(name);
    if (at >= 0) {
      mention(name, "names-company", at, "form");
      continue;
    }
    const begun = placeOf(beginning);
    if (begun >= 0 && INTRODUCES.test(without(rest, folded(text.slice(begun + beginning.written.length)))))
      mention(beginning, "names-company", begun, "reading");
  }
  const at = placeOf(agent);
  if (at >= 0) mention(agent, "names-self", at, "form");
}

/** A text without as much of the rest of a name as it begins with. */
function without(rest: string, text: string): string {
  let same = 0;
  while (same < rest.length && rest[same] === text[same]) same++;
  return text.slice(same);
}
