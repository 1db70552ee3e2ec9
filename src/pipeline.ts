import { Call, type Engine } from "./call.js";
import { type Own, settle } from "./config/settle.js";
import { LineReader } from "./dialogue/line-reader.js";
import { compileDictionaries } from "./dictionary/compile.js";
import type { Dictionary } from "./dictionary/load.js";
import type { Tokenizer } from "./language/tokenizer.js";
import { type CallStart, type LiveCall, openCall } from "./live.js";
import { Judge } from "./model/judge.js";
import type { Model } from "./model/model.js";
import { packOf } from "./pack.js";
import { buildReport, type Locale } from "./report/build.js";
import type { Report } from "./report/schema.js";
import { type ReviewTexts, reviewTexts } from "./report/texts.js";
import { rules as builtinRules } from "./rules/index.js";
import type { Rule } from "./rules/rule.js";
import { parseTranscript, type Transcript } from "./transcript/schema.js";

// The whole analysis from what has been loaded. Nothing here knows files or the network: the entries for Node
// (analyzer.ts) and for the browser (browser/) load, each in its way.

export interface Analyzer {
  /** What every report of this analyser was made with, see {@link Report}. */
  readonly pack: string;
  /** Analyses one call. Pure and re-entrant. @throws KikimimiError for a transcript that does not fit the schema */
  analyze(transcript: Transcript): Report;
  /** Opens a call in progress, for agent assist. @throws KikimimiError for a start that does not fit the schema, or that has utterances */
  open(start?: CallStart): LiveCall;
  /** Names of its rules and cues, for `<kikimimi-review>`. */
  readonly texts: ReviewTexts;
}

/** What an analyser is made of. */
export interface Parts {
  tokenizer: Tokenizer;
  dictionaries: readonly Dictionary[];
  /** By default the built-in ones. */
  rules?: readonly Rule[] | undefined;
  /** Without it the rules alone decide. */
  model?: Model | undefined;
  /** How many lines the analyser remembers, 0: none. See `LineReader`. */
  cache?: number | undefined;
  /** What the user adds and changes. */
  own?: Own | undefined;
}

/** What all calls share, with its names for people. */
export interface NamedEngine extends Engine {
  texts: ReviewTexts;
}

/** Makes of the parts what all calls share. */
export function engineOf(parts: Parts): NamedEngine {
  const { tokenizer, dictionaries: builtin, rules: basis = builtinRules, model, cache, own } = parts;
  const tokenize = (text: string) => tokenizer.tokenize(text);
  const { rules, dictionaries, strange, frameOf, settings } = settle(basis, builtin, own);
  return {
    reader: new LineReader(
      tokenize,
      compileDictionaries(dictionaries, tokenize, (surface) => tokenizer.readingsOf(surface)),
      cache,
    ),
    isSurname: (text) => tokenizer.isSurname(text),
    rules,
    judge: model && new Judge(model, strange),
    frameOf,
    pack: packOf({ rules, dictionaries, weights: model?.fingerprint, settings }),
    texts: reviewTexts(rules, dictionaries),
  };
}

/** The analyser for any number of calls. */
export function analyzerOf(engine: NamedEngine, locale: Locale): Analyzer {
  return {
    pack: engine.pack,
    texts: engine.texts,
    analyze(input) {
      const transcript = parseTranscript(input);
      const call = new Call(engine, transcript);
      const found = transcript.utterances.flatMap((utterance) => call.push(utterance).findings);
      return buildReport(transcript, call.dialogue, [...found, ...call.conclude()], locale, engine);
    },
    open: (start) => openCall(engine, locale, start ?? {}),
  };
}
