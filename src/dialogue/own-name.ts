import type { CallFrame } from "./facts.js";

/** Without the form of the company and the signs around it. */
const normal = (name: string) =>
  name.replace(/(?:株式|有限|合同)会社|(?:一般|公益)(?:社団|財団)法人|医療法人|[\s　()（）]/gu, "");

/** Katakana as hiragana, so that names are found however a recogniser wrote them; lengths stay. */
export const folded = (text: string) => text.replace(/[ァ-ヶ]/gu, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60));

/** So much of a long name is enough: 「道北エネルギー」 for 道北エネルギー販売. */
export const BEGINNING = 4;

/** The names that the call declares for the company. */
export const namesOf = ({ company }: Pick<CallFrame, "company">): string[] =>
  [company?.name, ...(company?.aliases ?? [])].map((n) => normal(n ?? "")).filter((n) => n.length > 1);

/** Whether what was given as a company's name is the declared one, shortened or misheard: a run of two characters is shared. */
export function isOwnName(frame: Pick<CallFrame, "company">, name: string): boolean {
  const said = core(name);
  return namesOf(frame)
    .map(core)
    .some((own) => {
      for (let i = 0; i + 2 <= own.length; i++) if (said.includes(own.slice(i, i + 2))) return true;
      return false;
    });
}

const core = (name: string) => folded(normal(name)).replaceAll("の", "");
