/**
 * A pool of one, two and three threads on labelled calls, in turn: calls a second, and the memory of the whole process
 * after it. Quote the ratios, and only where the cores are free. Runs after a build: `npx tsx bench/pool.ts`
 */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { readCorpus } from "../src/evaluation/corpus.js";

const ROUNDS = 3;
const median = (values: number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

if (process.argv[2]) {
  const { analyzePool } = (await import("../dist/index.js" as string)) as typeof import("../src/index.js");
  const calls = readCorpus(["fixtures/corpus/dev"]).calls.map((c) => c.transcript);
  const pool = await analyzePool({ threads: Number(process.argv[2]) });
  const all = async () => {
    for await (const _ of pool.analyzeAll(calls));
  };
  await all();
  const start = performance.now();
  const cpu = process.cpuUsage();
  await all();
  const { user, system } = process.cpuUsage(cpu);
  console.log(
    JSON.stringify({
      perSecond: (calls.length / (performance.now() - start)) * 1000,
      cpuMs: (user + system) / 1000 / calls.length,
      megabytes: process.memoryUsage.rss() / 1e6,
    }),
  );
  process.exit();
}

interface Run {
  perSecond: number;
  cpuMs: number;
  megabytes: number;
}
const runs = new Map<number, Run[]>([1, 2, 3].map((threads) => [threads, []]));
for (let round = 0; round < ROUNDS; round++)
  for (const [threads, results] of runs) {
    const program = [...process.execArgv, fileURLToPath(import.meta.url), String(threads)];
    results.push(JSON.parse(execFileSync(process.execPath, program, { encoding: "utf8" })) as Run);
  }
const first = runs.get(1) ?? [];
for (const [threads, results] of runs) {
  const ratio = median(results.map((r, i) => r.perSecond / (first[i]?.perSecond ?? r.perSecond)));
  const of = (what: keyof Run) => median(results.map((r) => r[what])).toFixed(1);
  console.log(
    `${threads} threads: ${of("perSecond")} calls/s (× ${ratio.toFixed(2)}), ${of("cpuMs")} ms of processor a call, ${of("megabytes")} MB`,
  );
}
