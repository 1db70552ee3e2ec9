import { readFileSync } from "node:fs";
import { dirname, isAbsolute, relative, resolve } from "node:path";
import { checked } from "../check.js";
import { builtinDictionaries } from "../dictionary/builtin-node.js";
import { type Dictionary, parseDictionary } from "../dictionary/load.js";
import { KikimimiError } from "../errors.js";
import type { ReadOptions } from "../formats/index.js";
import { rules as builtinRules } from "../rules/index.js";
import type { Rule } from "../rules/rule.js";
import { findConfig, readConfig } from "./find-node.js";
import { withPresets } from "./merge.js";
import { loadRules } from "./rules-node.js";
import { Config, type ConfigInput, Settings, type SettingsInput, SUPPRESSIONS } from "./schema.js";
import { settle } from "./settle.js";

/** A configuration, read and checked, in the shape that the parts of the library take. */
export interface Loaded {
  /** Undefined: none was found, and everything is as built in. */
  file: string | undefined;
  config: Config;
  /** For `createAnalyzer`. */
  options: {
    settings: SettingsInput;
    dictionaries: Dictionary[];
    customRules: Rule[];
    locale?: "ja" | "en";
  };
  /** The modules that `customRules` come from: what is a function cannot be sent to a worker, so it loads them itself. */
  ruleFiles: string[];
  /** For `readTranscripts` and `readFiles`. */
  read: ReadOptions;
  /** All rules as configured. */
  rules: readonly Rule[];
}

export interface LoadConfigOptions {
  /** Where to look, and in the folders above; the working directory by default. */
  from?: string;
  /** This file and no other; `false`: none. */
  file?: string | false | undefined;
}

/**
 * Finds and loads the configuration with its presets, dictionaries and rules.
 * @throws KikimimiError `bad-configuration` or `bad-dictionary`, naming file, place and what was expected
 */
export async function loadConfig({ from = process.cwd(), file: named }: LoadConfigOptions = {}): Promise<Loaded> {
  const file = named === false ? undefined : (named ?? findConfig(from));
  const shown = file && (named ? file : shorter(file, from));
  const path = file && resolve(from, file);
  try {
    const loaded = await assemble(path, shown);
    // Without any configuration, by one's own word, there are no suppressions either.
    const suppressions = resolve(path ? dirname(path) : from, SUPPRESSIONS);
    return named === false ? loaded : { ...loaded, config: { suppressions, ...loaded.config } };
  } catch (error) {
    const own = error instanceof KikimimiError && (error.file === undefined || error.file === path);
    throw own && shown ? error.in(shown) : error;
  }
}

async function assemble(path: string | undefined, shown: string | undefined): Promise<Loaded> {
  const written = path ? await readConfig(path) : {};
  checked(Config, written);
  const config = withPresets(written as ConfigInput);
  const folder = path ? dirname(path) : process.cwd();
  const at = (name: string) => resolve(folder, name);
  const dictionaries = config.dictionaries.map((name, i) => readDictionary(name, at(name), `dictionaries[${i}]`));
  const ruleFiles = config.customRules.map(at);
  const customRules = await loadRules(ruleFiles);
  const settings = settingsOf(config);
  const { input, locale } = config;
  const { suppressions, baseline, keyFile } = config;
  return {
    file: shown,
    config: {
      ...config,
      ...(suppressions ? { suppressions: at(suppressions) } : {}),
      ...(baseline ? { baseline: at(baseline) } : {}),
      ...(keyFile ? { keyFile: at(keyFile) } : {}),
    },
    options: { settings, dictionaries, customRules, ...(locale ? { locale } : {}) },
    ruleFiles,
    read: { ...input, encoding: input.encoding as ReadOptions["encoding"] },
    // Names rules that do not exist, and names given twice, while the file is known.
    rules: settle(builtinRules, config.mustSay.some((m) => m.cues.length) ? builtinDictionaries() : [], {
      settings,
      dictionaries,
      rules: customRules,
    }).rules,
  };
}

const settingsOf = (config: Config): SettingsInput =>
  Object.fromEntries(Object.entries(config).filter(([key]) => Object.hasOwn(Settings.shape, key)));

function readDictionary(name: string, path: string, place: string): Dictionary {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    const reason = { ja: `辞書を読めません: ${name}`, en: `the dictionary cannot be read: ${name}` };
    throw new KikimimiError("bad-configuration", reason, { path: place, cause });
  }
  return parseDictionary(name, text);
}

/** As seen from here, unless it lies above. */
function shorter(file: string, from: string): string {
  const seen = relative(from, file);
  return seen.startsWith("..") || isAbsolute(seen) ? file : seen;
}
