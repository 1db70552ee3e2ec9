import type { Dictionary } from "./dictionary-data.js";
import { type DictionarySource, type LoadProgress, loadDictionary } from "./loader.js";
import { folderSource } from "./source-node.js";
import { Tokenizer } from "./tokenizer.js";

export interface TokenizerOptions {
  /** A dictionary that is loaded already, e.g. by the thread that started this one. */
  dictionary?: Dictionary;
  /** Where to load it from; by default the installed kuromoji package. */
  source?: DictionarySource;
  onProgress?: (progress: LoadProgress) => void;
}

/**
 * Loads a dictionary, unless one is given, and makes a tokenizer.
 *
 * @throws KikimimiError `dictionary-load` when a file is missing or broken; one may try again.
 */
export async function loadTokenizer(options: TokenizerOptions = {}): Promise<Tokenizer> {
  const { dictionary, source, onProgress } = options;
  return new Tokenizer(dictionary ?? (await loadDictionary(source ?? folderSource(), onProgress)));
}
