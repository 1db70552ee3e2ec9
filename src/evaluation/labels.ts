import * as z from "zod";
import { labelledActs } from "../dialogue/acts.js";
import { KikimimiError, renderPath } from "../errors.js";
import { Direction, Speaker } from "../transcript/schema.js";

/** A label given by a person: this rule was met at this utterance (null: by the call as a whole). */
export const Label = z.object({
  utterance: z.int().nonnegative().nullable(),
  category: z.string(),
  rule: z.string(),
  /** Borderline: neither finding it nor missing it counts. */
  optional: z.boolean().optional(),
  why: z.string().optional(),
});
export type Label = z.infer<typeof Label>;

/** `<id>.gold.json`: the labels of one call. */
export const Gold = z.object({
  callId: z.string(),
  style: z.string().optional(),
  kind: z.string().optional(),
  source: z.string().optional(),
  labels: z.array(Label),
  /** Which line does which of {@link labelledActs}. Absent: nobody has looked. */
  acts: z.array(z.object({ utterance: z.int().nonnegative(), act: z.enum(labelledActs) })).optional(),
});
export type Gold = z.infer<typeof Gold>;

const Before = z.array(z.object({ speaker: Speaker, text: z.string() }));

/** One line of `lines/*.jsonl`: an agent line that a rule must flag, or must leave alone. */
export const LabelledLine = z.object({
  rule: z.string(),
  flag: z.boolean(),
  direction: Direction,
  before: Before,
  text: z.string(),
  style: z.string(),
  note: z.string().optional(),
});
export type LabelledLine = z.infer<typeof LabelledLine>;

/** One line of `lines/acts.jsonl`: a line by either speaker that does, or does not do, an act. */
export const LabelledAct = z.object({
  act: z.string(),
  holds: z.boolean(),
  speaker: Speaker,
  direction: Direction,
  before: Before,
  text: z.string(),
  style: z.string(),
  note: z.string().optional(),
});
export type LabelledAct = z.infer<typeof LabelledAct>;

/** @throws KikimimiError `bad-transcript` naming the path and the expectation */
export function parseAs<T>(schema: z.ZodType<T>, value: unknown, file: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new KikimimiError(
    "bad-transcript",
    { ja: "ラベルの形が違います", en: "this is not the shape of labels" },
    {
      file,
      path: renderPath(issue?.path ?? []),
      expected: issue?.message,
    },
  );
}
