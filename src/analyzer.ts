import type { SettingsInput } from "./config/schema.js";
import { builtinDictionaries } from "./dictionary/builtin-node.js";
import type { Dictionary } from "./dictionary/load.js";
import { loadTokenizer } from "./language/load-node.js";
import type { Tokenizer } from "./language/tokenizer.js";
import { builtinModel } from "./model/load-node.js";
import type { Model } from "./model/model.js";
import { refuseWrongOptions } from "./options.js";
import { type Analyzer, analyzerOf, engineOf, type NamedEngine } from "./pipeline.js";
import type { Locale } from "./report/build.js";
import type { Rule } from "./rules/rule.js";

export type { Analyzer } from "./pipeline.js";

export interface AnalyzerOptions {
  /** Dictionaries beside the built-in ones. */
  dictionaries?: readonly Dictionary[];
  /** By default the built-in ones. */
  rules?: readonly Rule[];
  /** Rules of one's own beside them, see `defineRule`. */
  customRules?: readonly Rule[];
  /** What a configuration file sets for the analysis, see `loadConfig`. */
  settings?: SettingsInput;
  locale?: Locale;
  tokenizer?: Tokenizer;
  /** Weights of one's own; `false`: the rules alone decide. */
  model?: Model | false;
  /**
   * How many lines the analyser remembers, because scripts repeat; by default 1,000, 0 to keep nothing of a call once
   * it is analysed. The findings are the same.
   */
  cache?: number;
}

/**
 * Loads what all calls share – dictionaries, rules, weights – from the files of the package.
 * @throws KikimimiError `bad-option` for an option of the wrong kind, `bad-configuration` for settings that do not fit
 */
export async function createEngine(options: AnalyzerOptions = {}): Promise<NamedEngine> {
  refuseWrongOptions(options);
  return engineOf({
    tokenizer: options.tokenizer ?? (await loadTokenizer()),
    dictionaries: builtinDictionaries(),
    rules: options.rules,
    model: options.model === false ? undefined : (options.model ?? builtinModel()),
    own: { dictionaries: options.dictionaries, rules: options.customRules, settings: options.settings },
    cache: options.cache,
  });
}

/**
 * Loads the dictionaries once and returns an analyser for any number of calls.
 * @throws KikimimiError `bad-option` for an option of the wrong kind, `bad-configuration` for settings that do not fit
 */
export async function createAnalyzer(options: AnalyzerOptions = {}): Promise<Analyzer> {
  return analyzerOf(await createEngine(options), options.locale ?? "ja");
}
