import type { Draft, Format, FormatInput, Turn } from "./format.js";
import { isObject, type JsonObject, label, number, object, objects, present, string } from "./json.js";

/** Segments stand by themselves (the API), or in events of the stream (Kinesis), of which a file may hold many. */
function eventsOf(json: unknown): JsonObject[] {
  const events = Array.isArray(json) ? objects(json) : isObject(json) ? [json] : [];
  return events.filter((event) => Array.isArray(event.Segments) || string(event.EventType) !== undefined);
}

/**
 * Contact Lens real-time segments. Partial utterances are provisional: only `Transcript` segments are taken, and
 * utterances only where the file has nothing else.
 * @see https://docs.aws.amazon.com/connect/latest/adminguide/sample-real-time-contact-analysis-segment-stream.html
 */
export const contactLensRealtime: Format = {
  name: "contact-lens-realtime",
  detect({ json }: FormatInput): number {
    const events = eventsOf(json);
    if (events.length === 0) return 0;
    const segments = events.flatMap((event) => objects(event.Segments));
    const known = segments.some(
      (segment) => isObject(segment.Transcript) || isObject(segment.Utterance) || isObject(segment.Categories),
    );
    return known ? 0.97 : events.some((event) => event.EventType && event.ContactId) ? 0.7 : 0;
  },
  parse({ json }: FormatInput): Draft[] {
    const calls = new Map<string, { event: JsonObject; finals: Map<string, Turn>; partials: number }>();
    eventsOf(json).forEach((event, e) => {
      const id = label(event.ContactId) ?? "";
      const call = calls.get(id) ?? { event, finals: new Map<string, Turn>(), partials: 0 };
      calls.set(id, call);
      objects(event.Segments).forEach((segment, s) => {
        const final = object(segment.Transcript);
        if (!isObject(segment.Transcript)) {
          if (isObject(segment.Utterance)) call.partials++;
          return;
        }
        const place = `${Array.isArray(json) ? `[${e}].` : ""}Segments[${s}].Transcript`;
        // A segment delivered twice replaces itself.
        call.finals.set(label(final.Id) ?? place, {
          text: string(final.Content) ?? "",
          label: label(final.ParticipantRole) ?? label(final.ParticipantId),
          startMs: number(final.BeginOffsetMillis),
          endMs: number(final.EndOffsetMillis),
          place,
        });
      });
    });
    return [...calls].map(([id, { event, finals, partials }]) => ({
      turns: [...finals.values()],
      callId: id || undefined,
      source: present({
        contactId: id,
        instanceId: event.InstanceId,
        language: event.LanguageCode,
        version: event.Version,
      }),
      warnings: partials ? [{ code: "partial-results", detail: String(partials) }] : [],
    }));
  },
};
