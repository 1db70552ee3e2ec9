import { readFileSync } from "node:fs";
import { mustSayDictionary } from "../config/must-say.js";
import { builtinDictionaries } from "../dictionary/builtin-node.js";
import { checkDictionaries } from "../dictionary/compile.js";
import { type Dictionary, parseDictionary } from "../dictionary/load.js";
import { loadTokenizer } from "../language/load-node.js";
import { type ConfiguredOptions, configured } from "./configured.js";

/** `kikimimi dictionary check`: exit status 1 when an example does not hold. */
export async function dictionaryCheck(files: string[], options: ConfiguredOptions): Promise<void> {
  const { config, locale, options: own } = await configured(options);
  const dictionaries: readonly Dictionary[] = files.length
    ? files.map((file) => parseDictionary(file, readFileSync(file, "utf8")))
    : [...builtinDictionaries(), ...own.dictionaries, mustSayDictionary(config.mustSay)];
  const tokenizer = await loadTokenizer();
  const broken = checkDictionaries(dictionaries, (text) => tokenizer.tokenize(text));
  const ja = locale === "ja";
  for (const b of broken) {
    const [wish, should] =
      b.kind === "match" ? ["見つかるはず", "should match"] : ["見つからないはず", "should not match"];
    console.log(
      ja
        ? `${b.dictionary}: ${b.cue} の項目${b.entry + 1}: ${wish}の例が外れました: ${b.example}`
        : `${b.dictionary}: ${b.cue}, entry ${b.entry + 1}: an example that ${should}: ${b.example}`,
    );
  }
  const cues = dictionaries.reduce((n, d) => n + Object.keys(d.cues).length, 0);
  const entries = dictionaries.reduce((n, d) => n + Object.values(d.cues).reduce((m, c) => m + c.entries.length, 0), 0);
  console.log(
    ja
      ? `辞書 ${dictionaries.length}、手がかり ${cues}、項目 ${entries}、外れた例 ${broken.length}`
      : `${dictionaries.length} dictionaries, ${cues} cues, ${entries} entries, ${broken.length} broken examples`,
  );
  if (broken.length) process.exitCode = 1;
}
