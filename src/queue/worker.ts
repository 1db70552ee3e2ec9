import { createServer } from "node:http";
import { availableParallelism } from "node:os";
import type { Job } from "bullmq";
import { KikimimiError } from "../errors.js";
import { analyzePool, type PoolOptions } from "../pool/pool.js";
import type { Transcript } from "../transcript/schema.js";
import { type CallJob, QUEUE, type QueuePlace } from "./job.js";
import { Metrics } from "./metrics.js";
import { openBullmq } from "./optional.js";
import type { ResultStore } from "./results.js";

export interface WorkerOptions extends QueuePlace, Omit<PoolOptions, "threads"> {
  /** Where reports go. The worker closes it. */
  results: ResultStore;
  /** Calls at work at the same time, in at most as many threads as there are cores. By default the number of cores. */
  concurrency?: number | undefined;
  /** Resolves a job that is a reference. What it throws is tried again, unless it is a KikimimiError of the input. */
  fetchTranscript?: ((reference: string) => Promise<Transcript>) | undefined;
  /** Port for `GET /metrics` and `/healthz`; 0 takes a free one. By default there is none. */
  metricsPort?: number | undefined;
  /** Milliseconds after which a job whose worker is silent goes to another one. By default 30,000. */
  lockMs?: number | undefined;
  /** How often a job may outlive its worker before it is given up. By default 3. */
  maxStalled?: number | undefined;
}

/** A worker that takes calls from a queue. */
export interface Worker {
  /** What its reports are made with. */
  readonly pack: string;
  /** Prometheus text: this worker's counters, and the jobs in the queue by state. */
  metrics(): Promise<string>;
  /** The port of the metrics, where there is one. */
  readonly port: number | undefined;
  /** Takes no more jobs, finishes those at work, closes threads and results. */
  close(): Promise<void>;
}

/** What the input is to blame for: trying again would fail again. */
const permanent: ReadonlySet<string> = new Set([
  "bad-transcript",
  "bad-option",
  "unknown-format",
  "bad-encoding",
  "limit-exceeded",
  "thread-lost",
]);

/**
 * Starts a worker: at-least-once, each call and pack with one result. A job that fails is tried again later; one that
 * cannot succeed, or has failed too often, stays in the queue as a dead letter with its reason.
 * @throws KikimimiError `missing-package` without bullmq and ioredis, `unreachable` without Redis, and what analyzePool throws
 */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { Queue, UnrecoverableError, Worker: BullWorker } = await openBullmq(options.redis);
  const { redis, queue: name = QUEUE, results, concurrency = availableParallelism(), fetchTranscript } = options;
  const { metricsPort, lockMs = 30_000, maxStalled = 3, ...analysis } = options;
  const pool = await analyzePool({ ...analysis, threads: Math.min(concurrency, availableParallelism()) });
  const metrics = new Metrics();

  const transcriptOf = async (job: CallJob): Promise<Transcript> => {
    if ("transcript" in job) return job.transcript;
    if (fetchTranscript) return fetchTranscript(job.reference);
    throw new KikimimiError("bad-option", {
      ja: "このワーカーは参照のジョブを読めません",
      en: "this worker does not resolve references",
    });
  };
  const work = async ({ data }: Job<CallJob>): Promise<void> => {
    const transcript = await transcriptOf(data);
    if (await results.has?.(transcript.callId, pool.pack)) {
      metrics.count("known");
      return;
    }
    const report = await pool.analyze(transcript);
    await results.save(report);
    metrics.count("done");
    for (const { severity } of report.findings) metrics.found(severity);
  };

  const connection = { url: redis, maxRetriesPerRequest: null };
  const queue = new Queue<CallJob>(name, { connection });
  const worker = new BullWorker<CallJob, void>(
    name,
    async (job) => {
      const begun = performance.now();
      metrics.active++;
      try {
        await work(job);
        metrics.took((performance.now() - begun) / 1000);
      } catch (error) {
        const dead = error instanceof KikimimiError && permanent.has(error.code);
        metrics.count(dead || job.attemptsMade + 1 >= (job.opts.attempts ?? 1) ? "dead" : "retried");
        throw dead ? new UnrecoverableError(error.message) : plain(error);
      } finally {
        metrics.active--;
      }
    },
    {
      connection,
      concurrency,
      lockDuration: lockMs,
      stalledInterval: lockMs,
      maxStalledCount: maxStalled,
    },
  );
  // A Redis that is away comes back; until then there is nothing to do.
  queue.on("error", () => undefined);
  worker.on("error", () => undefined);
  worker.on("stalled", () => metrics.count("stalled"));

  const text = async () => `${metrics.text()}${await queue.exportPrometheusMetrics()}\n`;
  const server = metricsPort === undefined ? undefined : await serve(metricsPort, text);
  let closing: Promise<void> | undefined;
  return {
    pack: pool.pack,
    metrics: text,
    port: server?.port,
    close() {
      closing ??= (async () => {
        await worker.close();
        await Promise.all([queue.close(), pool.close(), results.close?.(), server?.close()]);
      })();
      return closing;
    },
  };
}

/** What is kept of an error in the queue: its message alone, as `cause` and `detail` of others may quote. */
function plain(error: unknown): Error {
  const { name, message } = error instanceof Error ? error : { name: "Error", message: "" };
  return new Error(name === "Error" || name === "KikimimiError" ? message : `${name}: ${message}`);
}

async function serve(port: number, text: () => Promise<string>): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer(async (request, response) => {
    if (request.url === "/healthz") response.end("ok\n");
    else if (request.url !== "/metrics") response.writeHead(404).end();
    else {
      const body = await text().catch(() => undefined);
      if (body === undefined) response.writeHead(503).end();
      else response.setHeader("content-type", "text/plain; version=0.0.4").end(body);
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
