import type { CallFrame } from "./facts.js";

/** Without the form of the company and the signs around it. */
const normal = (name: string) =>
  name.replace(
    /(?:株式|有限|合同)会社|[(（](?:株|有|同)[)）]|[㈱㈲]|(?:一般|公益)(?:社団|財団)法人|医療法人|[\s　()（）]/gu,
    "",
  );

/**
 * Katakana as hiragana, full-width letters and digits as plain small ones: a name is found however it was written.
 * Lengths stay.
 */
export const folded = (text: string) =>
  text
    .replace(/[ァ-ヶ]/gu, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60))
    .replace(/[！-～]/gu, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[A-Z]/gu, (c) => c.toLowerCase());

/** So many characters of a long name are enough: 「道北エネルギー」 for 道北エネルギー販売. */
export const BEGINNING = 4;

/** The names that the call declares for the company; none that is too short to be told from other words. */
export const namesOf = ({ company }: Pick<CallFrame, "company">): string[] =>
  [company?.name, ...(company?.aliases ?? [])].map((n) => normal(n ?? "")).filter((n) => n.length > 1);

/**
 * Whether what was given as a company's name is the declared one, shortened or misheard: two of its first three characters
 * are shared. What comes later (電力, 通信) is what many companies are called.
 */
export function isOwnName(frame: Pick<CallFrame, "company">, name: string): boolean {
  const said = core(name);
  return namesOf(frame).some((declared) => {
    const own = core(declared);
    return [0, 1].some((i) => i + 2 <= own.length && said.includes(own.slice(i, i + 2)));
  });
}

const core = (name: string) => folded(normal(name).replaceAll("の", ""));
