import { KikimimiError } from "../errors.js";
import { type Reading, reading } from "./call-ids.js";
import { asError, choose, type ReadOutcome } from "./choose.js";
import { decodeText, parseEncoding } from "./encoding.js";
import { type ReadOptions, WEAK } from "./format.js";
import { isObject, type JsonObject, parseJson, string } from "./json.js";
import { exceeded, type Limits, resolveLimits } from "./limits.js";
import { callIdOfTurn, isTurn } from "./turns.js";
import { readValue } from "./value.js";

/**
 * Newline-delimited JSON, line by line. A line is a call in any known JSON shape; or one turn of a call, or one event of a
 * call in progress, in which case lines are gathered until the call ends.
 */
class LineReader {
  private readonly open = new Map<string, { values: JsonObject[]; line: number }>();

  constructor(
    private readonly options: Reading,
    private readonly limits: Limits,
  ) {}

  *push(line: string, number: number): Generator<ReadOutcome> {
    const place = `line ${number}`;
    if (line.trim() === "") return;
    try {
      const value = parseJson(line, number - 1);
      const part = isObject(value) ? partOf(value, this.options) : undefined;
      if (!part || !isObject(value)) {
        yield* this.flush((key) => !key.startsWith("event "));
        yield* readValue(value, this.options, this.limits, place);
        return;
      }
      // Turns of one call stand together; events of several calls may be mixed.
      if (!part.event) yield* this.flush((key) => !key.startsWith("event ") && key !== part.key);
      const group = this.open.get(part.key) ?? { values: [], line: number };
      this.open.set(part.key, group);
      group.values.push(value);
      if (part.last) yield* this.flush((key) => key === part.key);
      else if (group.values.length > this.limits.maxUtterances) {
        this.open.delete(part.key);
        throw exceeded(
          { ja: "発話の数", en: "the number of utterances" },
          "maxUtterances",
          this.limits.maxUtterances,
          place,
        );
      }
    } catch (error) {
      yield asError(error, place);
    }
  }

  *end(): Generator<ReadOutcome> {
    yield* this.flush(() => true);
  }

  private *flush(which: (key: string) => boolean): Generator<ReadOutcome> {
    for (const [key, { values, line }] of this.open) {
      if (!which(key)) continue;
      this.open.delete(key);
      yield* readValue(values, this.options, this.limits, `line ${line}`);
    }
  }
}

/** The call a line is a part of, if it is no call by itself. */
function partOf(value: JsonObject, options: ReadOptions): { key: string; event: boolean; last: boolean } | undefined {
  const contact = string(value.ContactId);
  if (contact && string(value.EventType)) {
    return {
      key: `event ${contact}`,
      event: true,
      last: value.EventType === "COMPLETED" || value.EventType === "FAILED",
    };
  }
  if ((choose({ json: value }, options)?.confidence ?? 0) >= WEAK || !isTurn(value)) return undefined;
  return { key: `turn ${callIdOfTurn(value) ?? ""}`, event: false, last: false };
}

/** Reads the lines of a text that is in memory. */
export function* readLines(lines: Iterable<string>, options: Reading, limits: Limits): Generator<ReadOutcome> {
  const reader = new LineReader(options, limits);
  let number = 0;
  for (const line of lines) yield* reader.push(line, ++number);
  yield* reader.end();
}

/**
 * Reads NDJSON of any length from a stream, holding one line at a time. The source is only read on as results are taken.
 * A line that is too long, wrongly encoded or no JSON gives one error; the next ones are read.
 */
export async function* readStream(
  source: AsyncIterable<Uint8Array>,
  given: ReadOptions = {},
): AsyncGenerator<ReadOutcome> {
  const options = given.encoding === undefined ? given : { ...given, encoding: parseEncoding(given.encoding) };
  const limits = resolveLimits(options.limits);
  if (options.encoding?.startsWith("utf-16")) {
    throw new KikimimiError(
      "bad-option",
      { ja: "NDJSON の流し読みは UTF-16 に対応していません", en: "NDJSON in UTF-16 cannot be streamed" },
      { expected: "utf-8" },
    );
  }
  const reader = new LineReader(reading(options), limits);
  let pieces: Uint8Array[] = [];
  let size = 0;
  let number = 1;
  const take = function* (): Generator<ReadOutcome> {
    const bytes = pieces.length === 1 && pieces[0] ? pieces[0] : concat(pieces, size);
    const long = size > limits.maxLineBytes;
    pieces = [];
    size = 0;
    const place = `line ${number}`;
    if (long)
      yield exceeded({ ja: "行の長さ", en: "the length of a line" }, "maxLineBytes", limits.maxLineBytes, place);
    else {
      try {
        yield* reader.push(decodeText(bytes, options.encoding).text, number);
      } catch (error) {
        yield asError(error, place);
      }
    }
    number++;
  };
  for await (const chunk of source) {
    let from = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      add(chunk.subarray(from, at));
      yield* take();
      from = at + 1;
    }
    add(chunk.subarray(from));
  }
  if (size > 0) yield* take();
  yield* reader.end();

  function add(piece: Uint8Array): void {
    size += piece.length;
    // Past the limit the line is only counted, so that memory stays flat.
    if (size > limits.maxLineBytes) pieces = [];
    else if (piece.length) pieces.push(piece);
  }
}

function concat(pieces: readonly Uint8Array[], size: number): Uint8Array {
  const all = new Uint8Array(pieces.length ? size : 0);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
