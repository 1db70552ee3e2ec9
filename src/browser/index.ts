import * as z from "zod";
import type { SettingsInput } from "../config/schema.js";
import type { Dictionary } from "../dictionary/load.js";
import { refuseWrongOptions } from "../options.js";
import { type Analyzer, analyzerOf, engineOf } from "../pipeline.js";
import type { Locale } from "../report/build.js";
import type { Rule } from "../rules/rule.js";
import { type LoadOptions, load } from "./load.js";

// Schemas must not be compiled to code: pages forbid that.
z.config({ jitless: true });

export interface BrowserAnalyzerOptions extends LoadOptions {
  /** Dictionaries beside the built-in ones. */
  dictionaries?: readonly Dictionary[] | undefined;
  rules?: readonly Rule[] | undefined;
  /** What a configuration sets for the analysis: plain data, as in a configuration file. */
  settings?: SettingsInput | undefined;
  locale?: Locale | undefined;
  /** `false`: the rules alone decide, and the weights are not fetched. */
  model?: false | undefined;
}

/**
 * The analyser in this thread of a browser: the same reports as in Node, nothing sent anywhere. A call takes some
 * milliseconds and loading about a second, which a page can leave to a worker: see `kikimimi/browser/worker`.
 * @throws KikimimiError `dictionary-load` or `model-load`, naming the address that failed; one may try again;
 *   `bad-option` for an option of the wrong kind
 */
export async function createAnalyzer(options: BrowserAnalyzerOptions): Promise<Analyzer> {
  // Here `cache` names a store of the browser.
  const { cache: _, ...shared } = options;
  refuseWrongOptions(shared);
  const { tokenizer, dictionaries, model } = await load(options, options.model !== false);
  const own = { dictionaries: options.dictionaries, settings: options.settings };
  return analyzerOf(engineOf({ tokenizer, dictionaries, rules: options.rules, model, own }), options.locale ?? "ja");
}

export type { Dictionary } from "../dictionary/load.js";
export { type ErrorCode, KikimimiError } from "../errors.js";
export type { LoadProgress } from "../language/loader.js";
export type { CallStart, LiveCall, LiveUpdate } from "../live.js";
export type { Analyzer } from "../pipeline.js";
export type { Evidence, Finding, Report, Severity } from "../report/schema.js";
export type { ReviewTexts } from "../report/texts.js";
export { rules } from "../rules/index.js";
export type { Rule } from "../rules/rule.js";
export type { Transcript, Utterance } from "../transcript/schema.js";
export type { LoadOptions } from "./load.js";
