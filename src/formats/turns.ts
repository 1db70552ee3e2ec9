import { directionOf } from "./direction.js";
import type { Draft, Format, FormatInput, Turn } from "./format.js";
import { isObject, type JsonObject, label, objects, string } from "./json.js";
import { readDialogue } from "./text.js";
import { localDateToMs } from "./time.js";
import { readTime, unitOfName, unitOfValues } from "./unit.js";

const textKeys = [
  "text",
  "content",
  "message",
  "transcript",
  "utterance",
  "sentence",
  "body",
  "display",
  "発話",
  "発話内容",
  "内容",
  "テキスト",
  "transcription",
  "value",
];
const speakerKeys = [
  "role",
  "speakerRole",
  "speaker_role",
  "participantRole",
  "participant_role",
  "speaker",
  "speakerName",
  "speaker_name",
  "speakerLabel",
  "speaker_label",
  "speakerId",
  "speaker_id",
  "話者",
  "発話者",
  "participant",
  "participantId",
  "from",
  "sender",
  "author",
  "user",
  "name",
  "channel",
  "channelTag",
  "channel_tag",
];
const startKeys = [
  "startMs",
  "start_ms",
  "startTimeMs",
  "start",
  "startTime",
  "start_time",
  "begin",
  "begin_time",
  "from",
  "offset",
  "offsetMs",
  "startOffset",
  "start_offset",
  "beginOffsetMillis",
  "start_timestamp",
  "timestamp",
  "absoluteTime",
  "time",
  "at",
  "createdAt",
  "created_at",
  "開始",
];
const endKeys = [
  "endMs",
  "end_ms",
  "endTimeMs",
  "end",
  "endTime",
  "end_time",
  "to",
  "stop",
  "endOffset",
  "end_offset",
  "endOffsetMillis",
  "end_timestamp",
  "終了",
];
const listKeys = [
  "utterances",
  "turns",
  "segments",
  "messages",
  "transcript",
  "transcription",
  "entries",
  "dialogue",
  "dialog",
  "conversation",
  "items",
  "phrases",
  "lines",
  "records",
  "results",
  "data",
  "speaker_data",
  "sentences",
  "monologues",
  "transcripts",
  "発話",
];
const idKeys = [
  "callId",
  "call_id",
  "contactId",
  "contact_id",
  "conversationId",
  "conversation_id",
  "interactionId",
  "sessionId",
  "session_id",
  "id",
  "uuid",
];

const first = (value: JsonObject, keys: readonly string[]): string | undefined =>
  keys.find((key) => value[key] !== undefined && value[key] !== null && value[key] !== "");

/** Whether a value is one turn: text under a usual name, and a speaker or a time. */
export function isTurn(value: unknown): value is JsonObject {
  if (!isObject(value)) return false;
  const text = first(value, textKeys);
  return (
    text !== undefined &&
    typeof value[text] === "string" &&
    (first(value, speakerKeys) ?? first(value, startKeys)) !== undefined
  );
}

/** The call id that a turn carries, where turns of several calls stand in one list. */
export function callIdOfTurn(value: JsonObject): string | undefined {
  const key = first(
    value,
    idKeys.filter((name) => !/^(id|uuid)$/.test(name)),
  );
  return key ? label(value[key]) : undefined;
}

function listOf(json: unknown): JsonObject[] {
  const usable = (value: unknown): JsonObject[] => {
    const list = objects(value);
    return list.length > 0 && list.filter(isTurn).length >= list.length * 0.5 ? list : [];
  };
  if (Array.isArray(json)) return usable(json);
  if (!isObject(json)) return [];
  for (const key of listKeys) {
    const list = usable(json[key]);
    if (list.length) return list;
  }
  return [];
}

function labelOf(turn: JsonObject): string | undefined {
  for (const key of speakerKeys) {
    const value = turn[key];
    const found =
      label(value) ?? (isObject(value) ? label(value.role ?? value.name ?? value.label ?? value.id) : undefined);
    if (found) return found;
  }
  return undefined;
}

/** Turns under their usual names, whatever the list is called. Calls that share one list are told apart by their id. */
export function draftsOfTurns(list: readonly JsonObject[], about: JsonObject = {}): Draft[] {
  const startKey = startKeys.find((key) =>
    list.some((turn) => turn[key] !== undefined && typeof turn[key] !== "object"),
  );
  const endKey = endKeys.find((key) => list.some((turn) => turn[key] !== undefined && typeof turn[key] !== "object"));
  const unit = (key: string | undefined) =>
    key === undefined ? "s" : (unitOfName(key) ?? unitOfValues(list.map((turn) => turn[key])));
  const units = { start: unit(startKey), end: unit(endKey) };
  const idKey = first(about, idKeys);
  const calls = new Map<string, Draft>();
  list.forEach((item, i) => {
    const textKey = first(
      item,
      textKeys.filter((key) => typeof item[key] === "string"),
    );
    const start = startKey ? readTime(item[startKey], units.start) : {};
    const end = endKey ? readTime(item[endKey], units.end) : {};
    const turn: Turn = {
      text: textKey ? String(item[textKey]) : "",
      label: labelOf(item),
      startMs: start.ms,
      startAt: start.at,
      endMs: end.ms,
      endAt: end.at,
      place: `[${i}]`,
    };
    const id = (idKey ? undefined : callIdOfTurn(item)) ?? "";
    const draft = calls.get(id) ?? {
      callId: id || (idKey ? label(about[idKey]) : undefined),
      direction: directionOf(about.direction ?? item.direction),
      startedAt: startOf(about),
      turns: [],
    };
    draft.turns.push(turn);
    calls.set(id, draft);
  });
  return [...calls.values()];
}

function startOf(about: JsonObject): string | number | undefined {
  const value = string(about.startedAt ?? about.started_at ?? about.startTime ?? about.start_time ?? about.date);
  return value === undefined ? undefined : (localDateToMs(value) ?? value);
}

/** JSON of no known vendor: a list of turns with speaker and text under usual names. Always a guess. */
export const turns: Format = {
  name: "json-turns",
  detect({ json }: FormatInput): number {
    if (json === undefined) return 0;
    const list = listOf(json);
    if (list.length > 0) return list.every((turn) => labelOf(turn) !== undefined) ? 0.5 : 0.35;
    return dialogueIn(json) || hasEmptyList(json) ? 0.3 : 0;
  },
  parse({ json }: FormatInput): Draft[] {
    const list = listOf(json);
    if (list.length > 0) return draftsOfTurns(list, isObject(json) ? json : {});
    const whole = dialogueIn(json);
    return whole ? [{ ...whole.header, turns: whole.turns, callId: whole.id }] : [{ turns: [] }];
  },
};

/** A call of which nothing was said: the list is there, and empty. */
function hasEmptyList(json: unknown): boolean {
  return isObject(json) && listKeys.some((key) => Array.isArray(json[key]) && json[key].length === 0);
}

/** A dialogue kept as one text under a usual name. */
function dialogueIn(json: unknown): (ReturnType<typeof readDialogue> & { id: string | undefined }) | undefined {
  if (!isObject(json)) return undefined;
  for (const key of [...textKeys, "transcript_text", "transcriptText", "dialogue", "conversation"]) {
    const value = json[key];
    if (typeof value !== "string") continue;
    const dialogue = readDialogue(value);
    const idKey = first(json, idKeys);
    if (dialogue.turns.length >= 2) return { ...dialogue, id: idKey ? label(json[idKey]) : undefined };
  }
  return undefined;
}
