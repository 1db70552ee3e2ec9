import * as z from "zod";
import { KikimimiError, renderPath, type Said } from "../errors.js";
import { didYouMean } from "../nearest.js";
import { misspelt } from "./misspelt.js";

/**
 * Who started the contact. `callback`: the customer returns a call that the company made and that they missed –
 * to them it is company-initiated, they cannot know whom they reached.
 */
export const Direction = z.enum(["outbound", "inbound", "callback", "unknown"]);
export type Direction = z.infer<typeof Direction>;

export const Speaker = z.enum(["agent", "customer", "system"]);
export type Speaker = z.infer<typeof Speaker>;

const milliseconds = z.number().nonnegative();

export const Utterance = z.object({
  speaker: Speaker,
  text: z.string(),
  /** Milliseconds since the start of the call. */
  startMs: milliseconds.optional(),
  endMs: milliseconds.optional(),
});
export type Utterance = z.infer<typeof Utterance>;

/** A call as text: the input of the analyser, and what every format is read into. */
export const Transcript = z.object({
  callId: z.string().min(1),
  /** Inferred from the opening when absent; the report says which. */
  direction: Direction.optional(),
  /** ISO 8601 with offset. Rules on hours need it. */
  startedAt: z.iso.datetime({ offset: true }).optional(),
  /** Chooses the provisions quoted as legal basis, e.g. `telecom`, `insurance`, `real-estate`. */
  industry: z.string().optional(),
  agent: z.object({ id: z.string().optional(), name: z.string().optional() }).optional(),
  company: z.object({ name: z.string().optional(), aliases: z.array(z.string()).optional() }).optional(),
  utterances: z.array(Utterance),
  /** Carried through to the report untouched. */
  metadata: z.record(z.string(), z.unknown()).optional(),
});
export type Transcript = z.infer<typeof Transcript>;

const expectations: Record<string, Said> = {
  speaker: '"agent" | "customer" | "system"',
  text: { ja: "文字列", en: "a string" },
  startMs: { ja: "0以上の数(ミリ秒)", en: "a number ≥ 0 (milliseconds)" },
  endMs: { ja: "0以上の数(ミリ秒)", en: "a number ≥ 0 (milliseconds)" },
  startedAt: {
    ja: "オフセットつき ISO 8601(例 2026-05-12T14:20:00+09:00)",
    en: "ISO 8601 with offset (e.g. 2026-05-12T14:20:00+09:00)",
  },
  direction: '"outbound" | "inbound" | "callback" | "unknown"',
  utterances: { ja: "発話の配列", en: "an array of utterances" },
  callId: { ja: "空でない文字列", en: "a string that is not empty" },
};

/**
 * Checks a value against the Transcript schema. Members that it does not know are left out, unless they look like a
 * misspelling of one that is missing: `directon` would otherwise change what is found, and nobody would be told.
 * @throws KikimimiError `bad-transcript` with the path of the first problem and what was expected there
 */
export function parseTranscript(value: unknown): Transcript {
  refuseMisspelt(value);
  const result = Transcript.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  if (!issue)
    throw new KikimimiError("bad-transcript", {
      ja: "書き起こしとして読めません",
      en: "cannot be read as a transcript",
    });
  const last = issue.path.at(-1);
  const expected = (typeof last === "string" && expectations[last]) || issue.message;
  throw new KikimimiError(
    "bad-transcript",
    { ja: "書き起こしの形が違います", en: "the transcript is not of the right shape" },
    { path: renderPath(issue.path), expected },
  );
}

const known = {
  call: Object.keys(Transcript.shape),
  agent: Object.keys(Transcript.shape.agent.unwrap().shape),
  company: Object.keys(Transcript.shape.company.unwrap().shape),
  utterance: Object.keys(Utterance.shape),
};

function refuseMisspelt(value: unknown): void {
  refuse(value, known.call, []);
  if (typeof value !== "object" || value === null) return;
  const { agent, company, utterances } = value as Record<string, unknown>;
  refuse(agent, known.agent, ["agent"]);
  refuse(company, known.company, ["company"]);
  if (Array.isArray(utterances))
    for (const [i, utterance] of utterances.entries()) refuse(utterance, known.utterance, ["utterances", i]);
}

function refuse(value: unknown, names: readonly string[], path: readonly PropertyKey[]): void {
  const found = misspelt(value, names);
  if (!found) return;
  throw new KikimimiError(
    "bad-transcript",
    { ja: "そのような項目はありません", en: "there is no such field" },
    { path: renderPath([...path, found.key]), hint: didYouMean(found.meant) },
  );
}
