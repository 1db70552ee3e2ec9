import type { Failure } from "../failure.js";
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
