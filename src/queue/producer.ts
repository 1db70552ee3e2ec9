import { setTimeout as sleep } from "node:timers/promises";
import type { Job } from "bullmq";
import { type CallJob, type DeadLetter, jobId, QUEUE, type QueuePlace } from "./job.js";
import { openBullmq } from "./optional.js";

export interface ProducerOptions extends QueuePlace {
  /** How often a job is tried in all. By default 5. */
  attempts?: number | undefined;
  /** Milliseconds before the second try; each further one waits twice as long. By default 1,000. */
  backoffMs?: number | undefined;
  /** Jobs in the queue beyond which `enqueueAll` waits for workers. By default 50,000. */
  maxWaiting?: number | undefined;
}

/** Puts calls in a queue. */
export interface Producer {
  /** Puts one call in. One that is in the queue already is not put in again. */
  enqueue(job: CallJob): Promise<void>;
  /** Puts in calls of any number, reading on only as fast as workers keep up. Gives how many were taken from `jobs`. */
  enqueueAll(jobs: Iterable<CallJob> | AsyncIterable<CallJob>): Promise<number>;
  /** Calls by state: `waiting`, `active`, `delayed` (to be tried again), `failed` (dead letters). */
  counts(): Promise<Record<string, number>>;
  /** The jobs that were given up, latest first. */
  deadLetters(limit?: number): Promise<DeadLetter[]>;
  /** Puts every job that was given up in again. Gives how many there were. */
  retryDead(): Promise<number>;
  close(): Promise<void>;
}

const BATCH = 100;

/**
 * Opens a queue to put calls in.
 * @throws KikimimiError `missing-package` without bullmq and ioredis, `unreachable` without Redis
 */
export async function createProducer(options: ProducerOptions): Promise<Producer> {
  const { Queue } = await openBullmq(options.redis);
  const { attempts = 5, backoffMs = 1000, maxWaiting = 50_000 } = options;
  const queue = new Queue<CallJob>(options.queue ?? QUEUE, { connection: { url: options.redis } });
  // Met where something is asked of the queue; without a listener it would end the process.
  queue.on("error", () => undefined);
  const entry = (data: CallJob) => ({
    name: "call",
    data,
    opts: {
      jobId: jobId(data),
      attempts,
      backoff: { type: "exponential" as const, delay: backoffMs, jitter: 0.5 },
      // A transcript does not stay in Redis once its call is done; dead letters stay to be looked at and tried again.
      removeOnComplete: true,
      removeOnFail: false,
    },
  });
  const room = async () => {
    while ((await queue.getWaitingCount()) > maxWaiting) await sleep(250);
  };
  return {
    async enqueue(job) {
      const { name, data, opts } = entry(job);
      await queue.add(name, data, opts);
    },
    async enqueueAll(jobs) {
      let count = 0;
      let batch: CallJob[] = [];
      const send = async () => {
        if (!batch.length) return;
        await room();
        await queue.addBulk(batch.map(entry));
        count += batch.length;
        batch = [];
      };
      for await (const job of jobs) {
        batch.push(job);
        if (batch.length === BATCH) await send();
      }
      await send();
      return count;
    },
    counts: () => queue.getJobCounts("waiting", "active", "delayed", "failed"),
    async deadLetters(limit = 100) {
      return (await queue.getFailed(0, limit - 1)).map(deadLetter);
    },
    async retryDead() {
      const { failed = 0 } = await queue.getJobCounts("failed");
      await queue.retryJobs({ state: "failed" });
      return failed;
    },
    close: () => queue.close(),
  };
}

function deadLetter({ id, data, failedReason, attemptsMade, finishedOn }: Job<CallJob>): DeadLetter {
  return {
    id: id ?? "",
    name: "transcript" in data ? String(data.transcript.callId) : data.reference,
    reason: failedReason ?? "",
    attempts: attemptsMade,
    at: new Date(finishedOn ?? 0).toISOString(),
  };
}
