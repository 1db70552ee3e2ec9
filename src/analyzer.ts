import { type ActReader, actsByCue } from "./dialogue/acts.js";
import { type CallFrame, type Dialogue, learn, noFacts, type ReadLine } from "./dialogue/facts.js";
import type { Line } from "./dialogue/line.js";
import { builtinDictionaries } from "./dictionary/builtin-node.js";
import { compileDictionaries } from "./dictionary/compile.js";
import type { Dictionary } from "./dictionary/load.js";
import { clausesOf } from "./language/clauses.js";
import { loadTokenizer, type Tokenizer } from "./language/tokenizer.js";
import { buildReport, type Locale } from "./report/build.js";
import type { Report } from "./report/schema.js";
import { rules as builtinRules } from "./rules/index.js";
import type { Proposal, Rule } from "./rules/rule.js";
import { parseTranscript, type Transcript, type Utterance } from "./transcript/schema.js";

export interface AnalyzerOptions {
  /** Dictionaries beside the built-in ones. */
  dictionaries?: Dictionary[];
  rules?: Rule[];
  locale?: Locale;
  tokenizer?: Tokenizer;
}

export interface Analyzer {
  /** Analyses one call. Pure and re-entrant. @throws KikimimiError for a transcript that does not fit the schema */
  analyze(transcript: Transcript): Report;
}

/** Loads the dictionaries once and returns an analyser for any number of calls. */
export async function createAnalyzer(options: AnalyzerOptions = {}): Promise<Analyzer> {
  const tokenizer = options.tokenizer ?? (await loadTokenizer());
  const tokenize = (text: string) => tokenizer.tokenize(text);
  const matcher = compileDictionaries([...builtinDictionaries(), ...(options.dictionaries ?? [])], tokenize);
  const rules = options.rules ?? builtinRules;
  const readActs: ActReader = actsByCue;

  const read = (utterance: Utterance, index: number): Line => {
    const words = tokenize(utterance.text);
    const { speaker, text } = utterance;
    return { index, speaker, text, words, clauses: clausesOf(words), cues: matcher.match(words, speaker) };
  };

  return {
    analyze(input) {
      const transcript = parseTranscript(input);
      const frame: CallFrame = { ...transcript, direction: transcript.direction ?? "unknown" };
      const lines: ReadLine[] = [];
      const dialogue: Dialogue = { frame, lines, facts: noFacts };
      const proposals: [Rule, Proposal][] = [];
      for (const [index, utterance] of transcript.utterances.entries()) {
        const line = read(utterance, index);
        const readLine: ReadLine = { ...line, acts: readActs(line, lines) };
        if (line.speaker === "agent")
          for (const rule of rules) {
            const proposal = rule.propose?.(readLine, dialogue);
            if (proposal) proposals.push([rule, proposal]);
          }
        lines.push(readLine);
        dialogue.facts = learn(dialogue.facts, readLine);
      }
      for (const rule of rules) {
        const proposal = rule.conclude?.(dialogue);
        if (proposal) proposals.push([rule, proposal]);
      }
      return buildReport(transcript, dialogue, proposals, options.locale ?? "ja");
    },
  };
}
