import type { Transcript } from "../transcript/schema.js";
import type { Finding, Report } from "./schema.js";

/** Where a rule matched: a stretch of the call, or, without times, characters of a turn (as for chats). */
export type PointOfInterest =
  | { BeginOffsetMillis: number; EndOffsetMillis: number }
  | { TranscriptItems: { Id: string; CharacterOffsets?: { BeginOffsetChar: number; EndOffsetChar: number } }[] };

/** The members of a Contact Lens output file that a platform needs to show matched categories beside a transcript. */
export interface ContactLensOutput {
  Version: string;
  Channel: "VOICE";
  LanguageCode: "ja-JP";
  CustomerMetadata: { ContactId: string };
  Participants: { ParticipantId: string; ParticipantRole: string }[];
  Categories: {
    MatchedCategories: string[];
    MatchedDetails: Record<string, { PointsOfInterest: PointOfInterest[] }>;
  };
  Transcript: {
    Id: string;
    ParticipantId: string;
    Content: string;
    BeginOffsetMillis?: number;
    EndOffsetMillis?: number;
  }[];
}

const idOf = (index: number): string => `utterance-${index}`;

/**
 * The findings as Contact Lens writes its matched rules: a category for each rule, with the points of interest in the call.
 * A finding about the whole call gives its category no point. The text is the transcript's: redact that first where need be.
 * @see https://docs.aws.amazon.com/connect/latest/adminguide/contact-lens-example-output-files.html
 */
export function toContactLens(report: Report, transcript: Transcript): ContactLensOutput {
  const details: ContactLensOutput["Categories"]["MatchedDetails"] = {};
  for (const finding of report.findings) {
    const detail = details[finding.ruleId] ?? { PointsOfInterest: [] };
    details[finding.ruleId] = detail;
    const point = pointOf(finding, transcript);
    if (point) detail.PointsOfInterest.push(point);
  }
  const roles = [...new Set(transcript.utterances.map(({ speaker }) => speaker.toUpperCase()))];
  return {
    Version: "1.1.0",
    Channel: "VOICE",
    LanguageCode: "ja-JP",
    CustomerMetadata: { ContactId: report.callId },
    Participants: roles.map((role) => ({ ParticipantId: role, ParticipantRole: role })),
    Categories: { MatchedCategories: Object.keys(details), MatchedDetails: details },
    Transcript: transcript.utterances.map(({ speaker, text, startMs, endMs }, index) => ({
      Id: idOf(index),
      ParticipantId: speaker.toUpperCase(),
      Content: text,
      ...(startMs === undefined ? {} : { BeginOffsetMillis: startMs }),
      ...(endMs === undefined ? {} : { EndOffsetMillis: endMs }),
    })),
  };
}

function pointOf({ utteranceIndex, span }: Finding, { utterances }: Transcript): PointOfInterest | undefined {
  const utterance = utteranceIndex === null ? undefined : utterances[utteranceIndex];
  if (utteranceIndex === null || !utterance) return undefined;
  if (utterance.startMs !== undefined) {
    // Without an end, the turn lasts until the next one starts.
    const next = utterances.slice(utteranceIndex + 1).find(({ startMs }) => startMs !== undefined)?.startMs;
    const end = Math.max(utterance.startMs, utterance.endMs ?? next ?? utterance.startMs);
    return { BeginOffsetMillis: utterance.startMs, EndOffsetMillis: end };
  }
  const offsets = span && { CharacterOffsets: { BeginOffsetChar: span.start, EndOffsetChar: span.end } };
  return { TranscriptItems: [{ Id: idOf(utteranceIndex), ...offsets }] };
}
