export { type Analyzer, type AnalyzerOptions, createAnalyzer } from "./analyzer.js";
export { type Dictionary, parseDictionary } from "./dictionary/load.js";
export { type ErrorCode, KikimimiError } from "./errors.js";
export { type ReadOptions, type ReadResult, readTranscripts } from "./formats/index.js";
export { loadTokenizer, type Morpheme, type Tokenizer } from "./language/index.js";
export { Category, Evidence, Finding, Report, Severity, Span } from "./report/schema.js";
export { rules } from "./rules/index.js";
export type { Proposal, Rule } from "./rules/rule.js";
export { Direction, parseTranscript, Speaker, Transcript, Utterance } from "./transcript/schema.js";
