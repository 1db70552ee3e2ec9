import { parseTranscript, Speaker } from "../transcript/schema.js";
import type { Draft, Format, FormatInput } from "./format.js";
import { isObject, objects } from "./json.js";

const members = new Set(["speaker", "text", "startMs", "endMs"]);

/** Our own shape; see the JSON Schema published with the package. Read strictly. */
export const kikimimi: Format = {
  name: "kikimimi",
  detect({ json }: FormatInput): number {
    if (!isObject(json) || !("utterances" in json)) return 0;
    if ("callId" in json) return 1;
    const utterances = objects(json.utterances);
    const ours = utterances.every(
      (u) => Object.keys(u).every((key) => members.has(key)) && Speaker.safeParse(u.speaker).success,
    );
    return ours && utterances.length > 0 ? 0.9 : 0;
  },
  parse({ json }: FormatInput): Draft[] {
    const canonical = parseTranscript(json);
    return [
      {
        canonical,
        callId: canonical.callId,
        direction: canonical.direction,
        startedAt: canonical.startedAt,
        order: "strict",
        turns: canonical.utterances.map((utterance, i) => ({
          ...utterance,
          role: utterance.speaker,
          place: `utterances[${i}]`,
        })),
      },
    ];
  },
};
