import { readFileSync } from "node:fs";
import { builtinDictionaries } from "../dictionary/builtin-node.js";
import { checkDictionaries } from "../dictionary/compile.js";
import { parseDictionary } from "../dictionary/load.js";
import { loadTokenizer } from "../language/load-node.js";

/** `kikimimi dictionary check`: exit status 1 when an example does not hold. */
export async function dictionaryCheck(files: string[]): Promise<void> {
  const dictionaries = files.length
    ? files.map((file) => parseDictionary(file, readFileSync(file, "utf8")))
    : builtinDictionaries();
  const tokenizer = await loadTokenizer();
  const broken = checkDictionaries(dictionaries, (text) => tokenizer.tokenize(text));
  for (const b of broken) {
    const wish = b.kind === "match" ? "見つかるはず" : "見つからないはず";
    console.log(`${b.dictionary}: ${b.cue} の項目${b.entry + 1}: ${wish}の例が外れました: ${b.example}`);
  }
  const cues = dictionaries.reduce((n, d) => n + Object.keys(d.cues).length, 0);
  const entries = dictionaries.reduce((n, d) => n + Object.values(d.cues).reduce((m, c) => m + c.entries.length, 0), 0);
  console.log(`辞書 ${dictionaries.length}、手がかり ${cues}、項目 ${entries}、外れた例 ${broken.length}`);
  if (broken.length) process.exitCode = 1;
}
