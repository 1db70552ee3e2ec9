import { type ErrorPlace, KikimimiError } from "../errors.js";
import type { LoadProgress } from "../language/loader.js";
import type { CallStart } from "../live.js";
import type { ReviewTexts } from "../report/texts.js";
import type { Transcript, Utterance } from "../transcript/schema.js";
import type { BrowserAnalyzerOptions } from "./index.js";

/** What the page asks of the worker. Calls in progress go by number. */
export type Request =
  | { ask: "start"; options: Omit<BrowserAnalyzerOptions, "onProgress" | "rules"> }
  | { ask: "analyze"; transcript: Transcript }
  | { ask: "open"; call: number; start: CallStart | undefined }
  | { ask: "push"; call: number; utterance: Utterance; partial: boolean }
  | { ask: "close"; call: number };

export type Answer = { progress: LoadProgress } | { id: number; value: unknown } | { id: number; failure: Failure };

export interface Started {
  texts: ReviewTexts;
}

/** An error on its way between threads, where classes do not survive. */
export type Failure = {
  name: string;
  message: string;
  known?: [code: KikimimiError["code"], reason: string, ErrorPlace];
};

export function toFailure(error: unknown): Failure {
  if (!(error instanceof Error)) return { name: "Error", message: String(error) };
  const { name, message } = error;
  if (!(error instanceof KikimimiError)) return { name, message };
  const { code, reason, file, path, expected, hint } = error;
  return { name, message, known: [code, reason, { file, path, expected, hint }] };
}

export function fromFailure({ name, message, known }: Failure): Error {
  return known ? new KikimimiError(...known) : Object.assign(new Error(message), { name });
}
