export type { Dictionary } from "./dictionary-data.js";
export { type ReadingEntry, ReadingIndex, type ReadingMatch } from "./fuzzy.js";
export { loadTokenizer, type TokenizerOptions } from "./load-node.js";
export type { DictionarySource, LoadProgress } from "./loader.js";
export type { Morpheme } from "./morpheme.js";
export { type NormalizedText, normalize } from "./normalize.js";
export { countMorae, type LineReading, lineReading, splitMorae, toKatakana } from "./reading.js";
export { Tokenizer } from "./tokenizer.js";
