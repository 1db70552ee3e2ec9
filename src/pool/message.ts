import type { SettingsInput } from "../config/schema.js";
import type { Dictionary as CueDictionary } from "../dictionary/load.js";
import type { Failure } from "../failure.js";
import type { Dictionary } from "../language/dictionary-data.js";
import type { ModelParts } from "../model/model.js";
import type { Locale } from "../report/build.js";
import type { Report } from "../report/schema.js";
import type { Transcript } from "../transcript/schema.js";

/** What a thread is given when it starts. The large parts lie in shared memory. */
export interface ThreadData {
  dictionary: Dictionary;
  model: ModelParts | undefined;
  dictionaries: CueDictionary[];
  settings: SettingsInput | undefined;
  ruleFiles: string[];
  locale: Locale;
}

/** Calls for a thread. It answers with as many outcomes, in the same order. */
export type Batch = Transcript[];

/** What became of a call in a thread. */
export type Outcome = { report: Report } | { error: Failure };

/** From a thread: once the pack when it is ready, or why it could not start, then outcomes of the batch given first. */
export type ThreadMessage = { ready: string } | { failed: Failure } | { outcomes: Outcome[] };
