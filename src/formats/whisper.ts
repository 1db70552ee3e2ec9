import type { Draft, Format, FormatInput, Turn } from "./format.js";
import { joinText } from "./join.js";
import { isObject, type JsonObject, label, number, object, objects, present, string } from "./json.js";
import { clockToMs } from "./time.js";

/** The segments: of Whisper and WhisperX, of Hugging Face (`chunks`), of whisper.cpp (`transcription`), or a bare list. */
function segmentsOf(json: unknown): JsonObject[] {
  if (Array.isArray(json)) return objects(json);
  const { segments, chunks, transcription, word_segments: words } = object(json);
  return objects(segments ?? chunks ?? transcription ?? words);
}

const seconds = (value: unknown): number | undefined => {
  const n = number(value);
  return n === undefined ? undefined : n * 1000;
};

function times(segment: JsonObject): Pick<Turn, "startMs" | "endMs"> {
  if (Array.isArray(segment.timestamp))
    return { startMs: seconds(segment.timestamp[0]), endMs: seconds(segment.timestamp[1]) };
  if (isObject(segment.offsets)) return { startMs: number(segment.offsets.from), endMs: number(segment.offsets.to) };
  if (isObject(segment.timestamps)) {
    return { startMs: clockToMs(String(segment.timestamps.from)), endMs: clockToMs(String(segment.timestamps.to)) };
  }
  return { startMs: seconds(segment.start), endMs: seconds(segment.end) };
}

/** The segment's speaker, or that of most of its words: either may be missing. */
function speakerOf(segment: JsonObject): string | undefined {
  const own = label(segment.speaker) ?? label(segment.speaker_id);
  if (own) return own;
  const counts = new Map<string, number>();
  for (const word of objects(segment.words)) {
    const speaker = label(word.speaker);
    if (speaker) counts.set(speaker, (counts.get(speaker) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

const isSegment = (segment: JsonObject): boolean =>
  typeof segment.text === "string" &&
  ("start" in segment || Array.isArray(segment.timestamp) || isObject(segment.offsets) || isObject(segment.timestamps));

const marks = ["avg_logprob", "no_speech_prob", "compression_ratio", "seek", "tokens", "words", "temperature"];

/**
 * Whisper, WhisperX and their kin. Whisper itself tells no speakers apart.
 * @see https://github.com/m-bain/whisperX/blob/main/whisperx/schema.py
 */
export const whisper: Format = {
  name: "whisper",
  detect({ json }: FormatInput): number {
    const segments = segmentsOf(json);
    const known = segments.filter(isSegment);
    if (known.length === 0 || known.length < segments.length * 0.8) return 0;
    const typical = known.some(
      (segment) =>
        marks.some((mark) => mark in segment) ||
        Array.isArray(segment.timestamp) ||
        isObject(segment.offsets) ||
        /^SPEAKER_\d+$/.test(String(segment.speaker)),
    );
    if (known.some((segment) => segment.type === "transcript.text.segment")) return 0;
    const wrapped =
      isObject(json) && ("segments" in json || "word_segments" in json) && ("text" in json || "language" in json);
    return typical ? 0.9 : wrapped ? 0.7 : 0;
  },
  parse({ json }: FormatInput): Draft[] {
    const turns = segmentsOf(json).map(
      (segment, i): Turn => ({
        text: string(segment.text) ?? joinText(objects(segment.words).map((word) => string(word.word) ?? "")),
        label: speakerOf(segment),
        ...times(segment),
        place: `segments[${i}]`,
      }),
    );
    return [
      {
        turns,
        source: present({
          language: object(json).language,
          model: object(object(json).model).type ?? object(json).model,
        }),
        warnings: repeats(turns) ? [{ code: "repeated-text" }] : [],
      },
    ];
  },
};

/** What a recogniser makes up in silence: one sentence over and over. */
function repeats(turns: readonly Turn[]): boolean {
  return turns.some(
    (turn, i) => turn.text.trim().length > 3 && [1, 2, 3].every((n) => turns[i + n]?.text.trim() === turn.text.trim()),
  );
}

/**
 * OpenAI's `diarized_json`.
 * @see https://platform.openai.com/docs/api-reference/audio/diarized-json-object
 */
export const openaiDiarized: Format = {
  name: "openai-diarized",
  detect({ json }: FormatInput): number {
    const segments = objects(object(json).segments);
    return segments.some((segment) => segment.type === "transcript.text.segment") ? 0.98 : 0;
  },
  parse({ json }: FormatInput): Draft[] {
    const turns = objects(object(json).segments).map(
      (segment, i): Turn => ({
        text: string(segment.text) ?? "",
        label: label(segment.speaker),
        ...times(segment),
        place: `segments[${i}]`,
      }),
    );
    return [{ turns }];
  },
};
