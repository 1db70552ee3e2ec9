export { type Dictionary, shareDictionary } from "./dictionary-data.js";
export { type ReadingEntry, ReadingIndex, type ReadingMatch } from "./fuzzy.js";
export type { DictionarySource, LoadProgress } from "./loader.js";
export type { Morpheme } from "./morpheme.js";
export { type NormalizedText, normalize } from "./normalize.js";
export { countMorae, type LineReading, lineReading, splitMorae, toKatakana } from "./reading.js";
export { loadTokenizer, Tokenizer, type TokenizerOptions } from "./tokenizer.js";
