import { availableParallelism } from "node:os";
import type { AnalyzerOptions } from "../analyzer.js";
import { KikimimiError } from "../errors.js";
import { loadTokenizer } from "../language/load-node.js";
import { builtinModel } from "../model/load-node.js";
import type { ModelParts } from "../model/model.js";
import { refuseWrongOptions } from "../options.js";
import type { Report } from "../report/schema.js";
import type { Transcript } from "../transcript/schema.js";
import { collectGarbage } from "./collect.js";
import { inOrder } from "./in-order.js";
import type { ThreadData } from "./message.js";
import { sharedCopy } from "./shared.js";
import { type Job, Thread, type ThreadEntry, type ThreadEvents, threadEntry } from "./thread.js";

/** What a thread can be told: the options of an analyser that are data. Rules of one's own are functions and stay behind. */
export interface PoolOptions extends Pick<AnalyzerOptions, "dictionaries" | "settings" | "locale" | "model"> {
  /** Modules with rules of one's own; each thread loads them itself. */
  ruleFiles?: readonly string[] | undefined;
  /** Threads. By default as many as there are cores for this process. */
  threads?: number | undefined;
}

/** Analysers in threads of their own that share one dictionary in memory. */
export interface AnalyzerPool {
  readonly threads: number;
  /** What every report of this pool is made with, as of an Analyzer. */
  readonly pack: string;
  /**
   * Analyses one call in a thread that is free, or as soon as one is. What it gives is what `analyze()` of an Analyzer
   * with the same options gives.
   * @throws KikimimiError for a transcript that does not fit the schema; `thread-lost` when two threads died over the
   * call; `closed` after `close()`
   */
  analyze(transcript: Transcript): Promise<Report>;
  /**
   * Analyses calls in the order given, whatever their number: no more are taken from the source than are at work. A
   * call that fails gives its error in its place.
   */
  analyzeAll(calls: Iterable<Transcript> | AsyncIterable<Transcript>): AsyncGenerator<Report | KikimimiError>;
  /** Finishes the calls that were accepted, then ends the threads. */
  close(): Promise<void>;
}

/** Calls sent to a thread at once, at most. Short calls are done sooner than a message travels. */
const BATCH = 16;

/** Calls at work, for each thread, when they come from a source. */
export const CALLS_PER_THREAD = 2 * BATCH;

/**
 * Loads the dictionary once and starts threads that share it. `close()` when done.
 * @throws KikimimiError `bad-option` for an impossible number of threads, and what createAnalyzer throws
 */
export async function analyzePool(options: PoolOptions = {}): Promise<AnalyzerPool> {
  return openPool(options, threadEntry());
}

/** The same with threads that run another file. */
export async function openPool(options: PoolOptions, entry: ThreadEntry): Promise<AnalyzerPool> {
  const threads = options.threads ?? availableParallelism();
  if (!Number.isInteger(threads) || threads < 1 || threads > 1024)
    throw new KikimimiError(
      "bad-option",
      { ja: `スレッドの数を読めません: ${threads}`, en: `this is no number of threads: ${threads}` },
      {
        path: "threads",
        expected: { ja: "1〜1024 の整数", en: "a whole number from 1 to 1024" },
      },
    );
  refuseWrongOptions(options);
  const model = options.model === false ? undefined : (options.model ?? builtinModel());
  const data: ThreadData = {
    dictionary: await loadShared(),
    model: model && sharedCopy(model.parts),
    dictionaries: [...(options.dictionaries ?? [])],
    settings: options.settings,
    ruleFiles: [...(options.ruleFiles ?? [])],
    locale: options.locale ?? "ja",
  };
  // The copies that are not shared, 100 MB, would stay until this thread has work of its own.
  collectGarbage();
  const pool = new Pool(threads, data, entry);
  await pool.started;
  return pool;
}

/** Apart, so that nothing here still holds the copy that is not shared when garbage is collected. */
const loadShared = async () => sharedCopy((await loadTokenizer()).dictionary);

class Pool implements AnalyzerPool {
  readonly started: Promise<void>;
  pack = "";
  readonly #running = new Set<Thread>();
  #waiting: Job[] = [];
  #starting: { resolve(): void; reject(error: Error): void } | undefined;
  #closed = false;
  /** Why no thread can be started any more. */
  #broken: Error | undefined;
  /** Told when nothing is at work. */
  #atRest = () => {};

  constructor(
    readonly threads: number,
    private readonly data: ThreadData,
    private readonly entry: ThreadEntry,
  ) {
    this.started = new Promise((resolve, reject) => {
      this.#starting = { resolve, reject };
    });
    for (let i = 0; i < threads; i++) this.#start();
  }

  analyze(transcript: Transcript): Promise<Report> {
    if (this.#closed)
      return Promise.reject(
        new KikimimiError("closed", { ja: "分析プールは閉じられています", en: "the pool is closed" }),
      );
    if (this.#broken) return Promise.reject(this.#broken);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ transcript, deaths: 0, resolve, reject });
      // Calls that come in one go are sent in one go.
      if (this.#waiting.length === 1) queueMicrotask(() => this.#deal());
    });
  }

  async *analyzeAll(calls: Iterable<Transcript> | AsyncIterable<Transcript>): AsyncGenerator<Report | KikimimiError> {
    const one = async (call: Transcript) => {
      try {
        return await this.analyze(call);
      } catch (error) {
        if (error instanceof KikimimiError && error.code !== "closed") return error;
        throw error;
      }
    };
    yield* inOrder(calls, one, this.threads * CALLS_PER_THREAD);
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (!this.#isAtRest)
      await new Promise<void>((resolve) => {
        this.#atRest = resolve;
      });
    await Promise.all([...this.#running].map((thread) => thread.stop()));
    this.#running.clear();
  }

  get #isAtRest(): boolean {
    return this.#waiting.length === 0 && [...this.#running].every((thread) => thread.isIdle);
  }

  #start(): void {
    const events: ThreadEvents = {
      free: ({ pack = "" }) => {
        this.pack = pack;
        if ([...this.#running].every((t) => t.ready)) this.#starting?.resolve();
        this.#deal();
      },
      died: (dead, reason, unanswered) => this.#replace(dead, reason, unanswered),
    };
    const thread = new Thread(this.data, events, this.entry);
    this.#running.add(thread);
  }

  /** Gives the calls that wait to the threads that have room, evenly. */
  #deal(): void {
    const open = [...this.#running].filter((t) => t.hasRoom).sort((a, b) => Number(b.isIdle) - Number(a.isIdle));
    for (const thread of open) {
      if (!this.#waiting.length) break;
      const [next] = this.#waiting as [Job];
      if (thread.isWary || (next.deaths && !thread.isIdle)) continue;
      const share = next.deaths ? 1 : Math.min(BATCH, Math.ceil(this.#waiting.length / this.threads));
      this.#give(thread, this.#waiting.splice(0, share));
    }
    if (this.#closed && this.#isAtRest) this.#atRest();
  }

  #give(thread: Thread, jobs: Job[]): void {
    try {
      thread.give(jobs);
    } catch {
      const [only] = jobs;
      if (jobs.length > 1) for (const job of jobs) this.#give(thread, [job]);
      else
        only?.reject(
          new KikimimiError(
            "bad-transcript",
            { ja: "別のスレッドに渡せない値があります", en: "it holds values that cannot be sent to a thread" },
            {
              path: "metadata",
              expected: { ja: "JSON で書ける値", en: "values that JSON can hold" },
            },
          ),
        );
    }
  }

  #replace(dead: Thread, reason: Error, unanswered: Job[][]): void {
    this.#running.delete(dead);
    if (!dead.ready) {
      // A new one would fail as this one did.
      this.#broken = reason;
      this.#starting?.reject(reason);
      for (const job of [...unanswered.flat(), ...this.#waiting.splice(0)]) job.reject(reason);
      for (const thread of this.#running) void thread.stop();
      this.#running.clear();
      this.#atRest();
      return;
    }
    const [at = [], ...behind] = unanswered;
    const again: Job[] = [];
    for (const job of at) {
      job.deaths++;
      if (job.deaths < 2) again.push(job);
      else
        job.reject(
          new KikimimiError(
            "thread-lost",
            { ja: "この通話の分析中にスレッドが二度止まりました", en: "two threads died over this call" },
            {
              hint: {
                ja: "通話の長さと、使えるメモリーを確かめてください",
                en: "check the length of the call and the memory at hand",
              },
              cause: reason,
            },
          ),
        );
    }
    this.#waiting = [...again, ...behind.flat(), ...this.#waiting];
    this.#start();
    this.#deal();
  }
}
