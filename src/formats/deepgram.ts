import type { Draft, Format, FormatInput, Turn } from "./format.js";
import { CHANNEL_PAUSE_MS, type SpokenWord, turnsOfWords } from "./join.js";
import { isObject, type JsonObject, label, number, object, objects, present, string } from "./json.js";

const seconds = (value: unknown): number | undefined => {
  const n = number(value);
  return n === undefined ? undefined : n * 1000;
};

/** Who speaks: the channel where each side has its own, else the speaker, by the word most of them say. */
function voiceOf(value: JsonObject, channels: number, channel?: number): string | undefined {
  if (channels > 1) return `channel ${label(value.channel) ?? channel ?? 0}`;
  const counts = new Map<string, number>();
  for (const word of objects(value.words)) {
    const speaker = label(word.speaker);
    if (speaker) counts.set(speaker, (counts.get(speaker) ?? 0) + 1);
  }
  const speaker = label(value.speaker) ?? [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
  return speaker === undefined ? undefined : /^\d+$/.test(speaker) ? `speaker ${speaker}` : speaker;
}

function fromWords(channels: readonly JsonObject[]): Turn[] {
  return channels.flatMap((channel, c) => {
    const best = object(objects(channel.alternatives)[0]);
    const words = objects(best.words).map(
      (word): SpokenWord => ({
        text: string(word.punctuated_word) ?? string(word.word) ?? "",
        label: voiceOf(word, channels.length, c),
        startMs: seconds(word.start),
        endMs: seconds(word.end),
      }),
    );
    const place = `results.channels[${c}]`;
    if (words.length) return turnsOfWords(words, place, channels.length > 1 ? CHANNEL_PAUSE_MS : undefined);
    const paragraphs = objects(object(best.paragraphs).paragraphs);
    if (paragraphs.length) {
      return paragraphs.flatMap((paragraph) =>
        objects(paragraph.sentences).map(
          (sentence): Turn => ({
            text: string(sentence.text) ?? "",
            label: voiceOf(paragraph, channels.length, c),
            startMs: seconds(sentence.start),
            endMs: seconds(sentence.end),
            place,
          }),
        ),
      );
    }
    return [{ text: string(best.transcript) ?? "", label: voiceOf(best, channels.length, c), place }];
  });
}

/**
 * Deepgram, pre-recorded audio: utterances where they were asked for, else words, paragraphs or the plain text.
 * @see https://developers.deepgram.com/docs/pre-recorded-audio
 */
export const deepgram: Format = {
  name: "deepgram",
  detect({ json }: FormatInput): number {
    if (!isObject(json) || !isObject(json.results)) return 0;
    const { channels, utterances } = json.results;
    const alternatives = objects(channels).some((channel) => Array.isArray(channel.alternatives));
    if (alternatives) return 0.97;
    return objects(utterances).some((utterance) => "transcript" in utterance) ? 0.9 : 0;
  },
  parse({ json }: FormatInput): Draft[] {
    const results = object(object(json).results);
    const metadata = object(object(json).metadata);
    const channels = objects(results.channels);
    const utterances = objects(results.utterances);
    const count = Math.max(
      channels.length,
      new Set(utterances.map((utterance) => label(utterance.channel) ?? "0")).size,
    );
    const told = utterances.map(
      (utterance, i): Turn => ({
        text: string(utterance.transcript) ?? "",
        label: voiceOf(utterance, count),
        startMs: seconds(utterance.start),
        endMs: seconds(utterance.end),
        place: `results.utterances[${i}]`,
      }),
    );
    const words = fromWords(channels);
    // Utterances that know one voice only, or none, while the words know more.
    const voices = (turns: readonly Turn[]): number => new Set(turns.flatMap((turn) => turn.label ?? [])).size;
    return [
      {
        turns: told.length > 0 && voices(told) >= voices(words) ? told : words,
        callId: label(metadata.request_id),
        source: present({
          requestId: metadata.request_id,
          durationMs: seconds(metadata.duration),
          channels: metadata.channels,
        }),
      },
    ];
  },
};
