/**
 * The whole analysis – tokens, cues, facts, rules, model, report – beside kuromoji merely tokenising the same utterances,
 * and beside what else is put on such texts: in turn, in one run. Prints medians and the median of the ratios; quote the
 * ratios. Runs on the built package with `npm run bench`.
 */
import { readCorpus } from "../src/evaluation/corpus.js";
import type { Transcript } from "../src/transcript/schema.js";
import { dayOfOneCentre } from "./centre.js";
import { peers, type Runner } from "./peers.js";

// As it is installed: what tsx makes of the sources is slower.
const { createAnalyzer } = (await import(
  new URL("../dist/index.js", import.meta.url).href
)) as typeof import("../src/index.js");

const ROUNDS = 5;
const median = (values: number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

async function table(title: string, calls: readonly Transcript[], slow: boolean): Promise<void> {
  const texts = calls.map((c) => c.utterances.map((u) => u.text));
  const analyzer = await createAnalyzer();
  const forgetful = await createAnalyzer({ cache: 0 });
  const rulesOnly = await createAnalyzer({ model: false });
  const analyse = (with_: typeof analyzer) => () => {
    for (const call of calls) with_.analyze(call);
  };
  const others = await peers();
  const runs: Record<string, Runner> = {
    kuromoji: others.kuromoji as Runner,
    "kikimimi, whole analysis": analyse(analyzer),
    "kikimimi, remembering no lines": analyse(forgetful),
    "kikimimi, rules only": analyse(rulesOnly),
    ...(slow ? others : {}),
  };
  const taken = new Map(Object.keys(runs).map((name) => [name, [] as number[]]));
  for (let round = 0; round <= ROUNDS; round++)
    for (const [name, run] of Object.entries(runs)) {
      const start = performance.now();
      await run(texts);
      if (round) taken.get(name)?.push(performance.now() - start);
    }
  const base = taken.get("kuromoji") ?? [];
  const characters = texts.flat().reduce((n, t) => n + t.length, 0);
  console.log(`\n${title}: ${calls.length} calls, ${characters} characters, ${ROUNDS} rounds after one warm-up`);
  for (const [name, times] of taken) {
    const ratio = median(times.map((t, i) => t / (base[i] ?? t)));
    const ms = median(times);
    console.log(
      `${name.padEnd(44)} ${ms.toFixed(0).padStart(7)} ms ${(calls.length / (ms / 1000)).toFixed(0).padStart(7)} calls/s   × ${ratio.toFixed(2)}`,
    );
  }
}

/** How long each utterance of a long call takes. */
async function live(calls: readonly Transcript[]): Promise<void> {
  const analyzer = await createAnalyzer();
  const utterances = calls.flatMap((c) => c.utterances).slice(0, 2000);
  const times: number[] = [];
  for (let round = 0; round < 3; round++) {
    const call = analyzer.open({ direction: "outbound" });
    for (const u of utterances) {
      const start = performance.now();
      call.push(u);
      if (round) times.push(performance.now() - start);
    }
    call.close();
  }
  const at = (list: number[], share: number) => [...list].sort((a, b) => a - b)[Math.floor(list.length * share)] ?? 0;
  const first = at(times.slice(0, 500), 0.5);
  const last = at(times.slice(utterances.length - 500, utterances.length), 0.5);
  console.log(
    `\nLive, a call of ${utterances.length} utterances: push ${at(times, 0.5).toFixed(3)} ms (median), ${at(times, 0.99).toFixed(3)} ms (99 %), last 500 × ${(last / first).toFixed(2)} of the first 500`,
  );
}

console.log(`Node ${process.version}`);
const calls = readCorpus(["fixtures/corpus/dev"]).calls.map((c) => c.transcript);
await table(
  "Calls by many writers",
  calls.filter((_, i) => i % 4 === 0),
  true,
);
await table("A day of one centre", dayOfOneCentre(calls, 600), false);
await live(calls);
