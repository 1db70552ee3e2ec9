import { checked } from "../check.js";
import { agentActs } from "../dialogue/acts.js";
import type { CallFrame } from "../dialogue/facts.js";
import type { Dictionary } from "../dictionary/load.js";
import { KikimimiError } from "../errors.js";
import { nearest } from "../nearest.js";
import { type CallHours, nuisanceHours, overlong } from "../rules/handling-hours.js";
import { rules } from "../rules/index.js";
import { phraseRules } from "../rules/phrase-rule.js";
import type { Rule } from "../rules/rule.js";
import { guarded } from "./guard.js";
import { mustSayDictionary, mustSayRule } from "./must-say.js";
import { Hours, type MustSay, type RuleSetting, Settings, type SettingsInput } from "./schema.js";

/** What the user adds to what is built in, and changes of it. */
export interface Own {
  dictionaries?: readonly Dictionary[] | undefined;
  rules?: readonly Rule[] | undefined;
  settings?: SettingsInput | undefined;
}

/** Rules and dictionaries as the settings want them. */
export interface Settled {
  rules: readonly Rule[];
  dictionaries: readonly Dictionary[];
  /** Cues of the user's that no built-in dictionary has. */
  strange: ReadonlySet<string>;
  settings: Settings;
  /** The frame of a call with what the settings know of every call. */
  frameOf(frame: CallFrame): CallFrame;
}

/**
 * @throws KikimimiError `bad-configuration` for settings that do not fit the schema, name a rule that does not exist,
 *   or give two rules one name
 */
export function settle(builtinRules: readonly Rule[], builtin: readonly Dictionary[], own: Own = {}): Settled {
  const settings = checked(Settings, own.settings ?? {});
  const { mustSay, hours, maxMinutes } = settings;
  const ownDictionaries = [
    ...(own.dictionaries ?? []),
    ...(mustSay.length ? [mustSayDictionary(mustSay)] : []),
    ...(settings.products.length ? [productDictionary(settings.products)] : []),
  ];
  const limits = hours || maxMinutes !== undefined ? limitRules(hours, maxMinutes) : [];
  const basis = builtinRules.map(
    (rule) => limits.find((r) => r.id === rule.id) ?? (isOurs(rule) ? rule : guarded(rule)),
  );
  const custom = [
    ...phraseRules([...builtin, ...ownDictionaries]),
    ...mustSay.map(mustSayRule),
    ...(own.rules ?? []).map(guarded),
  ];
  const all = [...basis, ...custom];
  for (const [i, { id }] of all.entries())
    if (all.findIndex((r) => r.id === id) < i)
      throw new KikimimiError(
        "bad-configuration",
        { ja: "同じ名前の規則が二つあります", en: "two rules have the same name" },
        {
          path: id,
          expected: { ja: "規則ごとに別の名前", en: "a name of its own for each rule" },
        },
      );
  const known = new Set(builtin.flatMap(({ cues }) => Object.keys(cues)));
  checkCues(mustSay, [...known, ...ownDictionaries.flatMap(({ cues }) => Object.keys(cues)), ...agentActs]);
  return {
    rules: configured(all, settings),
    dictionaries: [...builtin, ...ownDictionaries],
    strange: new Set(ownDictionaries.flatMap(({ cues }) => Object.keys(cues)).filter((cue) => !known.has(cue))),
    settings,
    frameOf: framing(settings),
  };
}

const isOurs = (rule: Rule): boolean => rules.includes(rule);

function checkCues(items: readonly MustSay[], names: readonly string[]): void {
  const exists = (cue: string) => names.some((name) => name === cue || name.startsWith(`${cue}.`));
  for (const [i, { cues }] of items.entries())
    for (const [k, cue] of cues.entries())
      if (!exists(cue))
        throw new KikimimiError(
          "bad-configuration",
          { ja: "そのような手がかりはありません", en: "there is no such cue" },
          { path: `mustSay[${i}].cues[${k}]`, hint: nearest(cue, names) },
        );
}

/** Switches rules off, and sets severities and thresholds. */
function configured(rules: readonly Rule[], settings: Settings): Rule[] {
  const ids = rules.map((r) => r.id);
  const families = [...new Set(ids.map((id) => `${id.slice(0, id.indexOf("/"))}/*`))];
  for (const key of Object.keys(settings.rules))
    if (!ids.includes(key) && !families.includes(key))
      throw new KikimimiError(
        "bad-configuration",
        { ja: "そのような規則はありません", en: "there is no such rule" },
        {
          path: `rules.${key}`,
          hint: nearest(key, [...ids, ...families]),
        },
      );
  return rules.map((rule) => {
    const family = `${rule.id.slice(0, rule.id.indexOf("/"))}/*`;
    const set = [settings.rules[family], settings.rules[rule.id]].map(asFields);
    const { off, severity, threshold } = Object.assign({ threshold: settings.threshold }, ...set) as Fields;
    const changed: Rule = { ...rule, ...(off ? { off } : {}), ...(threshold === undefined ? {} : { threshold }) };
    return severity ? withSeverity(changed, severity) : changed;
  });
}

interface Fields {
  off?: boolean;
  severity?: Rule["severity"] | undefined;
  threshold?: number | undefined;
}

function asFields(setting: RuleSetting | undefined): Fields {
  if (setting === undefined) return {};
  if (typeof setting === "boolean") return { off: !setting };
  if (setting === "on" || setting === "off") return { off: setting === "off" };
  return typeof setting === "string" ? { off: false, severity: setting } : { off: false, ...setting };
}

/** The severity set by the user is final: a rule does not judge single cases graver or lighter any more. */
function withSeverity(rule: Rule, severity: Rule["severity"]): Rule {
  const { propose, conclude } = rule;
  const at = <P extends object>(p: P | null) => p && { ...p, severity };
  return {
    ...rule,
    severity,
    ...(propose ? { propose: (line, dialogue) => at(propose.call(rule, line, dialogue)) } : {}),
    ...(conclude ? { conclude: (dialogue) => at(conclude.call(rule, dialogue)) } : {}),
  };
}

const days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

function limitRules(hours: Hours | undefined, maxMinutes: number | undefined): Rule[] {
  const call = hours && callHours(hours);
  return [nuisanceHours(call), overlong(maxMinutes, call)];
}

function callHours(written: Hours): CallHours {
  const { from, to, days: open, calls } = Hours.parse(written);
  const ms = (clock: string) => (Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))) * 60_000;
  if (ms(from) >= ms(to))
    throw new KikimimiError(
      "bad-configuration",
      { ja: "時間帯の始まりが終わりより後です", en: "the hours begin after they end" },
      {
        path: "hours.to",
        expected: { ja: `${from} より後の時刻`, en: `a time after ${from}` },
      },
    );
  return {
    from: ms(from),
    to: ms(to),
    ...(open ? { days: open.map((d) => days.indexOf(d)) } : {}),
    ...(calls === "outbound" ? { everyCall: true } : {}),
  };
}

/** The company's products are things it sells, like those that the dictionary knows; to name one is to say what it is about. */
function productDictionary(products: readonly string[]): Dictionary {
  const phrases = products.map((name) => name.replace(/[()|"…]|\.{3}/gu, " ").trim()).filter(Boolean);
  const entries = phrases.length ? [{ phrases, match: [...products], ignore: [], fuzzy: false }] : [];
  const about = "自社の商品";
  return {
    name: "products",
    cues: { product: { about, entries }, "states-product": { about, speaker: "agent", entries } },
  };
}

function framing({ company, industry, industries }: Settings): Settled["frameOf"] {
  return (frame) => {
    const called = frame.industry === undefined ? industry : (own(industries, frame.industry) ?? frame.industry);
    const name = frame.company?.name ?? company?.name;
    const aliases = [...(frame.company?.aliases ?? []), ...(company?.aliases ?? [])];
    // A call may carry its own company's name: the name set here is then one more that it goes by.
    if (frame.company?.name && company?.name && frame.company.name !== company.name) aliases.push(company.name);
    return {
      ...frame,
      ...(called === undefined ? {} : { industry: called }),
      ...(name || aliases.length ? { company: { ...(name ? { name } : {}), aliases } } : {}),
    };
  };
}

const own = <T>(record: Record<string, T>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;
