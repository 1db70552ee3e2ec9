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
    throw new KikimimiError(
      "limit-exceeded",
      { ja: "行が長すぎます", en: "the line is too long" },
      { expected: `≦ ${LONGEST}` },
    );
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    // The parser's own message quotes the line.
    throw new KikimimiError("bad-transcript", { ja: "JSON として読めません", en: "not JSON" }, { expected: shapes });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new KikimimiError(
      "bad-transcript",
      { ja: "発話ではありません", en: "not an utterance" },
      { expected: shapes },
    );
  const { callId: id, end, partial, ...rest } = value as Record<string, unknown>;
  if (id !== undefined && (typeof id !== "string" || id === ""))
    throw new KikimimiError(
      "bad-transcript",
      { ja: "発話の形が違います", en: "not of the right shape" },
      { path: "callId", expected: { ja: "空でない文字列", en: "a string that is not empty" } },
    );
  if (partial !== undefined && typeof partial !== "boolean")
    throw new KikimimiError(
      "bad-transcript",
      { ja: "発話の形が違います", en: "not of the right shape" },
      { path: "partial", expected: "true | false" },
    );
  const callId = id as string | undefined;
  if (end === true) return { callId, kind: "end" };
  if ("text" in rest || "speaker" in rest)
    return { callId, kind: "utterance", utterance: rest as unknown as Utterance, partial: partial ?? false };
  return { callId, kind: "start", start: rest as CallStart };
}
