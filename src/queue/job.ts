import { createHash } from "node:crypto";
import type { Transcript } from "../transcript/schema.js";

/** A call to be analysed: its transcript, or a reference that the worker resolves. */
export type CallJob = { transcript: Transcript } | { reference: string };

/** The queue's name where none is given. */
export const QUEUE = "kikimimi";

/** Where jobs wait. */
export interface QueuePlace {
  /** Redis, e.g. `redis://localhost:6379`. */
  redis: string;
  /** Name of the queue; several may share one Redis. By default `kikimimi`. */
  queue?: string | undefined;
}

/**
 * The id of a job: the same call is the same job, however often it is put in. It says nothing about the call, and may
 * hold no colon.
 */
export function jobId(job: CallJob): string {
  const [kind, name] = "transcript" in job ? ["call", job.transcript.callId] : ["ref", job.reference];
  return `${kind}-${createHash("sha256").update(name).digest("hex").slice(0, 32)}`;
}

/** A job that was given up. */
export interface DeadLetter {
  id: string;
  /** The call, or the reference to it. */
  name: string;
  /** Why; never a word of the transcript. */
  reason: string;
  attempts: number;
  /** ISO 8601. */
  at: string;
}
