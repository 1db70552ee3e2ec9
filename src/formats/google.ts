import { byName } from "../transcript/by-name.js";
import type { Speaker } from "../transcript/schema.js";
import type { Draft, Format, FormatInput, Turn } from "./format.js";
import { isObject, type JsonObject, label, number, object, objects, present, string } from "./json.js";
import { dateToMs, durationToMs } from "./time.js";

const roles = byName<Speaker>({
  AGENT: "agent",
  HUMAN_AGENT: "agent",
  ANY_AGENT: "agent",
  AUTOMATED_AGENT: "system",
  CUSTOMER: "customer",
  END_USER: "customer",
});

const roleOf = (value: unknown): Speaker | undefined => roles[String(value).toUpperCase()];

/** A member in either of the two spellings that Google's libraries write. */
function member(value: JsonObject, camel: string): unknown {
  return value[camel] ?? value[camel.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)];
}

/**
 * Customer Experience Insights, the format for uploading conversations.
 * @see https://cloud.google.com/contact-center/insights/docs/conversation-data-format
 */
export const googleUpload: Format = {
  name: "google-upload",
  detect({ json }: FormatInput): number {
    if (!isObject(json) || !Array.isArray(json.entries)) return 0;
    const entries = objects(json.entries);
    const known = entries.filter((entry) => roleOf(entry.role) && typeof entry.text === "string");
    const stamped = entries.some((entry) => "start_timestamp_usec" in entry || "user_id" in entry);
    return known.length === 0 ? 0 : stamped ? 0.97 : entries.some((entry) => "createTime" in entry) ? 0 : 0.7;
  },
  parse({ json }: FormatInput): Draft[] {
    const about = object(object(json).conversation_info);
    const turns = objects(object(json).entries).map((entry, i): Turn => {
      const micros = number(entry.start_timestamp_usec);
      // Unix time by the documentation; times since the start of the call in files made by hand.
      const absolute = micros !== undefined && micros >= 1e14;
      const role = roleOf(entry.role);
      return {
        text: string(entry.text) ?? "",
        role,
        label: label(entry.user_id) ? `${String(entry.role)}-${label(entry.user_id)}` : undefined,
        ...(micros === undefined ? {} : absolute ? { startAt: micros / 1000 } : { startMs: micros / 1000 }),
        place: `entries[${i}]`,
      };
    });
    const agents = objects(about.agent_info);
    return [
      {
        turns,
        callId: label(about.conversation_id) ?? label(object(json).conversation_id),
        agent: { id: label(about.agent_id) ?? label(agents[0]?.agent_id), name: label(agents[0]?.display_name) },
        source: present({ categories: about.categories, agentType: agents[0]?.agent_type, team: agents[0]?.team }),
      },
    ];
  },
};

/**
 * The Conversation resource of the Insights API.
 * @see https://cloud.google.com/contact-center/insights/docs/reference/rest/v1/projects.locations.conversations
 */
export const googleInsights: Format = {
  name: "google-insights",
  detect({ json }: FormatInput): number {
    if (!isObject(json)) return 0;
    const list = member(object(json.transcript), "transcriptSegments") ?? member(json, "transcriptSegments");
    return Array.isArray(list) ? 0.98 : 0;
  },
  parse({ json }: FormatInput): Draft[] {
    const conversation = object(json);
    const transcript = isObject(conversation.transcript) ? conversation.transcript : conversation;
    const call = object(member(conversation, "callMetadata"));
    const channels = byName<Speaker>({
      [String(member(call, "agentChannel") ?? "agent")]: "agent",
      [String(member(call, "customerChannel") ?? "customer")]: "customer",
    });
    const startedAt = dateToMs(member(conversation, "startTime"));
    const turns = objects(member(transcript, "transcriptSegments")).map((segment, i): Turn => {
      const participant = object(member(segment, "segmentParticipant"));
      const channel = label(member(segment, "channelTag"));
      const words = objects(segment.words);
      const first = durationToMs(member(words[0] ?? {}, "startOffset"));
      const last = durationToMs(member(words.at(-1) ?? {}, "endOffset"));
      const user = label(member(participant, "userId"));
      const role = roleOf(participant.role) ?? (channel ? channels[channel] : undefined);
      const at = dateToMs(member(segment, "messageTime"));
      return {
        text: string(segment.text) ?? "",
        role,
        label: role
          ? user
            ? `${role}-${user}`
            : undefined
          : channel && channel !== "0"
            ? `channel ${channel}`
            : undefined,
        // Offsets are within the recording; message times may be those of the upload.
        ...(first === undefined ? { startAt: at } : { startMs: first, endMs: last }),
        place: `transcriptSegments[${i}]`,
      };
    });
    const labels = object(conversation.labels);
    return [
      {
        turns,
        callId: label(conversation.name)?.split("/").at(-1),
        startedAt,
        agent: { id: label(member(conversation, "agentId")) },
        source: present({
          name: conversation.name,
          medium: conversation.medium,
          language: member(conversation, "languageCode"),
          labels: present(labels),
        }),
      },
    ];
  },
};

/**
 * Dialogflow: message entries of a conversation, or its messages.
 * @see https://cloud.google.com/dialogflow/es/docs/reference/rest/v2/MessageEntry
 */
export const dialogflow: Format = {
  name: "dialogflow",
  detect({ json }: FormatInput): number {
    const list = entriesOf(json);
    const known = list.filter(
      (entry) => roleOf(member(entry, "participantRole") ?? entry.role) && textOf(entry) !== undefined,
    );
    if (known.length === 0 || known.length < list.length * 0.5) return 0;
    return list.some((entry) => dateToMs(member(entry, "createTime")) !== undefined || "languageCode" in entry)
      ? 0.9
      : 0;
  },
  parse({ json }: FormatInput): Draft[] {
    const turns = entriesOf(json).map(
      (entry, i): Turn => ({
        text: textOf(entry) ?? "",
        role: roleOf(member(entry, "participantRole") ?? entry.role),
        startAt: dateToMs(member(entry, "createTime") ?? member(entry, "sendTime")),
        place: `[${i}]`,
      }),
    );
    const name = isObject(json) ? label(json.name) : label(entriesOf(json)[0]?.name)?.replace(/\/messages\/.*$/s, "");
    return [{ turns, callId: name?.split("/").at(-1), source: present({ name }) }];
  },
};

function entriesOf(json: unknown): JsonObject[] {
  if (Array.isArray(json)) return objects(json);
  const { entries, messages, messageEntries, message_entries: snake, role, text } = object(json);
  if (typeof role === "string" && typeof text === "string") return [object(json)];
  return objects(entries ?? messages ?? messageEntries ?? snake);
}

const textOf = (entry: JsonObject): string | undefined => string(entry.text) ?? string(entry.content);
