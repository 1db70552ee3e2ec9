import { KikimimiError } from "../errors.js";
import { jsonErrorAt } from "./json-position.js";

export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value as an object, or an empty one. */
export function object(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

/** The objects of an array; an array nested in it (vendors do that) is opened. */
export function objects(value: unknown): JsonObject[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item) => (Array.isArray(item) ? objects(item) : isObject(item) ? [item] : []));
}

export function string(value: unknown): string | undefined {
  if (typeof value === "string") return value.trim() === "" ? undefined : value;
  return undefined;
}

/** A string, or a number written as one: ids and channel numbers come either way. */
export function label(value: unknown): string | undefined {
  return typeof value === "number" && Number.isFinite(value) ? String(value) : string(value)?.trim();
}

/** A finite number, also where it is quoted. */
export function number(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value !== "string" || !/^\s*[-+]?(\d+(?:\.\d*)?|\.\d+)(e[-+]?\d+)?\s*$/i.test(value)) return undefined;
  return Number(value);
}

export function has(value: JsonObject, ...keys: string[]): boolean {
  return keys.every((key) => key in value);
}

/** Only the members that are there. */
export function present(members: JsonObject): JsonObject | undefined {
  const entries = Object.entries(members).filter(
    ([, value]) => value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && !value.length),
  );
  return entries.length ? Object.fromEntries(entries) : undefined;
}

/**
 * JSON.parse with a place. The engine's own message is dropped: it quotes the text.
 * @throws KikimimiError `bad-transcript` at the line and column where the text stops being JSON
 */
export function parseJson(text: string, lineOffset = 0): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const at = jsonErrorAt(text);
    const cut = at >= text.length;
    const before = text.slice(0, at);
    const line = before.split("\n").length;
    const column = at - before.lastIndexOf("\n");
    throw new KikimimiError(
      "bad-transcript",
      cut
        ? { ja: "JSON が途中で切れています", en: "the JSON is cut off" }
        : { ja: "JSON として読めません", en: "this is not JSON" },
      {
        path: `line ${line + lineOffset}, column ${column}`,
        expected: { ja: "正しい JSON", en: "valid JSON" },
        hint: cut
          ? { ja: "書き出しをやり直してください", en: "export it again" }
          : { ja: "JSON の構文を確かめてください", en: "check the syntax" },
      },
    );
  }
}
