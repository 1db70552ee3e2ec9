import { byName } from "../transcript/by-name.js";
import type { Speaker } from "../transcript/schema.js";
import { directionOf } from "./direction.js";
import type { Draft, Format, FormatInput, Turn } from "./format.js";
import { joinText } from "./join.js";
import { isObject, type JsonObject, label, number, object, objects, present, string } from "./json.js";
import { dateToMs, durationToMs, epochToMs } from "./time.js";

const roles = byName<Speaker>({
  internal: "agent",
  agent: "agent",
  user: "agent",
  external: "customer",
  customer: "customer",
  ivr: "system",
  acd: "system",
  workflow: "system",
  botflow: "system",
  bot: "system",
  virtualagent: "system",
});

/** `1500`, `{"milliseconds": 1500}`, `PT1.5S`. */
function millis(value: unknown): number | undefined {
  if (isObject(value)) return number(value.milliseconds) ?? number(value.millis);
  return number(value) ?? durationToMs(value);
}

/** Unix milliseconds; some exports count from the start of the call under the same name. */
function startOf(phrase: JsonObject): Pick<Turn, "startAt" | "startMs"> {
  const start = number(phrase.startTimeMs);
  if (start !== undefined && start >= 1e11) return { startAt: start };
  return { startMs: start ?? millis(phrase.offsetMs) ?? millis(phrase.offset) };
}

/**
 * Genesys Cloud speech and text analytics: the transcript URL's file. A call has several transcripts where recording was
 * paused or the language changed; they are one conversation.
 * @see https://developer.genesys.cloud/analyticsdatamanagement/speechtextanalytics/transcript-url
 */
export const genesys: Format = {
  name: "genesys",
  detect({ json }: FormatInput): number {
    if (!isObject(json)) return 0;
    const transcripts = objects(json.transcripts);
    if (!transcripts.some((transcript) => Array.isArray(transcript.phrases))) return 0;
    const phrases = transcripts.flatMap((transcript) => objects(transcript.phrases));
    return phrases.some((phrase) => "participantPurpose" in phrase) || "conversationId" in json ? 0.97 : 0.7;
  },
  parse({ json }: FormatInput): Draft[] {
    const file = object(json);
    const participants = objects(file.participants);
    const transcripts = objects(file.transcripts);
    const turns = transcripts.flatMap((transcript, t) =>
      objects(transcript.phrases).map((phrase, p): Turn => {
        const start = startOf(phrase);
        const length = millis(phrase.durationMs) ?? millis(phrase.duration);
        const purpose = label(phrase.participantPurpose)?.toLowerCase();
        const words = objects(phrase.words).map((word) => string(word.word) ?? "");
        return {
          text: string(phrase.decoratedText) ?? string(phrase.text) ?? joinText(words),
          role: purpose ? roles[purpose] : undefined,
          label: purpose && !roles[purpose] ? purpose : undefined,
          ...start,
          endAt: start.startAt === undefined || length === undefined ? undefined : start.startAt + length,
          endMs: start.startMs === undefined || length === undefined ? undefined : start.startMs + length,
          place: `transcripts[${t}].phrases[${p}]`,
        };
      }),
    );
    const internal = participants.find(
      (participant) => roles[String(participant.participantPurpose).toLowerCase()] === "agent",
    );
    const withDirection = participants.find((participant) => string(participant.initialDirection));
    return [
      {
        turns,
        callId: label(file.conversationId),
        direction: directionOf(withDirection?.initialDirection ?? file.initialDirection ?? file.originatingDirection),
        startedAt:
          epochToMs(file.conversationStartTime ?? file.startTime) ?? dateToMs(file.conversationStart ?? file.startTime),
        agent: { id: label(internal?.userId) },
        source: present({
          conversationId: file.conversationId,
          communicationId: file.communicationId,
          mediaType: file.mediaType,
          queue: participants.map((participant) => label(participant.queueId)).find(Boolean),
          languages: [...new Set(transcripts.flatMap((transcript) => label(transcript.language) ?? []))],
          transcripts: transcripts.length > 1 ? transcripts.length : undefined,
          topics: transcripts.flatMap((transcript) => objects(object(transcript.analytics).topics)),
        }),
      },
    ];
  },
};
