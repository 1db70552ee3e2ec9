import { availableParallelism } from "node:os";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { blend, type FitOptions, type Fitted, fit, type Job } from "./fit.js";
import type { Packed } from "./packed.js";

/** A thread does not inherit the loader of TypeScript. */
const start = `import(${JSON.stringify(import.meta.resolve("tsx/esm/api"))}).then(({ register }) => {
  register();
  return import(${JSON.stringify(import.meta.url)});
});`;

/**
 * Fits every set of samples as often as asked, each time from another seed, on as many threads as the machine has
 * cores, and blends the fits of each set. What comes out does not depend on the number of threads.
 */
export async function fitAll(
  packed: Packed,
  sets: readonly Omit<Job, "seed">[],
  members: number,
  options: Partial<FitOptions> = {},
): Promise<Fitted[]> {
  const jobs: Job[] = sets.flatMap((set) =>
    Array.from({ length: members }, (_, k) => ({ ...set, seed: 20260501 + k })),
  );
  const done = new Array<Fitted | undefined>(jobs.length).fill(undefined);
  const blended = new Array<Fitted>(sets.length);
  let next = 0;
  const threads = Math.min(availableParallelism(), jobs.length);
  await Promise.all(
    Array.from({ length: threads }, async () => {
      const worker = new Worker(start, { eval: true, workerData: { packed, options } });
      let settle: { resolve(fitted: Fitted): void; reject(error: unknown): void } | undefined;
      worker.on("message", (fitted: Fitted) => settle?.resolve(fitted));
      worker.on("error", (error) => settle?.reject(error));
      try {
        for (let at = next++; at < jobs.length; at = next++) {
          done[at] = await new Promise<Fitted>((resolve, reject) => {
            settle = { resolve, reject };
            worker.postMessage(jobs[at]);
          });
          // Blended as soon as they are complete: weights of one fit are hundreds of megabytes.
          const set = Math.floor(at / members);
          const fits = done.slice(set * members, (set + 1) * members);
          if (fits.every((f) => f !== undefined)) {
            blended[set] = blend(fits);
            done.fill(undefined, set * members, (set + 1) * members);
          }
        }
      } finally {
        await worker.terminate();
      }
    }),
  );
  return blended;
}

if (!isMainThread && parentPort && workerData?.packed) {
  const { packed, options } = workerData as { packed: Packed; options: Partial<FitOptions> };
  parentPort.on("message", (job: Job) => {
    const fitted = fit(packed, job, options);
    parentPort?.postMessage(fitted, [fitted.weights.buffer as ArrayBuffer]);
  });
}
