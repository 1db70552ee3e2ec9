import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { packageFolder } from "../dictionary/builtin-node.js";
import { fromFailure } from "../failure.js";
import type { Report } from "../report/schema.js";
import type { Transcript } from "../transcript/schema.js";
import { type Batch, type ThreadData, type ThreadMessage } from "./message.js";

/** A call that has been accepted. */
export interface Job {
  transcript: Transcript;
  /** Threads that died over it. */
  deaths: number;
  resolve(report: Report): void;
  reject(error: unknown): void;
}

/** What a pool hears from a thread. */
export interface ThreadEvents {
  /** The thread has room for more. */
  free(thread: Thread): void;
  /** The thread is gone. The batches are those it had not answered, the first being the one it was at. */
  died(thread: Thread, reason: Error, unanswered: Job[][]): void;
}

/** Batches that a thread is given ahead: it goes on with the next while the outcomes of the last travel. */
const AHEAD = 2;

/**
 * Megabytes of a thread's heap for young and for old objects. Left alone, V8 lets the young grow to 48 and the old to
 * four times what is in use before it collects; with a bound it collects sooner. A long call needs some ten.
 */
const limits = { maxYoungGenerationSizeMb: 12, maxOldGenerationSizeMb: 512 };

/** One worker thread and the calls it is at. */
export class Thread {
  readonly #worker: Worker;
  readonly #batches: Job[][] = [];
  #over = false;
  /** What its reports are made with; undefined until it is ready. */
  pack: string | undefined;

  constructor(
    data: ThreadData,
    private readonly events: ThreadEvents,
    entry: ThreadEntry,
  ) {
    this.#worker = new Worker(entry.code, {
      eval: entry.eval,
      workerData: data,
      // Those of the process may not be allowed in a thread, e.g. --input-type.
      execArgv: [],
      resourceLimits: limits,
    });
    this.#worker.on("message", (message: ThreadMessage) => this.#hear(message));
    this.#worker.on("error", (error) => this.#die(error));
    this.#worker.on("exit", (code) => this.#die(new Error(`the thread left with ${code}`)));
  }

  get ready(): boolean {
    return this.pack !== undefined;
  }

  get hasRoom(): boolean {
    return this.ready && this.#batches.length < AHEAD;
  }

  get isIdle(): boolean {
    return this.#batches.length === 0;
  }

  /** Whether it is at a call that a thread has died over: such a call is left alone with its thread. */
  get isWary(): boolean {
    return this.#batches.some((batch) => batch.some((job) => job.deaths > 0));
  }

  /** @throws DataCloneError when a transcript holds what cannot be sent */
  give(jobs: Job[]): void {
    this.#worker.postMessage(jobs.map((job) => job.transcript) satisfies Batch);
    this.#batches.push(jobs);
    this.#worker.ref();
  }

  async stop(): Promise<void> {
    this.#over = true;
    await this.#worker.terminate();
  }

  #hear(message: ThreadMessage): void {
    if ("failed" in message) {
      this.#die(fromFailure(message.failed));
      return;
    }
    if ("ready" in message) this.pack = message.ready;
    else {
      const jobs = this.#batches.shift() ?? [];
      for (const [i, outcome] of message.outcomes.entries()) {
        const job = jobs[i];
        if ("report" in outcome) job?.resolve(outcome.report);
        else job?.reject(fromFailure(outcome.error));
      }
    }
    // A pool that nobody is waiting for does not keep the process alive.
    if (this.isIdle) this.#worker.unref();
    this.events.free(this);
  }

  #die(reason: Error): void {
    if (this.#over) return;
    this.#over = true;
    void this.#worker.terminate();
    this.events.died(this, reason, this.#batches.splice(0));
  }
}

/** What a thread runs: a file, or with `eval` a program. */
export interface ThreadEntry {
  code: string;
  eval: boolean;
}

/** Beside this file where the source itself is run, in the package always the ES module. */
export function threadEntry(): ThreadEntry {
  const source = new URL("./worker.ts", import.meta.url);
  if (import.meta.url.endsWith(".ts")) return sourceEntry(source);
  return { code: join(packageFolder(), "dist", "pool", "worker.js"), eval: false };
}

/** Threads do not inherit what reads TypeScript. */
export function sourceEntry(file: URL): ThreadEntry {
  const code = `import("tsx/esm/api").then(({ register }) => register() && import(${JSON.stringify(file.href)}));`;
  return { code, eval: true };
}
