import { parentPort } from "node:worker_threads";
import type { Batch } from "../../src/pool/message.js";

// The thread of a pool that dies over some calls: "exits" always, "exits once" the first time.
parentPort?.on("message", (batch: Batch) => {
  for (const { callId, metadata } of batch) {
    if (callId === "exits") process.exit(7);
    const counter = metadata?.deaths as Int32Array | undefined;
    if (callId === "exits once" && counter && Atomics.add(counter, 0, 1) === 0) process.exit(7);
  }
});
await import("../../src/pool/worker.js");
