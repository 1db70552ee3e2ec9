import { parse } from "yaml";
import * as z from "zod";
import { KikimimiError, renderPath } from "../errors.js";

const Phrase = z.object({
  /** A regular expression, matched on NFKC text without spaces. */
  match: z.string(),
  /** Positive: the agent says this. Negative: the customer does. About the natural logarithm of how many times likelier. */
  weight: z.number(),
  /** Only among the first utterances of the call. */
  opening: z.boolean().optional(),
  examples: z.array(z.string()).min(1),
  not: z.array(z.string()).optional(),
});

const File = z.object({ version: z.number(), phrases: z.array(Phrase).min(1) });

export interface RoleEvidence {
  readonly phrases: readonly { pattern: RegExp; weight: number; opening: boolean }[];
}

/** The text as the phrases are matched on it: NFKC, and without the spaces recognisers put between words. */
export function roleText(text: string): string {
  return text.normalize("NFKC").replace(/\s+/g, "");
}

/**
 * How agents and customers talk, as data.
 * @param data YAML text, or its parsed content (`dictionaries/roles.yaml`)
 * @throws KikimimiError `bad-dictionary` with the path of the entry at fault
 */
export function loadRoleEvidence(data: unknown): RoleEvidence {
  const result = File.safeParse(typeof data === "string" ? parse(data) : data);
  if (!result.success) {
    const issue = result.error.issues[0];
    throw new KikimimiError(
      "bad-dictionary",
      { ja: "話者の手がかりの形が違います", en: "this is not the shape of the wording for speakers" },
      {
        path: renderPath(issue?.path ?? []),
        expected: issue?.message,
      },
    );
  }
  return {
    phrases: result.data.phrases.map((phrase, index) => {
      try {
        return {
          pattern: new RegExp(phrase.match.replace(/^\(\?i\)/, ""), phrase.match.startsWith("(?i)") ? "iu" : "u"),
          weight: phrase.weight,
          opening: phrase.opening ?? false,
        };
      } catch (cause) {
        throw new KikimimiError(
          "bad-dictionary",
          { ja: "正規表現として読めません", en: "this is not a regular expression" },
          {
            path: `phrases[${index}].match`,
            cause,
          },
        );
      }
    }),
  };
}
