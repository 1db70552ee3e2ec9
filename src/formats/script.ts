import type { Draft, Format, FormatInput } from "./format.js";
import { foldWidth, readDialogue } from "./text.js";

/** Titles, rules and directions of a script: not spoken. */
const unspoken = /^(#+\s|[■◆●▼▽□◇★☆]|【[^】]*】$|[([<〈][^)\]>〉]*[)\]>〉]$|[-=―ー─*_~]{3,}$|[→⇒※])/u;

/** A talk script: what the agent is to say, line by line, with no speakers. For checking before anyone speaks it. */
export const script: Format = {
  name: "script",
  detect({ text, json }: FormatInput): number {
    if (text === undefined || json !== undefined) return 0;
    // Only what can be Japanese speech: source code and logs are not scripts.
    const sample = text.slice(0, 100_000);
    const japanese = sample.match(/[\u3040-\u30ff\u4e00-\u9fff]/gu)?.length ?? 0;
    return japanese >= sample.replace(/\s/g, "").length * 0.4 && japanese > 0 ? 0.2 : 0;
  },
  parse({ text = "" }: FormatInput): Draft[] {
    const dialogue = readDialogue(text);
    if (dialogue.turns.length > 1 && dialogue.share > 0.5) {
      // A script that gives the customer's part as well: only the lines that are labelled so are not the agent's.
      return [{ ...dialogue.header, turns: dialogue.turns }];
    }
    const turns = text.split(/\r\n|[\n\r]/u).flatMap((raw, i) => {
      const line = raw.trim().replace(/^([・*-]|[(\uff08]?[\d\uff10-\uff19]{1,2}[.)、\uff0e\uff09]|[①-⑳])\s*/u, "");
      if (!line || unspoken.test(foldWidth(raw.trim()))) return [];
      return [{ text: line.replace(/^「(.*)」$/u, "$1"), place: `line ${i + 1}` }];
    });
    return [{ turns, script: true }];
  },
};
