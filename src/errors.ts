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
  | "thread-lost"
  | "closed";

/** Where in the input, and what was expected there. All members are optional except the code. */
export interface ErrorPlace {
  /** The file as the user named it. */
  file?: string | undefined;
  /** Path into the input, e.g. `utterances[3].text`, or `line 12`. */
  path?: string | undefined;
  /** What would have been accepted. */
  expected?: string | undefined;
  /** What the user can try. */
  hint?: string | undefined;
  cause?: unknown;
}

/**
 * The one error this library throws for bad input.
 *
 * `message` is one line: file, place, what was wrong, what was expected. It never quotes transcript text.
 */
export class KikimimiError extends Error {
  readonly code: ErrorCode;
  readonly file: string | undefined;
  readonly path: string | undefined;
  readonly expected: string | undefined;
  readonly hint: string | undefined;
  /** What was wrong, without file and place. */
  readonly reason: string;

  constructor(code: ErrorCode, reason: string, place: ErrorPlace = {}) {
    const where = [place.file, place.path].filter(Boolean).join(": ");
    const expected = place.expected ? ` (期待: ${place.expected})` : "";
    const hint = place.hint ? ` → ${place.hint}` : "";
    super(`${where ? `${where}: ` : ""}${reason}${expected}${hint}`, { cause: place.cause });
    this.name = "KikimimiError";
    this.code = code;
    this.reason = reason;
    this.file = place.file;
    this.path = place.path;
    this.expected = place.expected;
    this.hint = place.hint;
  }

  /** The same error, told of the file it came from. */
  in(file: string): KikimimiError {
    const { path, expected, hint, cause } = this;
    return new KikimimiError(this.code, this.reason, { file, path, expected, hint, cause });
  }
}

/** Renders a zod or JSON path as people write it: `utterances[3].text`. */
export function renderPath(path: readonly PropertyKey[]): string {
  let out = "";
  for (const key of path) out += typeof key === "number" ? `[${key}]` : out ? `.${String(key)}` : String(key);
  return out;
}
