import { KikimimiError } from "../errors.js";
import type { Draft, Format, FormatInput, Turn } from "./format.js";
import { type SpokenWord, turnsOfWords } from "./join.js";
import { isObject, type JsonObject, label, number, object, objects, present, string } from "./json.js";

/** Fillers kept on request stand between percent signs. */
const unmark = (text: string): string => text.replace(/%([^%]*)%/gu, "$1");

function resultsOf(json: JsonObject): JsonObject[] {
  const segments = objects(json.segments);
  return segments.length ? segments.flatMap((segment) => objects(segment.results)) : objects(json.results);
}

function turnsOf(result: JsonObject, place: string): Turn[] {
  const tokens = objects(result.tokens);
  if (tokens.length === 0) {
    const text = string(result.text);
    return text
      ? [{ text: unmark(text), startMs: number(result.starttime), endMs: number(result.endtime), place }]
      : [];
  }
  const words = tokens.map((token): SpokenWord => {
    const spoken = string(token.spoken)?.replaceAll("_", "");
    return {
      text: unmark(string(token.written) ?? ""),
      label: label(token.label),
      startMs: number(token.starttime),
      endMs: number(token.endtime),
      reading: spoken === undefined ? undefined : unmark(spoken),
    };
  });
  return turnsOfWords(words, place);
}

/**
 * AmiVoice API, synchronous and asynchronous. The speaker is on each token; runs of one speaker become turns.
 * Readings go to `metadata.source.readings`.
 * @see https://docs.amivoice.com/amivoice-api/manual/user-guide/response/result-format
 */
export const amivoice: Format = {
  name: "amivoice",
  detect({ json }: FormatInput): number {
    if (!isObject(json)) return 0;
    const results = resultsOf(json);
    if (results.some((result) => objects(result.tokens).some((token) => "written" in token))) return 0.98;
    const shell = "utteranceid" in json && "code" in json;
    return shell ? 0.8 : "session_id" in json && "status" in json && "audio_md5" in json ? 0.8 : 0;
  },
  parse({ json }: FormatInput): Draft[] {
    const file = object(json);
    const status = string(file.status);
    const failed = string(file.code) ?? string(file.error_message);
    const results = resultsOf(file);
    if (results.length === 0 && (failed || (status && status !== "completed"))) {
      throw new KikimimiError(
        "bad-transcript",
        failed
          ? { ja: "音声認識が失敗した応答です", en: "the recogniser reports a failure" }
          : { ja: "書き起こしが終わっていません", en: "the transcription is not finished" },
        {
          path: failed ? "code" : "status",
          expected: { ja: '"completed" の応答', en: 'a "completed" response' },
          hint: { ja: "完了してから取得し直してください", en: "fetch it again when it is done" },
        },
      );
    }
    const turns = joinAcross(results.flatMap((result, i) => turnsOf(result, `results[${i}]`)));
    return [
      {
        turns,
        callId: label(file.session_id) ?? label(file.utteranceid),
        source: present({ sessionId: file.session_id, utteranceId: file.utteranceid }),
      },
    ];
  },
};

/** A token without a speaker at the edge of a result belongs to the turn before it. */
function joinAcross(turns: readonly Turn[]): Turn[] {
  const voiced = turns.some((turn) => turn.label);
  let last: string | undefined;
  return turns.map((turn) => {
    if (voiced) last = turn.label ?? last;
    return voiced ? { ...turn, label: turn.label ?? last } : turn;
  });
}
