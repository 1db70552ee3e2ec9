import { Call, type Engine } from "./call.js";
import { builtinDictionaries } from "./dictionary/builtin-node.js";
import { compileDictionaries } from "./dictionary/compile.js";
import type { Dictionary } from "./dictionary/load.js";
import { loadTokenizer, type Tokenizer } from "./language/tokenizer.js";
import { type CallStart, type LiveCall, openCall } from "./live.js";
import { Judge } from "./model/judge.js";
import { builtinModel } from "./model/load-node.js";
import type { Model } from "./model/model.js";
import { buildReport, type Locale } from "./report/build.js";
import type { Report } from "./report/schema.js";
import { rules as builtinRules } from "./rules/index.js";
import type { Rule } from "./rules/rule.js";
import { parseTranscript, type Transcript } from "./transcript/schema.js";

export interface AnalyzerOptions {
  /** Dictionaries beside the built-in ones. */
  dictionaries?: Dictionary[];
  rules?: readonly Rule[];
  locale?: Locale;
  tokenizer?: Tokenizer;
  /** Weights of one's own; `false`: the rules alone decide. */
  model?: Model | false;
}

export interface Analyzer {
  /** Analyses one call. Pure and re-entrant. @throws KikimimiError for a transcript that does not fit the schema */
  analyze(transcript: Transcript): Report;
  /** Opens a call in progress, for agent assist. @throws KikimimiError for a start that does not fit the schema */
  open(start?: CallStart): LiveCall;
}

/** Loads what all calls share: dictionaries, rules, weights. */
export async function createEngine(options: AnalyzerOptions = {}): Promise<Engine> {
  const tokenizer = options.tokenizer ?? (await loadTokenizer());
  const tokenize = (text: string) => tokenizer.tokenize(text);
  const model = options.model === false ? undefined : (options.model ?? builtinModel());
  return {
    tokenize,
    matcher: compileDictionaries([...builtinDictionaries(), ...(options.dictionaries ?? [])], tokenize),
    rules: options.rules ?? builtinRules,
    judge: model && new Judge(model),
  };
}

/** Loads the dictionaries once and returns an analyser for any number of calls. */
export async function createAnalyzer(options: AnalyzerOptions = {}): Promise<Analyzer> {
  const engine = await createEngine(options);
  const locale = options.locale ?? "ja";
  return {
    analyze(input) {
      const transcript = parseTranscript(input);
      const call = new Call(engine, { ...transcript, direction: transcript.direction ?? "unknown" });
      const found = transcript.utterances.flatMap((utterance) => call.push(utterance).findings);
      return buildReport(transcript, call.dialogue, [...found, ...call.conclude()], locale);
    },
    open: (start = {}) => openCall(engine, locale, start),
  };
}
