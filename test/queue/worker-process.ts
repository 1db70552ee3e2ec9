import { setTimeout as sleep } from "node:timers/promises";
import { fileStore, startWorker } from "../../src/queue/index.js";
import { short } from "./calls.js";

// A worker in a process of its own, to be killed. Its calls take a while to fetch.
const [redis = "", queue = "", file = ""] = process.argv.slice(2);
await startWorker({
  redis,
  queue,
  concurrency: 3,
  lockMs: 1000,
  model: false,
  results: await fileStore(file),
  fetchTranscript: async (reference) => {
    await sleep(150);
    return short(reference);
  },
});
