import { KikimimiError } from "../errors.js";
import type { Draft, Format, FormatInput, Turn } from "./format.js";
import { type SpokenWord, turnsOfWords } from "./join.js";
import { isObject, type JsonObject, label, number, object, objects, present, string } from "./json.js";

const voiceOf = (value: JsonObject): string | undefined =>
  label(value.speaker) ?? (label(value.channel) ? `channel ${label(value.channel)}` : undefined);

/**
 * AssemblyAI's Transcript. Without speaker labels it is one stream of words.
 * @see https://www.assemblyai.com/docs/api-reference/transcripts/get
 */
export const assemblyai: Format = {
  name: "assemblyai",
  detect({ json }: FormatInput): number {
    if (!isObject(json)) return 0;
    const utterances = objects(json.utterances);
    const words = objects(json.words);
    const own = ["audio_url", "acoustic_model", "speaker_labels", "language_model", "speech_model"].some(
      (key) => key in json,
    );
    const timed = [...utterances.slice(0, 5), ...words.slice(0, 5)].some(
      (item) => "text" in item && "start" in item && "end" in item,
    );
    if (!timed) return own && typeof json.status === "string" ? 0.8 : 0;
    if (own) return 0.97;
    const lettered = utterances.some(
      (utterance) => /^[A-Z]$/.test(String(utterance.speaker)) || "channel" in utterance,
    );
    return lettered || ("status" in json && "text" in json) ? 0.85 : utterances.some((u) => "words" in u) ? 0.7 : 0;
  },
  parse({ json }: FormatInput): Draft[] {
    const file = object(json);
    const status = string(file.status);
    if (status && status !== "completed" && !objects(file.utterances).length && !objects(file.words).length) {
      throw new KikimimiError(
        "bad-transcript",
        { ja: "書き起こしが終わっていません", en: "the transcription is not finished" },
        {
          path: "status",
          expected: '"completed"',
          hint: { ja: "完了してから取得し直してください", en: "fetch it again when it is done" },
        },
      );
    }
    const utterances = objects(file.utterances).map(
      (utterance, i): Turn => ({
        text: string(utterance.text) ?? "",
        label: voiceOf(utterance),
        startMs: number(utterance.start),
        endMs: number(utterance.end),
        place: `utterances[${i}]`,
      }),
    );
    const words = objects(file.words).map(
      (word): SpokenWord => ({
        text: string(word.text) ?? "",
        label: voiceOf(word),
        startMs: number(word.start),
        endMs: number(word.end),
      }),
    );
    return [
      {
        turns: utterances.length ? utterances : turnsOfWords(words, "words"),
        callId: label(file.id),
        source: present({ id: file.id, language: file.language_code, redacted: file.redact_pii || undefined }),
      },
    ];
  },
};
