import type { AnalyzerOptions } from "./analyzer.js";
import { KikimimiError, type Said } from "./errors.js";
import { isRule } from "./rules/rule.js";

/** What an option takes: all of it, or, of a list, each member. */
interface Wanted {
  list?: true;
  fits(value: unknown): boolean;
  expected: Said;
  hint?(value: unknown): Said | undefined;
}

/** Whether it has these methods. Of a second copy of the package it is no instance of our class, and works as well. */
const has = (value: unknown, ...methods: string[]): boolean =>
  typeof value === "object" && value !== null && methods.every((m) => typeof Reflect.get(value, m) === "function");

const own: Wanted = { list: true, fits: isRule, expected: "defineRule({ … })" };

// The settings are checked by their schema.
const wanted: Record<Exclude<keyof AnalyzerOptions, "settings">, Wanted> = {
  dictionaries: {
    list: true,
    fits: (v) =>
      typeof v === "object" &&
      v !== null &&
      typeof Reflect.get(v, "name") === "string" &&
      isFields(Reflect.get(v, "cues")),
    expected: { ja: "parseDictionary で読んだ辞書", en: "a dictionary read with parseDictionary" },
    hint: (v) =>
      typeof v === "string"
        ? {
            ja: "設定ファイルの dictionaries にはファイルのパスを、ここには読み込んだ辞書を書きます: parseDictionary(name, yaml)",
            en: "the configuration file takes paths, this takes loaded dictionaries: parseDictionary(name, yaml)",
          }
        : undefined,
  },
  rules: own,
  customRules: own,
  locale: { fits: (v) => v === "ja" || v === "en", expected: '"ja" | "en"' },
  tokenizer: {
    fits: (v) => has(v, "tokenize", "readingsOf", "isSurname"),
    expected: "await loadTokenizer()",
  },
  model: {
    fits: (v) => v === false || has(v, "place", "score"),
    expected: { ja: "false か、学習した重み", en: "false, or trained weights" },
    hint: (v) =>
      v === true
        ? { ja: "組み込みの重みは、省けば使われます", en: "leave it out to use the built-in weights" }
        : undefined,
  },
  cache: {
    fits: (v) => typeof v === "number" && v >= 0,
    expected: { ja: "覚えておく発話の数(0 以上)", en: "how many lines to remember, 0 or more" },
  },
};

const isFields = (value: unknown): boolean => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Refuses options of the wrong kind before anything is loaded. Options that are not known are left to others.
 * @throws KikimimiError `bad-option` that names the option and what was expected
 */
export function refuseWrongOptions(options: { readonly [K in keyof AnalyzerOptions]?: unknown }): void {
  for (const [name, want] of Object.entries(wanted)) {
    const value: unknown = Reflect.get(options, name);
    if (value === undefined || value === null) continue;
    if (!want.list) refuse(name, value, want);
    else if (Array.isArray(value)) for (const [i, item] of value.entries()) refuse(`${name}[${i}]`, item, want);
    else
      throw wrong(name, {
        expected: { ja: `並び [ … ]:${inJapanese(want)}`, en: `a list [ … ]: ${inEnglish(want)}` },
        hint: want.hint?.(value),
      });
  }
}

function refuse(path: string, value: unknown, { fits, expected, hint }: Wanted): void {
  if (!fits(value)) throw wrong(path, { expected, hint: hint?.(value) });
}

const wrong = (path: string, about: { expected: Said; hint: Said | undefined }): KikimimiError =>
  new KikimimiError("bad-option", { ja: "値が違います", en: "this value does not fit" }, { path, ...about });

const inJapanese = ({ expected }: Wanted): string => (typeof expected === "string" ? expected : expected.ja);
const inEnglish = ({ expected }: Wanted): string => (typeof expected === "string" ? expected : expected.en);
