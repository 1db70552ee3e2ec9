import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname, extname, join, resolve } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import { KikimimiError } from "../errors.js";
import { importModule } from "./import-node.js";

const names = ["ts", "mts", "js", "mjs", "json", "yaml", "yml"].map((ending) => `kikimimi.config.${ending}`);

/**
 * The configuration file that is nearest: in this folder or in one above it.
 * @throws KikimimiError `bad-configuration` where one folder has two
 */
export function findConfig(from: string): string | undefined {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const here = names.map((name) => join(folder, name)).filter((file) => existsSync(file));
    if (here.length > 1)
      throw new KikimimiError(
        "bad-configuration",
        { ja: "設定ファイルが二つ以上あります", en: "there is more than one configuration file" },
        { file: folder, expected: here.map((file) => basename(file)).join(" / ") },
      );
    if (here[0]) return here[0];
    if (dirname(folder) === folder) return undefined;
  }
}

/**
 * What a configuration file holds, unchecked. Modules are run; everything else is only read.
 * @throws KikimimiError `unreadable-file`, or `bad-configuration` with file and line
 */
export async function readConfig(file: string): Promise<unknown> {
  const ending = extname(file).toLowerCase();
  if (/^\.[mc]?[jt]s$/u.test(ending)) return defaultOf(await importModule(file), file);
  const text = await textOf(file);
  if (ending === ".yaml" || ending === ".yml") return fromYaml(text, file);
  if (ending === ".json") return fromJson(text, file);
  const expected = names.map((name) => name.slice("kikimimi.config".length)).join(" ");
  throw new KikimimiError(
    "bad-configuration",
    { ja: "この種類の設定は読めません", en: "configurations of this kind are not read" },
    { file, expected },
  );
}

function defaultOf(module: Record<string, unknown>, file: string): unknown {
  if (module.default !== undefined) return module.default;
  throw new KikimimiError(
    "bad-configuration",
    { ja: "default の書き出しがありません", en: "there is no default export" },
    { file, expected: "export default defineConfig({ … })" },
  );
}

async function textOf(file: string): Promise<string> {
  try {
    return (await readFile(file, "utf8")).replace(/^\ufeff/u, "");
  } catch (cause) {
    const reason = { ja: "設定ファイルを読めません", en: "the configuration file cannot be read" };
    throw new KikimimiError("unreadable-file", reason, { file, cause });
  }
}

function fromYaml(text: string, file: string): unknown {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const [broken] = document.errors;
  if (broken) throw unreadable("YAML", file, lines.linePos(broken.pos[0]).line, broken.message.split("\n")[0] ?? "");
  return document.toJS() ?? {};
}

function fromJson(text: string, file: string): unknown {
  // YAML's reader knows the line of what is wrong, and every JSON text is YAML.
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    const lines = new LineCounter();
    const [broken] = parseDocument(text, { lineCounter: lines }).errors;
    throw unreadable("JSON", file, broken && lines.linePos(broken.pos[0]).line, (cause as Error).message);
  }
}

const unreadable = (form: string, file: string, line: number | undefined, detail: string) =>
  new KikimimiError(
    "bad-configuration",
    { ja: `${form} として読めません: ${detail}`, en: `this is not ${form}: ${detail}` },
    { file, path: line === undefined ? undefined : { ja: `${line}行目`, en: `line ${line}` } },
  );
