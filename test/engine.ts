import { type Analyzer, type AnalyzerOptions, createAnalyzer } from "../src/analyzer.js";
import { loadTokenizer, type Tokenizer } from "../src/language/index.js";

let tokenizer: Promise<Tokenizer> | undefined;
/** One tokeniser for all tests of a file: loading it takes longer than using it. */
export const sharedTokenizer = (): Promise<Tokenizer> => {
  tokenizer ??= loadTokenizer();
  return tokenizer;
};

export const testAnalyzer = async (options: AnalyzerOptions = {}): Promise<Analyzer> =>
  createAnalyzer({ tokenizer: await sharedTokenizer(), ...options });
