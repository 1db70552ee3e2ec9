import { KikimimiError } from "../errors.js";
import type { Draft, Format, FormatInput, Turn } from "./format.js";
import { isObject, type JsonObject, label, number, object, objects, present, string } from "./json.js";
import { durationToMs } from "./time.js";

/** Milliseconds of `offset` or `duration`: in ticks of 100 ns, in milliseconds, or as an ISO duration. Ticks are what counts. */
function time(phrase: JsonObject, name: "offset" | "duration"): number | undefined {
  const ticks = number(phrase[`${name}InTicks`]);
  if (ticks !== undefined) return ticks / 10_000;
  const plain = number(phrase[name]);
  return (
    number(phrase[`${name}Milliseconds`]) ??
    durationToMs(phrase[name]) ??
    (plain === undefined ? undefined : plain / 10_000)
  );
}

function times(phrase: JsonObject): Pick<Turn, "startMs" | "endMs"> {
  const startMs = time(phrase, "offset");
  const length = time(phrase, "duration");
  return { startMs, endMs: startMs === undefined || length === undefined ? undefined : startMs + length };
}

/** The channel where there are several, else the speaker that was told apart. */
function voices(phrases: readonly JsonObject[]): (phrase: JsonObject) => string | undefined {
  const channels = new Set(phrases.map((phrase) => label(phrase.channel) ?? ""));
  return (phrase) => {
    const speaker = label(phrase.speaker);
    if (channels.size > 1) return `channel ${label(phrase.channel) ?? "0"}`;
    return speaker === undefined ? undefined : `speaker ${speaker}`;
  };
}

/**
 * Azure AI Speech, batch transcription. Phrases come channel by channel; many have no words.
 * @see https://learn.microsoft.com/azure/ai-services/speech-service/batch-transcription-get
 */
export const azureBatch: Format = {
  name: "azure-batch",
  detect({ json }: FormatInput): number {
    if (!isObject(json)) return 0;
    if (Array.isArray(json.recognizedPhrases)) return 0.98;
    return isJobList(json) ? 0.7 : 0;
  },
  parse({ json }: FormatInput): Draft[] {
    const file = object(json);
    if (isJobList(file) && !Array.isArray(file.recognizedPhrases)) {
      throw new KikimimiError(
        "unknown-format",
        {
          ja: "Azure のジョブの一覧で、書き起こしではありません",
          en: "this is a list of Azure jobs, not a transcript",
        },
        {
          path: "values",
          expected: { ja: "recognizedPhrases のある結果ファイル", en: "the result file with recognizedPhrases" },
          hint: {
            ja: "kind が Transcription のファイルの contentUrl から取得してください",
            en: "fetch the contentUrl of the file whose kind is Transcription",
          },
        },
      );
    }
    const phrases = objects(file.recognizedPhrases);
    const voice = voices(phrases);
    const turns = phrases.map((phrase, i): Turn => {
      // The first is what the service shows, whatever the confidences say; the next only where it is empty.
      const texts = objects(phrase.nBest).map(
        (best) => string(best.display) ?? string(best.itn) ?? string(best.lexical),
      );
      return {
        text: texts.find(Boolean) ?? "",
        label: voice(phrase),
        ...times(phrase),
        place: `recognizedPhrases[${i}]`,
      };
    });
    return [
      { turns, source: present({ source: file.source, transcribedAt: file.timestamp, locale: phrases[0]?.locale }) },
    ];
  },
};

function isJobList(json: JsonObject): boolean {
  const values = objects(json.values);
  return (
    values.length > 0 &&
    values.every((value) => "self" in value && ("links" in value || "status" in value || "kind" in value))
  );
}

/**
 * Azure AI Speech, fast transcription (and the SDK's phrases).
 * @see https://learn.microsoft.com/azure/ai-services/speech-service/fast-transcription-create
 */
export const azureFast: Format = {
  name: "azure-fast",
  detect({ json }: FormatInput): number {
    if (!isObject(json) || !Array.isArray(json.phrases)) return 0;
    const phrases = objects(json.phrases);
    const timed = phrases.some(
      (phrase) => "offsetMilliseconds" in phrase || "offsetInTicks" in phrase || "offset" in phrase,
    );
    return Array.isArray(json.combinedPhrases) ? 0.97 : timed && phrases.some((phrase) => "text" in phrase) ? 0.75 : 0;
  },
  parse({ json }: FormatInput): Draft[] {
    const file = object(json);
    const phrases = objects(file.phrases);
    const voice = voices(phrases);
    const turns = phrases.map(
      (phrase, i): Turn => ({
        text: string(phrase.text) ?? string(phrase.display) ?? "",
        label: voice(phrase),
        ...times(phrase),
        place: `phrases[${i}]`,
      }),
    );
    return [{ turns, source: present({ locale: phrases[0]?.locale }) }];
  },
};
