import type { Dictionary } from "../../src/language/dictionary-data.js";
import { loadDictionary } from "../../src/language/loader.js";
import { folderSource } from "../../src/language/source-node.js";

let loaded: Promise<Dictionary> | undefined;

/** The installed dictionary, read once for all tests of a file. */
export function sharedDictionary(): Promise<Dictionary> {
  loaded ??= loadDictionary(folderSource());
  return loaded;
}
