import { existsSync, readFileSync } from "node:fs";
import { KikimimiError } from "../errors.js";
import { parseBaseline } from "./baseline.js";
import { Marker } from "./marker.js";
import { parseSuppressions, type Suppression } from "./suppressions.js";

export const KEY_VARIABLE = "KIKIMIMI_KEY";

/**
 * The marker with the key from the environment variable `KIKIMIMI_KEY`, or from a file.
 * @throws KikimimiError `bad-option` where there is no key, or it is too short; `unreadable-file`
 */
export function openMarker(
  keyFile: string | undefined,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Marker {
  const key = environment[KEY_VARIABLE] ?? (keyFile === undefined ? undefined : readText(keyFile).trim());
  if (key !== undefined) return new Marker(key);
  throw new KikimimiError(
    "bad-option",
    { ja: "見送りと基準には鍵が要ります", en: "suppressions and baselines need a key" },
    {
      expected: {
        ja: `環境変数 ${KEY_VARIABLE}、または設定の keyFile`,
        en: `the environment variable ${KEY_VARIABLE}, or keyFile in the configuration`,
      },
      hint: { ja: "kikimimi init が鍵のファイルを作ります", en: "kikimimi init makes a key file" },
    },
  );
}

/** @throws KikimimiError naming the file and what does not fit; a file that is not there holds nothing */
export const readSuppressions = (file: string): Suppression[] =>
  existsSync(file) ? inFile(file, () => parseSuppressions(readJson(file))) : [];

/** @throws KikimimiError naming the file; also where it is not there */
export const readBaseline = (file: string): Set<string> => inFile(file, () => parseBaseline(readJson(file)));

function inFile<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof KikimimiError ? error.in(file) : error;
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new KikimimiError(
      "unreadable-file",
      { ja: "ファイルを読めません", en: "the file cannot be read" },
      { file, cause },
    );
  }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readText(file)) as unknown;
  } catch (cause) {
    if (cause instanceof KikimimiError) throw cause;
    const reason = { ja: "JSON として読めません", en: "this is not JSON" };
    throw new KikimimiError("bad-configuration", reason, { file, cause });
  }
}
