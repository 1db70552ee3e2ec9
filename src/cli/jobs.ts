import { availableParallelism } from "node:os";
import { createAnalyzer } from "../analyzer.js";
import { KikimimiError } from "../errors.js";
import { analyzePool, CALLS_PER_THREAD, type PoolOptions } from "../pool/pool.js";
import type { Report } from "../report/schema.js";
import type { Transcript } from "../transcript/schema.js";

/** Who analyses: this thread alone, or a pool. */
export interface Analysts {
  /** Calls to be at work at the same time. */
  atOnce: number;
  analyze(transcript: Transcript): Report | Promise<Report>;
  close(): Promise<void>;
}

/** @throws KikimimiError `bad-option` for `--jobs` that is neither a number nor `auto` */
export async function openAnalysts(jobs = "1", options: PoolOptions = {}): Promise<Analysts> {
  const threads = jobs === "auto" ? availableParallelism() : Number(jobs);
  if (!(Number.isInteger(threads) && threads >= 1 && threads <= 1024))
    throw new KikimimiError(
      "bad-option",
      { ja: `--jobs を読めません: ${jobs}`, en: `--jobs does not fit: ${jobs}` },
      { expected: { ja: "1〜1024 の整数、または auto", en: "a whole number from 1 to 1024, or auto" } },
    );
  if (threads === 1) {
    const analyzer = await createAnalyzer(options);
    return { atOnce: 1, analyze: (transcript) => analyzer.analyze(transcript), close: async () => {} };
  }
  const pool = await analyzePool({ ...options, threads });
  return {
    atOnce: threads * CALLS_PER_THREAD,
    analyze: (transcript) => pool.analyze(transcript),
    close: () => pool.close(),
  };
}
