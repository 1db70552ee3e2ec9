import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PresetName } from "../config/schema.js";
import { starterConfig, starterDictionary } from "../config/starter.js";
import { KikimimiError } from "../errors.js";
import type { Locale } from "../report/build.js";

interface Options {
  preset?: PresetName;
  locale?: Locale;
}

/** `kikimimi init`: a commented configuration, a first dictionary and a key. What is there already stays as it is. */
export function init(folder: string | undefined, { preset, locale = "ja" }: Options): void {
  const files: [name: string, text: string, mode: number][] = [
    ["kikimimi.config.yaml", starterConfig(preset), 0o644],
    ["kikimimi.words.yaml", starterDictionary, 0o644],
    [".kikimimi-key", `${randomBytes(32).toString("hex")}\n`, 0o600],
  ];
  const ja = locale === "ja";
  for (const [name, text, mode] of files) {
    const file = join(folder ?? ".", name);
    try {
      // `wx`: fails where the file is there.
      writeFileSync(file, text, { flag: "wx", mode });
      console.log(ja ? `書きました: ${file}` : `written: ${file}`);
    } catch (cause) {
      const { code } = cause as NodeJS.ErrnoException;
      if (code !== "EEXIST")
        throw new KikimimiError(
          "unwritable-file",
          { ja: "書き込めません", en: "it cannot be written" },
          { file, cause },
        );
      console.log(ja ? `すでにあるので、そのままにしました: ${file}` : `left as it is: ${file}`);
    }
  }
  console.log(
    ja
      ? "\n次に:\n  npx kikimimi dictionary check      自分の辞書を、その例で確かめる\n  npx kikimimi rules                 設定どおりの規則の一覧\n.kikimimi-key は見送りと基準の鍵です。公開する場所には置かないでください(.gitignore に加えます)。"
      : "\nNext:\n  npx kikimimi dictionary check      run your dictionary's examples\n  npx kikimimi rules                 the rules as configured\n.kikimimi-key is the key of suppressions and baselines. Keep it out of public places (add it to .gitignore).",
  );
}
