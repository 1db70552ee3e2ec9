export { databaseStore } from "./database.js";
export type { CallJob, DeadLetter, QueuePlace } from "./job.js";
export { createProducer, type Producer, type ProducerOptions } from "./producer.js";
export { fileStore, handlerStore, type ResultStore } from "./results.js";
export { startWorker, type Worker, type WorkerOptions } from "./worker.js";
