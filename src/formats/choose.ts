import { KikimimiError } from "../errors.js";
import { assemble } from "./assemble.js";
import type { Reading } from "./call-ids.js";
import { type Format, type FormatInput, type ReadOptions, type ReadResult, WEAK } from "./format.js";
import { isObject } from "./json.js";
import type { Limits } from "./limits.js";
import { formats } from "./registry.js";
import { warningMessage } from "./warnings.js";

/** A call read, or why it could not be. */
export type ReadOutcome = ReadResult | KikimimiError;

export interface Choice {
  format: Format;
  confidence: number;
  forced: boolean;
  /** Another format that fits about as well. */
  rival?: string;
}

const formatNames = (): string => formats.map((format) => format.name).join(", ");

/** @throws KikimimiError `bad-option` for a name that no format has */
export function formatNamed(name: string): Format {
  const found = formats.find((format) => format.name === name);
  if (found) return found;
  throw new KikimimiError(
    "bad-option",
    { ja: "知らない形式です", en: "there is no such format" },
    { path: "format", expected: formatNames() },
  );
}

/** The format the content is in, by its looks; with a forced format, that one if it fits at all. */
export function choose(input: FormatInput, options: ReadOptions): Choice | undefined {
  const forced = forcedFormat(options);
  if (forced) {
    const confidence = forced.detect(input);
    return confidence > 0 ? { format: forced, confidence, forced: true } : undefined;
  }
  const [best, second] = formats
    .map((format) => ({ format, confidence: format.detect(input), forced: false }))
    .filter(({ confidence }) => confidence > 0)
    .sort((a, b) => b.confidence - a.confidence);
  if (!best) return undefined;
  const close =
    best.confidence < 0.95 && second && second.confidence >= 0.5 && best.confidence - second.confidence < 0.1;
  return close ? { ...best, rival: second.format.name } : best;
}

/** `ndjson` is a way of laying out documents, each of which is detected for itself. */
function forcedFormat(options: ReadOptions): Format | undefined {
  return options.format === undefined || options.format === "ndjson" ? undefined : formatNamed(options.format);
}

/**
 * The calls of one document in its format.
 * @throws KikimimiError `unknown-format` if no format fits
 */
export function* interpret(
  input: FormatInput,
  options: Reading,
  limits: Limits,
  place?: string,
  chosen = choose(input, options),
): Generator<ReadOutcome> {
  // A forced format is used even where it does not recognise the content: its own error says more.
  const forced = forcedFormat(options);
  const choice = chosen ?? (forced ? { format: forced, confidence: 0, forced: true } : undefined);
  if (!choice) throw unrecognised(input);
  const { format, confidence } = choice;
  const drafts = format.parse(input, options);
  if (drafts.length === 0)
    throw new KikimimiError(
      "bad-transcript",
      { ja: "通話がひとつもありません", en: "there are no calls" },
      { expected: { ja: "通話", en: "calls" } },
    );
  for (const draft of drafts) {
    draft.place = [place, draft.place].filter(Boolean).join(".") || undefined;
    try {
      const { transcript, roles, warnings } = assemble(draft, format.name, options, limits);
      const notes = detectionNotes(choice, options);
      yield {
        transcript,
        format: format.name,
        detection: { confidence, forced: choice.forced },
        roles,
        warnings: [...notes, ...warnings],
        ...(draft.place ? { place: draft.place } : {}),
      };
    } catch (error) {
      yield asError(error, place);
    }
  }
}

function detectionNotes(choice: Choice, { locale }: ReadOptions): ReadResult["warnings"] {
  const { format, rival } = choice;
  if (choice.forced) return [];
  if (rival) {
    return [
      { code: "ambiguous-format", message: warningMessage("ambiguous-format", locale, `${format.name} / ${rival}`) },
    ];
  }
  if (choice.confidence >= WEAK) return [];
  return [{ code: "weak-detection", message: warningMessage("weak-detection", locale, format.name) }];
}

function unrecognised({ json }: FormatInput): KikimimiError {
  // Names of members are the shape of a file, not what was said in the call.
  const members = isObject(json)
    ? Object.keys(json)
        .slice(0, 6)
        .map((key) => key.slice(0, 40))
    : [];
  const seen = members.join(", ");
  const reason = {
    ja: `知らない形です${seen ? ` (メンバー ${seen})` : ""}`,
    en: `this is not a known shape${seen ? ` (members ${seen})` : ""}`,
  };
  return new KikimimiError("unknown-format", reason, {
    expected: formatNames(),
    hint: {
      ja: "--input-format で形式を指定するか、話者と本文のある CSV か JSON にしてください",
      en: "name the format with --input-format, or make it CSV or JSON with speaker and text",
    },
  });
}

/** The error as one of ours, with its place in the file in front. */
export function asError(error: unknown, place?: string): KikimimiError {
  if (!(error instanceof KikimimiError)) {
    return new KikimimiError(
      "bad-transcript",
      { ja: "読めない内容です", en: "this cannot be read" },
      {
        path: place,
        expected: { ja: "書き起こし", en: "a transcript" },
        hint: { ja: "ファイルが壊れていないか確かめてください", en: "make sure that the file is not damaged" },
        cause: error,
      },
    );
  }
  if (!place || error.path?.startsWith(place)) return error;
  return error.at({ path: error.path ? `${place}.${error.path}` : place });
}
