import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseTranscript, type Transcript } from "../transcript/schema.js";
import { Gold, LabelledAct, LabelledLine, parseAs } from "./labels.js";

/** Labelled material as read from folders. */
export interface Corpus {
  calls: { file: string; transcript: Transcript; gold: Gold }[];
  lines: (LabelledLine & { file: string })[];
  acts: (LabelledAct & { file: string })[];
}

/**
 * Reads labelled material: pairs of `<id>.json` and `<id>.gold.json`, and `*.jsonl` files of labelled lines
 * (`acts*.jsonl`: of acts), in the folders given and below them, in the order of their names. Single files are taken too.
 */
export function readCorpus(paths: readonly string[]): Corpus {
  const corpus: Corpus = { calls: [], lines: [], acts: [] };
  for (const path of paths) readInto(corpus, path);
  return corpus;
}

function readInto(corpus: Corpus, path: string): void {
  if (statSync(path).isDirectory()) {
    for (const name of readdirSync(path).sort()) readInto(corpus, join(path, name));
    return;
  }
  if (path.endsWith(".jsonl")) {
    const rows = readFileSync(path, "utf8").split("\n");
    for (const [i, row] of rows.entries()) {
      if (!row.trim()) continue;
      const where = `${path}:${i + 1}`;
      const value: unknown = JSON.parse(row);
      if (typeof value === "object" && value !== null && "act" in value)
        corpus.acts.push({ ...parseAs(LabelledAct, value, where), file: path });
      else corpus.lines.push({ ...parseAs(LabelledLine, value, where), file: path });
    }
    return;
  }
  const goldFile = path.replace(/\.json$/u, ".gold.json");
  if (!path.endsWith(".json") || path.endsWith(".gold.json") || !existsSync(goldFile)) return;
  const transcript = parseTranscript(JSON.parse(readFileSync(path, "utf8")));
  corpus.calls.push({
    file: path,
    transcript,
    gold: parseAs(Gold, JSON.parse(readFileSync(goldFile, "utf8")), goldFile),
  });
}
