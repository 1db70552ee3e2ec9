import type { Draft, Format, FormatInput, Turn } from "./format.js";
import { CHANNEL_PAUSE_MS, type SpokenWord, turnsOfWords } from "./join.js";
import { isObject, type JsonObject, label, object, objects, string } from "./json.js";
import { durationToMs } from "./time.js";

const best = (result: JsonObject): JsonObject => object(objects(result.alternatives)[0]);

/** Speech-to-Text v1 says `startTime` and `speakerTag`, v2 `startOffset` and `speakerLabel`. */
function wordsOf(result: JsonObject, channel: string | undefined): SpokenWord[] {
  return objects(best(result).words).map((word): SpokenWord => {
    const speaker = label(word.speakerTag) ?? label(word.speakerLabel);
    return {
      // Japanese words come with their readings behind a bar: 電話|デンワ.
      text: (string(word.word) ?? "").replace(/\|.*$/su, ""),
      label: channel ?? (speaker && speaker !== "0" ? `speaker ${speaker}` : undefined),
      startMs: durationToMs(word.startTime ?? word.startOffset),
      endMs: durationToMs(word.endTime ?? word.endOffset),
    };
  });
}

/**
 * Google Cloud Speech-to-Text. With diarisation, the last result holds all the words again, this time with speakers.
 * @see https://cloud.google.com/speech-to-text/docs/reference/rest/v1/speech/recognize
 */
export const googleSpeech: Format = {
  name: "google-speech",
  detect({ json }: FormatInput): number {
    const results = isObject(json) ? objects(json.results) : [];
    const known = results.filter((result) => Array.isArray(result.alternatives));
    return known.length > 0 && known.length === results.length ? 0.9 : 0;
  },
  parse({ json }: FormatInput): Draft[] {
    const results = objects(object(json).results);
    const channels = new Set(results.flatMap((result) => label(result.channelTag) ?? []));
    const tagged = results.filter((result) => wordsOf(result, undefined).some((word) => word.label));
    const last = tagged.at(-1);
    if (channels.size < 2 && last) return [{ turns: turnsOfWords(wordsOf(last, undefined), "results") }];
    const turns = results.flatMap((result, i): Turn[] => {
      const channel = channels.size > 1 ? `channel ${label(result.channelTag) ?? "0"}` : undefined;
      const words = wordsOf(result, channel);
      const place = `results[${i}]`;
      const spoken = turnsOfWords(words, place, CHANNEL_PAUSE_MS);
      const text = string(best(result).transcript);
      // One turn has the service's own text, with its punctuation.
      if (spoken.length > 1 || !text) return spoken;
      return [
        {
          ...spoken[0],
          text,
          label: channel,
          place,
          endMs: spoken[0]?.endMs ?? durationToMs(result.resultEndTime ?? result.resultEndOffset),
        },
      ];
    });
    return [{ turns }];
  },
};
