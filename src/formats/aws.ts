import type { Turn } from "./format.js";
import { type JsonObject, number, objects } from "./json.js";

/** Where words were taken out of a turn, in milliseconds; the list comes flat, nested, or holding an empty list. */
export function redactionsOf(turn: JsonObject): { startMs: number; endMs: number }[] {
  const redaction = turn.Redaction;
  const marks = Array.isArray(redaction) ? redaction : [redaction];
  return objects(marks).flatMap((mark) =>
    objects(mark.RedactedTimestamps).flatMap((stamp) => {
      const startMs = number(stamp.BeginOffsetMillis);
      const endMs = number(stamp.EndOffsetMillis);
      return startMs === undefined || endMs === undefined ? [] : [{ startMs, endMs }];
    }),
  );
}

/** Mean of the loudness samples that are there. */
function loudness(turn: JsonObject): number | undefined {
  const scores = turn.LoudnessScore ?? turn.LoudnessScores;
  const values = Array.isArray(scores) ? scores.flatMap((score) => number(score) ?? []) : [];
  return values.length ? values.reduce((a, b) => a + b) / values.length : undefined;
}

/** Shorter texts are said by both sides of themselves: はい, もしもし. */
const ECHO_LENGTH = 8;
const ECHO_MS = 1000;

/**
 * Drops the echo where a line leaks into the other channel: the same words, at the same time, from the other side.
 * The quieter copy goes, or else the later one.
 */
export function withoutEcho(turns: readonly Turn[], raw: readonly JsonObject[]): { turns: Turn[]; dropped: boolean } {
  const echoes = new Set<number>();
  turns.forEach((turn, i) => {
    if (turn.text.trim().length < ECHO_LENGTH || turn.startMs === undefined) return;
    for (let j = i + 1; j < Math.min(turns.length, i + 6); j++) {
      const other = turns[j];
      if (!other || other.startMs === undefined || Math.abs(other.startMs - turn.startMs) > ECHO_MS) continue;
      if (other.text.trim() !== turn.text.trim() || (other.role ?? other.label) === (turn.role ?? turn.label)) continue;
      const mine = loudness(raw[i] ?? {}) ?? 0;
      const theirs = loudness(raw[j] ?? {}) ?? 0;
      echoes.add(mine === theirs ? (other.startMs < turn.startMs ? i : j) : mine < theirs ? i : j);
    }
  });
  return { turns: turns.filter((_, i) => !echoes.has(i)), dropped: echoes.size > 0 };
}
