import type { Reading } from "./call-ids.js";
import { asError, choose, interpret, type ReadOutcome } from "./choose.js";
import { type ReadOptions, WEAK } from "./format.js";
import { isObject } from "./json.js";
import type { Limits } from "./limits.js";
import { turns } from "./turns.js";

/** Members under which services and scripts wrap what a recogniser returns. */
const wrappers = [
  "result",
  "results",
  "response",
  "data",
  "body",
  "raw_result",
  "raw_response",
  "rawResponse",
  "output",
  "payload",
  "detail",
  "transcription",
  "transcript",
  "conversation",
  "call",
];
/** Members that hold several calls. */
const collections = ["conversations", "calls", "transcripts", "records", "items", "results", "data", "dialogues"];

interface Inner {
  value: unknown;
  key: string;
}

/**
 * Reads one JSON value: a call in any known shape, wrapped or not, or a collection of calls.
 * @param place where the value stands in its file
 */
export function* readValue(
  json: unknown,
  options: Reading,
  limits: Limits,
  place?: string,
  depth = 0,
): Generator<ReadOutcome> {
  try {
    const best = choose({ json }, options);
    const inner = depth < 4 && (!best || best.confidence < WEAK) ? unwrap(json, options) : undefined;
    if (!inner) {
      yield* interpret({ json }, options, limits, place, best);
      return;
    }
    for (const { value, key } of inner) {
      const at = place ? `${place}${key.startsWith("[") ? key : `.${key}`}` : key;
      yield* readValue(value, options, limits, at, depth + 1);
    }
  } catch (error) {
    yield asError(error, place);
  }
}

/** The calls inside a value that is none itself; nothing if there are none. */
function unwrap(json: unknown, options: ReadOptions, depth = 0): Inner[] | undefined {
  const sure = (value: unknown): boolean => (choose({ json: value }, options)?.confidence ?? 0) >= WEAK;
  const listed = (values: unknown, prefix: string): Inner[] | undefined => {
    if (!Array.isArray(values)) return undefined;
    const calls = values
      .slice(0, 20)
      .some((value) => isObject(value) && (sure(value) || turns.detect({ json: value }) > 0));
    return calls ? values.map((value: unknown, i) => ({ value, key: `${prefix}[${i}]` })) : undefined;
  };
  if (Array.isArray(json)) return listed(json, "");
  if (!isObject(json) || depth > 3) return undefined;
  for (const key of wrappers) {
    const value = fromText(json[key]);
    if (isObject(value) && (sure(value) || unwrap(value, options, depth + 1))) return [{ value, key }];
  }
  for (const key of [...collections, ...wrappers]) {
    const list = listed(json[key], key);
    if (list) return list;
  }
  if (turns.detect({ json }) > 0) return undefined;
  // Nothing known inside either, but a list of turns.
  for (const key of wrappers) {
    const value = fromText(json[key]);
    if (
      (isObject(value) || Array.isArray(value)) &&
      (turns.detect({ json: value }) > 0 || unwrap(value, options, depth + 1))
    ) {
      return [{ value, key }];
    }
  }
  return undefined;
}

/** JSON kept as a string inside JSON. */
function fromText(value: unknown): unknown {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
