/**
 * The whole analysis – tokens, cues, facts, rules, model, report – beside kuromoji merely tokenising the same utterances,
 * in turn in one run. Prints the medians and the median of the ratios; quote the ratios.
 * Runs with `npm run bench`.
 */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import kuromoji from "kuromoji";
import { createAnalyzer } from "../src/analyzer.js";
import { readCorpus } from "../src/evaluation/corpus.js";

const ROUNDS = 5;
const median = (values: number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
const time = (work: () => void): number => {
  const start = performance.now();
  work();
  return performance.now() - start;
};

const calls = readCorpus(["fixtures/corpus/dev"]).calls.map((c) => c.transcript);
const characters = calls.flatMap((c) => c.utterances).reduce((n, u) => n + u.text.length, 0);
const dicPath = join(dirname(createRequire(import.meta.url).resolve("kuromoji/package.json")), "dict");
const theirs = await new Promise<kuromoji.Tokenizer<kuromoji.IpadicFeatures>>((resolve, reject) =>
  kuromoji.builder({ dicPath }).build((error, tokenizer) => (error ? reject(error) : resolve(tokenizer))),
);
const analyzer = await createAnalyzer();
const rulesOnly = await createAnalyzer({ model: false });

const runs: Record<string, () => void> = {
  kuromoji: () => {
    for (const c of calls) for (const u of c.utterances) theirs.tokenize(u.text);
  },
  "kikimimi, whole analysis": () => {
    for (const c of calls) analyzer.analyze(c);
  },
  "kikimimi, rules only": () => {
    for (const c of calls) rulesOnly.analyze(c);
  },
};
const taken = new Map(Object.keys(runs).map((name) => [name, [] as number[]]));
for (let round = 0; round <= ROUNDS; round++)
  for (const [name, run] of Object.entries(runs)) {
    const ms = time(run);
    if (round) taken.get(name)?.push(ms);
  }
const base = taken.get("kuromoji") ?? [];
console.log(
  `${calls.length} calls, ${characters} characters, ${ROUNDS} rounds after one warm-up, Node ${process.version}`,
);
for (const [name, times] of taken) {
  const ratio = median(times.map((t, i) => t / (base[i] ?? t)));
  console.log(`${name.padEnd(28)} ${median(times).toFixed(0).padStart(7)} ms   × ${ratio.toFixed(2)} of kuromoji`);
}
