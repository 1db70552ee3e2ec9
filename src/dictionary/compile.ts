import { KikimimiError } from "../errors.js";
import type { Morpheme } from "../language/morpheme.js";
import type { Dictionary } from "./load.js";
import { type Cue, isMeant, Matcher, type Pattern } from "./matcher.js";
import { expandAlternatives, parsePhrase } from "./phrase.js";
import { type Sound, Sounds } from "./sounds.js";

type Tokenize = (text: string) => Morpheme[];

/**
 * Compiles dictionaries into one matcher. Dictionaries add to each other: a cue named in several has the phrases of all.
 * @throws KikimimiError `bad-dictionary` for a phrase that cannot be read
 */
export function compileDictionaries(
  dictionaries: readonly Dictionary[],
  tokenize: Tokenize,
  readingsOf?: (surface: string) => readonly string[],
): Matcher {
  const patterns: Pattern[] = [];
  const sounds: Sound[] = [];
  for (const { name, cues } of dictionaries)
    for (const [cue, definition] of Object.entries(cues))
      for (const [i, entry] of definition.entries.entries())
        for (const source of entry.phrases) {
          try {
            for (const phrase of parsePhrase(source, tokenize))
              patterns.push({ cue, speaker: definition.speaker, phrase });
            if (entry.fuzzy)
              for (const reading of nounsIn(source, tokenize))
                sounds.push({ cue, speaker: definition.speaker, reading });
          } catch (error) {
            if (!(error instanceof KikimimiError)) throw error;
            throw error.at({ file: name, path: `${cue}.entries[${i}]` });
          }
        }
  return new Matcher(patterns, sounds.length ? new Sounds(sounds, readingsOf) : undefined);
}

/** How the variants of a phrase sound that are nouns through and through: other words inflect, and sound like many things. */
function nounsIn(source: string, tokenize: Tokenize): string[] {
  if (/[…"]/u.test(source)) return [];
  return expandAlternatives(source).flatMap((variant) => {
    const words = tokenize(variant);
    return words.length && words.every((m) => m.pos === "名詞" || m.pos === "接頭詞")
      ? [words.map((m) => m.reading).join("")]
      : [];
  });
}

/** An example of a dictionary entry that does not hold. */
export interface BrokenExample {
  dictionary: string;
  cue: string;
  entry: number;
  /** `match`: should have been found. `ignore`: should not. */
  kind: "match" | "ignore";
  example: string;
}

/** Runs every entry's own examples: `match` lines against the entry itself, `ignore` lines against the whole cue. */
export function checkDictionaries(dictionaries: readonly Dictionary[], tokenize: Tokenize): BrokenExample[] {
  const broken: BrokenExample[] = [];
  const whole = compileDictionaries(dictionaries, tokenize);
  for (const { name, cues } of dictionaries)
    for (const [cue, definition] of Object.entries(cues)) {
      const speaker = definition.speaker ?? "agent";
      // Of words that are a finding, those count that are meant; a dictionary of signals leaves that to its rules.
      const counts = (c: Cue) => (definition.finding ? isMeant(c) : c.polarity !== "negated");
      const finds = (matcher: Matcher, text: string) =>
        matcher.match(tokenize(text), speaker).some((c) => c.name === cue && counts(c));
      for (const [i, entry] of definition.entries.entries()) {
        const own = compileDictionaries([{ name, cues: { [cue]: { ...definition, entries: [entry] } } }], tokenize);
        for (const example of entry.match)
          if (!finds(own, example)) broken.push({ dictionary: name, cue, entry: i, kind: "match", example });
        for (const example of entry.ignore)
          if (finds(whole, example)) broken.push({ dictionary: name, cue, entry: i, kind: "ignore", example });
      }
    }
  return broken;
}
