import { KikimimiError } from "../errors.js";
import { bytesOf } from "./bytes.js";
import { type Reading, reading, readingMember } from "./call-ids.js";
import { asError, formatNamed, interpret, type ReadOutcome } from "./choose.js";
import { type Part, unpack } from "./container.js";
import { decodeText, parseEncoding } from "./encoding.js";
import type { ReadOptions, ReadResult } from "./format.js";
import { isObject, parseJson } from "./json.js";
import { exceeded, type Limits, resolveLimits } from "./limits.js";
import { readLines } from "./lines.js";
import { readValue } from "./value.js";

/** Formats whose text is not to be taken for JSON. */
const plain = new Set(["csv", "text", "script", "vtt", "srt", "ass", "xlsx"]);

/**
 * Reads the calls of one file: JSON of any known shape, NDJSON, subtitles, tables, text; also gzipped, and archives of these.
 * @throws KikimimiError for the first call that cannot be read; {@link readEach} goes on past it
 */
export function readTranscripts(bytes: Uint8Array | ArrayBuffer, options: ReadOptions = {}): ReadResult[] {
  return Array.from(readEach(bytes, options), (outcome) => {
    if (outcome instanceof KikimimiError) throw outcome;
    return outcome;
  });
}

/**
 * Like {@link readTranscripts}, but gives an error for each call that cannot be read, in its place.
 * @throws KikimimiError `bad-option` for what is no bytes, an unknown format or encoding, or a limit that is no positive
 *   number
 */
export function* readEach(content: Uint8Array | ArrayBuffer, given: ReadOptions = {}): Generator<ReadOutcome> {
  const bytes = bytesOf(content);
  const options = given.encoding === undefined ? given : { ...given, encoding: parseEncoding(given.encoding) };
  const limits = resolveLimits(options.limits);
  if (options.format !== undefined && options.format !== "ndjson") formatNamed(options.format);
  const whole = reading(options);
  const used = new Map<string, number>();
  for (const part of unpack(bytes, limits, options)) {
    if (part instanceof KikimimiError) yield part;
    else if (part.name === undefined) yield* readPart(part, whole, limits);
    else {
      const { name } = part;
      for (const outcome of readPart(part, readingMember(options, name, used), limits)) yield named(outcome, name);
    }
  }
}

function* readPart(part: Part, options: Reading, limits: Limits): Generator<ReadOutcome> {
  try {
    if ("sheets" in part) yield* interpret({ sheets: part.sheets }, options, limits);
    else yield* readDecoded(decodeText(part.bytes, options.encoding).text, options, limits);
  } catch (error) {
    yield asError(error);
  }
}

/**
 * Reads decoded text.
 * @throws KikimimiError if it is empty, in no known format, or JSON that does not parse
 */
export function* readText(
  text: string,
  options: ReadOptions = {},
  limits: Limits = resolveLimits(options.limits),
): Generator<ReadOutcome> {
  yield* readDecoded(text, reading(options), limits);
}

function* readDecoded(text: string, options: Reading, limits: Limits): Generator<ReadOutcome> {
  if (text.trim() === "")
    throw new KikimimiError(
      "bad-transcript",
      { ja: "ファイルが空です", en: "the file is empty" },
      { expected: { ja: "書き起こし", en: "a transcript" } },
    );
  const maybeJson = !plain.has(options.format ?? "") && /^\s*[[{"]/.test(text);
  if (maybeJson) {
    const lines = options.format === "ndjson" ? text.split("\n") : linesOf(text.trimStart());
    if (lines) {
      for (const [i, line] of lines.entries()) {
        if (line.length > limits.maxLineBytes)
          throw exceeded(
            { ja: "行の長さ", en: "the length of a line" },
            "maxLineBytes",
            limits.maxLineBytes,
            `line ${i + 1}`,
          );
      }
      yield* readLines(lines, options, limits);
      return;
    }
    // `[00:05] オペレーター:` and `"話者","内容"` begin like JSON and are none.
    const named = options.format !== undefined;
    const json = named || /^\s*[[{]\s*(["[{\]}]|$)/.test(text) ? parseJson(text) : parsed(text);
    if (json !== undefined) {
      yield* readValue(json, options, limits);
      return;
    }
  }
  yield* interpret({ text }, options, limits);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The lines, where the text is NDJSON: the first line is a whole JSON object and another line follows. */
function linesOf(text: string): string[] | undefined {
  const end = text.indexOf("\n");
  if (end < 0 || text.slice(end).trim() === "" || !isObject(parsed(text.slice(0, end)))) return undefined;
  return text.split("\n");
}

/** The outcome with the name of its file in an archive in front of its place. */
function named(outcome: ReadOutcome, name: string): ReadOutcome {
  if (!(outcome instanceof KikimimiError))
    return { ...outcome, place: outcome.place ? `${name}: ${outcome.place}` : name };
  return outcome.at({ path: outcome.path ? `${name}: ${outcome.path}` : name });
}
