/**
 * What else one might put on calls: a tokeniser alone, a linter for Japanese text, matching on morphemes, a list of words.
 * Each is given the same fifty phrases where it takes phrases.
 */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { TextlintKernel } from "@textlint/kernel";
import kuromoji from "kuromoji";
import { tokenize as kuromojin } from "kuromojin";
import { stringify } from "yaml";

/** Words that a centre forbids its agents, as such lists go. */
export const forbidden = [
  ..."必ず儲かる 絶対に 間違いなく 損はしません 元本保証 100% 今だけ 本日限り 今すぐ 今日中 先着順 残りわずか 特別に お客様だけ".split(
    " ",
  ),
  ..."皆さん契約 正規代理店 公認 国の指定 義務です 罰則 使えなくなります 切り替え 無料点検 感染しています 危険です 大変なこと".split(
    " ",
  ),
  ..."訴えます 差し押さえ 法的手段 違約金 帰れません ご家族には 内緒 切らないで 電話を切って 疑うなら 知りません 分かりません".split(
    " ",
  ),
  ..."生年月日 暗証番号 パスワード 口座番号 カード番号 マイナンバー 年収 ご家族構成 貯金 お住所 遠隔操作 ギフトカード".split(
    " ",
  ),
];

export type Texts = readonly (readonly string[])[];
export type Runner = (calls: Texts) => void | Promise<void>;

export async function peers(): Promise<Record<string, Runner>> {
  const require = createRequire(import.meta.url);
  // CommonJS whose default export each loader finds elsewhere.
  const load = (name: string) => {
    const loaded = require(name);
    return loaded.default ?? loaded;
  };
  const { createMatcher: createMatchAll } = load("morpheme-match-all");
  const textPlugin = load("@textlint/textlint-plugin-text");
  const prh = load("textlint-rule-prh");
  const dicPath = join(dirname(require.resolve("kuromoji/package.json")), "dict");
  const tokenizer = await new Promise<kuromoji.Tokenizer<kuromoji.IpadicFeatures>>((resolve, reject) =>
    kuromoji.builder({ dicPath }).build((error, built) => (error ? reject(error) : resolve(built))),
  );
  const matchAll = createMatchAll(forbidden.map((phrase) => ({ message: phrase, tokens: tokenizer.tokenize(phrase) })));
  const kernel = new TextlintKernel();
  const ruleContents = [
    stringify({ version: 1, rules: forbidden.map((pattern) => ({ expected: "(言い換え)", pattern })) }),
  ];
  const lint = {
    ext: ".txt",
    plugins: [{ pluginId: "text", plugin: textPlugin }],
    rules: [{ ruleId: "prh", rule: prh, options: { ruleContents } }],
  };
  const anyForbidden = new RegExp(forbidden.join("|"), "gu");
  return {
    kuromoji: (calls) => {
      for (const call of calls) for (const text of call) tokenizer.tokenize(text);
    },
    kuromojin: async (calls) => {
      for (const call of calls) for (const text of call) await kuromojin(text);
    },
    "morpheme-match-all (kuromoji, 50 phrases)": (calls) => {
      for (const call of calls) for (const text of call) matchAll(tokenizer.tokenize(text));
    },
    "textlint + prh (50 phrases)": async (calls) => {
      for (const call of calls) await kernel.lintText(call.join("\n"), lint);
    },
    "one regular expression (50 phrases)": (calls) => {
      for (const call of calls) for (const text of call) for (const _ of text.matchAll(anyForbidden)) void _;
    },
  };
}
