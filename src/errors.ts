/** What went wrong, for programs. The message says it for people. */
export type ErrorCode =
  | "bad-transcript"
  | "bad-dictionary"
  | "bad-configuration"
  | "bad-option"
  | "dictionary-load"
  | "unknown-format"
  | "bad-encoding"
  | "limit-exceeded"
  | "unreadable-file"
  | "model-load"
  | "unwritable-file"
  | "does-not-fit"
  | "missing-package"
  | "unreachable"
  | "thread-lost"
  | "closed";

/** Words for people: in both languages of the product, or the same in both (names, values). */
export type Said = string | { readonly ja: string; readonly en: string };

/** Where in the input, and what was expected there. All members are optional. */
export interface ErrorPlace {
  /** The file as the user named it. */
  file?: string | undefined;
  /** Path into the input, e.g. `utterances[3].text`, or `line 12`. */
  path?: Said | undefined;
  /** What would have been accepted. */
  expected?: Said | undefined;
  /** What the user can try. */
  hint?: Said | undefined;
  cause?: unknown;
}

const inWords = (said: Said, locale: "ja" | "en"): string => (typeof said === "string" ? said : said[locale]);

/** One line: file, place, what was wrong, what was expected. */
function messageOf(reason: Said, { file, path, expected, hint }: ErrorPlace, locale: "ja" | "en"): string {
  const where = [file, path && inWords(path, locale)].filter(Boolean).join(": ");
  const wanted = expected ? ` (${locale === "ja" ? "期待" : "expected"}: ${inWords(expected, locale)})` : "";
  const message = `${where ? `${where}: ` : ""}${inWords(reason, locale)}${wanted}${hint ? ` → ${inWords(hint, locale)}` : ""}`;
  // File names, members and phrases come from outside: one line, nothing that steers a terminal, no endless text.
  const line = message.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, " ");
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}

const LONGEST = 2000;

/**
 * The one error this library throws for bad input.
 *
 * `message` is one line in Japanese: file, place, what was wrong, what was expected; {@link messageIn} gives it in
 * English. It never quotes transcript text.
 */
export class KikimimiError extends Error {
  readonly code: ErrorCode;
  readonly file: string | undefined;
  readonly path: string | undefined;
  readonly expected: string | undefined;
  readonly hint: string | undefined;
  /** What was wrong, without file and place. */
  readonly reason: string;
  readonly #reason: Said;
  readonly #place: ErrorPlace;

  constructor(code: ErrorCode, reason: Said, place: ErrorPlace = {}) {
    super(messageOf(reason, place, "ja"), { cause: place.cause });
    const { file, path, expected, hint } = place;
    this.name = "KikimimiError";
    this.code = code;
    this.reason = inWords(reason, "ja");
    this.file = file;
    this.path = path && inWords(path, "ja");
    this.expected = expected && inWords(expected, "ja");
    this.hint = hint && inWords(hint, "ja");
    this.#reason = reason;
    this.#place = place;
  }

  messageIn(locale: "ja" | "en"): string {
    return messageOf(this.#reason, this.#place, locale);
  }

  /** What `new KikimimiError(...)` takes to make it again, e.g. on the other side of a worker. */
  get parts(): [code: ErrorCode, reason: Said, place: ErrorPlace] {
    const { file, path, expected, hint } = this.#place;
    return [this.code, this.#reason, { file, path, expected, hint }];
  }

  /** The same error, told of the file it came from. */
  in(file: string): KikimimiError {
    return this.at({ file });
  }

  /** The same error at another place. */
  at(place: ErrorPlace): KikimimiError {
    return new KikimimiError(this.code, this.#reason, { ...this.#place, ...place });
  }
}

/** Renders a zod or JSON path as people write it: `utterances[3].text`. */
export function renderPath(path: readonly PropertyKey[]): string {
  let out = "";
  for (const key of path) out += typeof key === "number" ? `[${key}]` : out ? `.${String(key)}` : String(key);
  return out;
}
