import { redactionsOf, withoutEcho } from "./aws.js";
import { directionOf } from "./direction.js";
import type { Draft, Format, FormatInput, Turn } from "./format.js";
import { has, isObject, type JsonObject, label, number, object, objects, present, string } from "./json.js";
import { dateToMs } from "./time.js";

/** Matched rules and issues, as they are: for comparing our findings with the platform's. */
function matched(json: JsonObject): JsonObject | undefined {
  const categories = object(json.Categories);
  return Array.isArray(categories.MatchedCategories) && categories.MatchedCategories.length ? categories : undefined;
}

/**
 * Amazon Connect Contact Lens and Amazon Transcribe Call Analytics: the output files.
 * @see https://docs.aws.amazon.com/connect/latest/adminguide/contact-lens-example-output-files.html
 * @see https://docs.aws.amazon.com/transcribe/latest/dg/tca-output-batch.html
 */
function draftOf(json: JsonObject): Draft {
  // Chats hold events ("joined") among their messages.
  const raw = objects(json.Transcript).filter(
    (turn) => turn.Type !== "EVENT" && !/\.event\./.test(String(turn.ContentType)),
  );
  const roles = new Map(
    objects(json.Participants).flatMap((participant) => {
      const id = label(participant.ParticipantId);
      const role = label(participant.ParticipantRole);
      return id && role ? [[id, role] as const] : [];
    }),
  );
  const all = raw.map((turn, i): Turn => {
    const id = label(turn.ParticipantId);
    // Ids may be the role words themselves, and `Participants` may be missing.
    const role = label(turn.ParticipantRole) ?? (id ? roles.get(id) : undefined) ?? id;
    const at = dateToMs(object(turn.Time).AbsoluteTime ?? turn.AbsoluteTime);
    const startMs = number(turn.BeginOffsetMillis);
    return {
      text: string(turn.Content) ?? "",
      label: role,
      startMs,
      endMs: number(turn.EndOffsetMillis),
      startAt: startMs === undefined ? at : undefined,
      place: `Transcript[${i}]`,
    };
  });
  const { turns, dropped } = withoutEcho(all, raw);
  const customer = object(json.CustomerMetadata);
  const contact = object(json.ContactMetadata ?? json.Contact);
  const redactions = raw.flatMap((turn, i) => redactionsOf(turn).map((place) => ({ turn: i, ...place })));
  return {
    turns,
    callId: label(customer.ContactId) ?? label(json.ContactId) ?? label(json.JobName) ?? label(json.SessionId),
    direction: directionOf(contact.InitiationMethod ?? json.InitiationMethod),
    startedAt: string(contact.InitiationTimestamp ?? json.InitiationTimestamp),
    agent: { id: label(object(contact.AgentInfo ?? contact.Agent).Id), name: undefined },
    source: present({
      contactId: customer.ContactId ?? json.ContactId,
      instanceId: customer.InstanceId,
      queue:
        label(object(contact.QueueInfo ?? contact.Queue).Name) ?? label(object(contact.QueueInfo ?? contact.Queue).Id),
      channel: json.Channel,
      version: json.Version,
      language: json.LanguageCode,
      status: json.JobStatus,
      redactions,
      categories: matched(json),
    }),
    warnings: dropped ? [{ code: "echoed-channel" }] : [],
  };
}

const looks = (json: unknown): json is JsonObject => isObject(json) && Array.isArray(json.Transcript);

export const contactLens: Format = {
  name: "contact-lens",
  detect({ json }: FormatInput): number {
    if (!looks(json)) return 0;
    const turns = objects(json.Transcript);
    const sure = has(json, "Participants") || turns.some((turn) => "ParticipantId" in turn);
    if (turns.some((turn) => "LoudnessScores" in turn || "Items" in turn)) return sure ? 0.65 : 0;
    return sure ? 0.98 : 0;
  },
  parse: ({ json }) => [draftOf(object(json))],
};

export const callAnalytics: Format = {
  name: "call-analytics",
  detect({ json }: FormatInput): number {
    if (!looks(json)) return 0;
    const turns = objects(json.Transcript);
    if (turns.length === 0) return has(json, "JobName") || has(json, "JobStatus") ? 0.8 : 0;
    if (!turns.some((turn) => "ParticipantRole" in turn)) return 0;
    return turns.some((turn) => "LoudnessScores" in turn || "Items" in turn) || has(json, "JobName") ? 0.97 : 0.8;
  },
  parse: ({ json }) => [draftOf(object(json))],
};
