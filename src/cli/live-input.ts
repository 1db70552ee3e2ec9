import { KikimimiError } from "../errors.js";
import type { CallStart } from "../live.js";
import type { Utterance } from "../transcript/schema.js";

/** What one line of `kikimimi live` says. Without a `callId` it is of the one call that there is. */
export type Heard = { callId: string | undefined } & (
  | { kind: "start"; start: CallStart }
  | { kind: "utterance"; utterance: Utterance; partial: boolean }
  | { kind: "end" }
);

/** UTF-16 units; a longer line is no utterance. */
const LONGEST = 1_000_000;
const shapes =
  '{"speaker": "agent", "text": "…", "partial": true} | {"callId": "…", "direction": "outbound"} | {"callId": "…", "end": true}';

/**
 * Reads one line of JSON: an utterance, what is known of a call when it begins, or the end of a call. Whether the
 * members fit is for the analyser to say.
 * @throws KikimimiError `bad-transcript` for anything else
 */
export function readHeard(line: string): Heard {
  if (line.length > LONGEST)
    throw new KikimimiError("limit-exceeded", "行が長すぎます", { expected: `${LONGEST} 文字まで` });
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    // The parser's own message quotes the line.
    throw new KikimimiError("bad-transcript", "JSON として読めません", { expected: shapes });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new KikimimiError("bad-transcript", "発話ではありません", { expected: shapes });
  const { callId: id, end, partial, ...rest } = value as Record<string, unknown>;
  if (id !== undefined && (typeof id !== "string" || id === ""))
    throw new KikimimiError("bad-transcript", "発話の形が違います", { path: "callId", expected: "空でない文字列" });
  if (partial !== undefined && typeof partial !== "boolean")
    throw new KikimimiError("bad-transcript", "発話の形が違います", { path: "partial", expected: "true | false" });
  const callId = id as string | undefined;
  if (end === true) return { callId, kind: "end" };
  if ("text" in rest || "speaker" in rest)
    return { callId, kind: "utterance", utterance: rest as unknown as Utterance, partial: partial ?? false };
  return { callId, kind: "start", start: rest as CallStart };
}
