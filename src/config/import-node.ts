import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { KikimimiError } from "../errors.js";

/**
 * Runs a module of the user's. TypeScript is read by Node itself where it can (22.18 and later); elsewhere by `jiti`,
 * where that is installed.
 * @throws KikimimiError `unreadable-file`; `bad-configuration` where the module fails or TypeScript cannot be read
 */
export async function importModule(file: string): Promise<Record<string, unknown>> {
  const path = resolve(file);
  if (!existsSync(path))
    throw new KikimimiError("unreadable-file", { ja: "ファイルがありません", en: "there is no such file" }, { file });
  try {
    return (await import(pathToFileURL(path).href)) as Record<string, unknown>;
  } catch (error) {
    if (codeOf(error) !== "ERR_UNKNOWN_FILE_EXTENSION") throw failed(file, error);
  }
  const jiti = await loadJiti(file);
  try {
    return (await jiti.import(path)) as Record<string, unknown>;
  } catch (error) {
    throw failed(file, error);
  }
}

async function loadJiti(file: string): Promise<{ import(path: string): Promise<unknown> }> {
  try {
    const { createJiti } = await import("jiti");
    return createJiti(pathToFileURL(resolve(file)).href);
  } catch (cause) {
    throw new KikimimiError(
      "bad-configuration",
      { ja: "この Node.js は TypeScript を読めません", en: "this Node.js does not read TypeScript" },
      {
        file,
        expected: { ja: "Node.js 22.18 以上、または jiti", en: "Node.js 22.18 or later, or jiti" },
        hint: { ja: "npm install jiti、または .mjs か .yaml で書く", en: "npm install jiti, or write .mjs or .yaml" },
        cause,
      },
    );
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String((error as NodeJS.ErrnoException).code) : "";

function failed(file: string, cause: unknown): KikimimiError {
  if (cause instanceof KikimimiError) return cause.in(file);
  const detail = cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : String(cause);
  return new KikimimiError(
    "bad-configuration",
    { ja: `実行できません: ${detail}`, en: `it does not run: ${detail}` },
    { file, cause },
  );
}
