import type { Draft, Format, FormatInput, Turn } from "./format.js";
import { CHANNEL_PAUSE_MS, type SpokenWord, turnsOfWords } from "./join.js";
import { isObject, type JsonObject, label, number, object, objects, present, string } from "./json.js";

const seconds = (value: unknown): number | undefined => {
  const n = number(value);
  return n === undefined ? undefined : n * 1000;
};

/** The words of one voice or channel; punctuation has no time of its own and stays with the word before it. */
function wordsOf(items: readonly JsonObject[], speakerAt: Map<string, string>, channel?: string): SpokenWord[] {
  const words: SpokenWord[] = [];
  for (const item of items) {
    const text = string(object(objects(item.alternatives)[0]).content) ?? string(item.content) ?? "";
    const startMs = seconds(item.start_time);
    const last = words.at(-1);
    if (startMs === undefined && item.type === "punctuation" && last) {
      last.text += text;
      continue;
    }
    const speaker = label(item.speaker_label) ?? speakerAt.get(String(item.start_time));
    const voice = channel ?? label(item.channel_label);
    words.push({ text, label: voice ?? speaker, startMs, endMs: seconds(item.end_time) });
  }
  return words;
}

function turnsOf(results: JsonObject): Turn[] {
  const channels = objects(object(results.channel_labels).channels);
  if (channels.length > 1) {
    return channels.flatMap((channel, i) => {
      const words = wordsOf(objects(channel.items), new Map(), label(channel.channel_label) ?? `ch_${i}`);
      return turnsOfWords(words, `results.channel_labels.channels[${i}]`, CHANNEL_PAUSE_MS);
    });
  }
  const segments = objects(results.audio_segments);
  const labelled = segments.filter((segment) => label(segment.speaker_label) || label(segment.channel_label));
  if (segments.length > 0 && labelled.length === segments.length) {
    return segments.map((segment, i) => ({
      text: string(segment.transcript) ?? "",
      label: label(segment.channel_label) ?? label(segment.speaker_label),
      startMs: seconds(segment.start_time),
      endMs: seconds(segment.end_time),
      place: `results.audio_segments[${i}]`,
    }));
  }
  // Each word's speaker, by the time it starts; a segment's own end is not to be trusted.
  const speakerAt = new Map<string, string>();
  for (const segment of objects(object(results.speaker_labels).segments)) {
    for (const item of objects(segment.items)) {
      const speaker = label(item.speaker_label) ?? label(segment.speaker_label);
      if (speaker) speakerAt.set(String(item.start_time), speaker);
    }
  }
  const items = objects(results.items);
  const words = wordsOf(items, speakerAt);
  const byChannel = items.some((item) => label(item.channel_label));
  if (!byChannel) return turnsOfWords(words, "results.items");
  // Ordered by channel and not by time, in some files.
  const voices = [...new Set(words.map((word) => word.label))];
  return voices.flatMap((voice) =>
    turnsOfWords(
      words.filter((word) => word.label === voice),
      "results.items",
      CHANNEL_PAUSE_MS,
    ),
  );
}

/**
 * Amazon Transcribe, standard output: speaker labels or channels on single words, times as strings of seconds.
 * @see https://docs.aws.amazon.com/transcribe/latest/dg/how-input.html#how-output
 */
export const transcribe: Format = {
  name: "transcribe",
  detect({ json }: FormatInput): number {
    if (!isObject(json) || !isObject(json.results)) return 0;
    const { results } = json;
    if (!Array.isArray(results.items) && !isObject(results.channel_labels)) return 0;
    const known = "speaker_labels" in results || "channel_labels" in results || Array.isArray(results.transcripts);
    return known ? 0.97 : 0.5;
  },
  parse({ json }: FormatInput): Draft[] {
    const { results, jobName, accountId, status } = object(json);
    return [
      {
        turns: turnsOf(object(results)),
        callId: label(jobName),
        source: present({ jobName, accountId, status, language: object(results).language_code }),
      },
    ];
  },
};
