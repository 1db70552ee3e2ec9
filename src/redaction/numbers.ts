import {
  isCardNumber,
  isFixedNumber,
  isInsurerNumber,
  isLicenceNumber,
  isMobileNumber,
  isMyNumber,
  isTollFree,
} from "./checks.js";
import type { Context } from "./context.js";
import type { Cover, Found, Line, PersonalKind } from "./line.js";
import { type NumberRun, numbersIn } from "./numerals.js";

const numeric: readonly PersonalKind[] = [
  "phone",
  "postcode",
  "my-number",
  "card",
  "account",
  "licence",
  "insurance",
  "number",
  "address",
];

/** A line that says nothing but digits, apart from はい, えーと, です. */
const digitsOnly = /^[はいえーっとあのうんですねになりますがで次続後最、。 ]*$/u;

export interface FoundNumber extends Found {
  digits: string;
}

/** Numbers that the customer gives of themselves, and what of a line's numbers is theirs by its check digit. */
export function personalNumbers(line: Line, context: Context, covered: Cover): FoundNumber[] {
  const runs = numbersIn(line).filter((r) => !covered.touches(r));
  const open = numeric.filter((kind) => context.topics.has(kind));
  const found: FoundNumber[] = [];
  for (const run of runs) {
    if (isTollFree(run.digits) && run.count >= 9) continue;
    const kind = line.speaker === "customer" ? ofCustomer(line, run, runs, open) : ofOthers(line, run, context, open);
    if (!kind) continue;
    found.push({ from: withLetters(line, run.from), to: run.to, kind, digits: run.digits });
  }
  if (line.speaker === "customer" && context.topics.has("account")) found.push(...banks(line));
  return found;
}

function ofCustomer({ text }: Line, run: NumberRun, runs: readonly NumberRun[], open: readonly PersonalKind[]) {
  if (run.unit || (run.doubtful && (!open.length || run.count < 2))) return undefined;
  // 四十三万 is an amount, whatever was asked; 二十一 may be a house.
  if (run.spoken && Number(run.digits) >= 100 && !open.includes("address")) return undefined;
  const behind = text.slice(run.to, run.to + 3);
  if (run.count <= 3 && /^(?:番|つ|ばん)/u.test(behind) && !open.length) return undefined;
  const whole = kindOf(run, open);
  if (run.spoken && !open.length) return undefined;
  if (run.count >= 4) return isYear(run, behind) && !open.length ? undefined : whole;
  if (!open.length) return undefined;
  return run.count >= 2 || digitsOnly.test(without(text, runs)) ? whole : undefined;
}

const isYear = (run: NumberRun, behind: string): boolean =>
  /^(?:19|20)\d\d$/.test(run.digits) && /^(?:の|に|から|まで)/u.test(behind);

function ofOthers({ speaker }: Line, run: NumberRun, context: Context, open: readonly PersonalKind[]) {
  if (run.doubtful || run.spoken || run.unit) return undefined;
  const { digits } = run;
  if (isCardNumber(digits)) return "card";
  if (isMobileNumber(digits) && !(context.firm && digits.startsWith("050"))) return "phone";
  if (!context.firm && isMyNumber(digits)) return "my-number";
  if (!context.firm && isLicenceNumber(digits)) return "licence";
  if (speaker === "agent" && context.confirms && !context.firm && open.length && run.count >= 3)
    return kindOf(run, open);
  return undefined;
}

/** A letter or two in front belong to a number: 「TKの9001234」. */
export const withLetters = ({ text }: Line, from: number): number =>
  from - (/(?<![a-z])[a-z]{1,3}[のノ・ -]?$/u.exec(text.slice(Math.max(0, from - 5), from))?.[0].length ?? 0);

/** The bank and the branch of an account. */
function banks({ text }: Line): FoundNumber[] {
  return [...text.matchAll(/[^、。はがのをでにとへも ]{1,12}(?:銀行|支店|信用金庫|信金|農協|出張所)/gu)].map((m) => ({
    from: m.index,
    to: m.index + m[0].length,
    kind: "account",
    digits: "",
  }));
}

/** By its check digit or its length, or else by what was asked for. */
export function kindOf({ digits }: Pick<NumberRun, "digits">, open: readonly PersonalKind[]): PersonalKind {
  const asked = (kind: PersonalKind) => open.includes(kind);
  if (isCardNumber(digits)) return "card";
  if (isMobileNumber(digits) || (isFixedNumber(digits) && !asked("account"))) return "phone";
  if (digits.length === 7 && (asked("postcode") || asked("address"))) return "postcode";
  if (isMyNumber(digits) && !asked("licence")) return "my-number";
  if (isLicenceNumber(digits) && !asked("my-number")) return "licence";
  if (asked("insurance") && isInsurerNumber(digits)) return "insurance";
  return open[0] ?? "number";
}

const without = (text: string, runs: readonly NumberRun[]): string => {
  let rest = "";
  let at = 0;
  for (const { from, to } of runs) {
    rest += text.slice(at, from);
    at = to;
  }
  return rest + text.slice(at);
};
