import { KikimimiError } from "../errors.js";
import { fromFailure } from "../failure.js";
import type { CallStart, LiveUpdate } from "../live.js";
import type { Report } from "../report/schema.js";
import type { ReviewTexts } from "../report/texts.js";
import type { Transcript, Utterance } from "../transcript/schema.js";
import type { BrowserAnalyzerOptions } from "./index.js";
import { type Answer, type Request, type Started } from "./messages.js";

export interface WorkerAnalyzerOptions extends Omit<BrowserAnalyzerOptions, "rules"> {
  /** A worker that runs `kikimimi/browser/worker.js`; by default one is started from beside this module. */
  worker?: Worker | undefined;
}

/** The analyser in a worker: as in Node, but every answer is awaited. */
export interface WorkerAnalyzer {
  /** Analyses one call. @throws KikimimiError for a transcript that does not fit the schema */
  analyze(transcript: Transcript): Promise<Report>;
  /** Opens a call in progress. @throws KikimimiError for a start that does not fit the schema */
  open(start?: CallStart): Promise<WorkerCall>;
  /** Names of rules and cues, for `<kikimimi-review>`. */
  readonly texts: ReviewTexts;
  /** Ends the worker. What has not been answered is rejected. */
  stop(): void;
}

/** A call in progress in the worker. */
export interface WorkerCall {
  /** As `LiveCall.push`. @throws KikimimiError for an utterance that does not fit the schema */
  push(utterance: Utterance, options?: { partial?: boolean }): Promise<LiveUpdate>;
  close(): Promise<Report>;
}

/**
 * Starts a worker, loads the dictionaries in it, and returns the analyser that runs there, so that the page stays
 * responsive.
 * @throws KikimimiError `dictionary-load` or `model-load`, naming the address that failed, or `thread-lost` where the
 * worker cannot run; one may try again
 */
export async function createWorkerAnalyzer(options: WorkerAnalyzerOptions): Promise<WorkerAnalyzer> {
  const { worker: given, onProgress, dictionary, assets, ...rest } = options;
  // Written out, so that bundlers find the worker and bring it along.
  const worker = given ?? new Worker(new URL("./worker.js", import.meta.url), { type: "module", name: "kikimimi" });
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  let asked = 0;
  let opened = 0;
  let ended: Error | undefined;

  const end = (error: Error) => {
    ended ??= error;
    worker.terminate();
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  const ask = <T>(request: Request): Promise<T> =>
    new Promise((resolve, reject) => {
      if (ended) return reject(ended);
      const id = asked++;
      worker.postMessage({ ...request, id });
      waiting.set(id, { resolve, reject });
    });
  worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
    if ("progress" in data) return onProgress?.(data.progress);
    const one = waiting.get(data.id);
    waiting.delete(data.id);
    if ("failure" in data) one?.reject(fromFailure(data.failure));
    else one?.resolve(data.value as never);
  });
  worker.addEventListener("error", (event) => {
    const reason = { ja: "ワーカーが動きません", en: "the worker does not run" };
    end(new KikimimiError("thread-lost", reason, { expected: "kikimimi/dist/browser/worker.js", cause: event.error }));
  });

  // Addresses are the page's; in the worker they would be read from where its script lies.
  const here = (address: string | URL) => new URL(address, document.baseURI).href;
  const place = { dictionary: here(dictionary), ...(assets === undefined ? {} : { assets: here(assets) }) };
  const { texts } = await ask<Started>({ ask: "start", options: { ...rest, ...place } }).catch((error: Error) => {
    end(error);
    throw error;
  });
  return {
    texts,
    analyze: (transcript) => ask({ ask: "analyze", transcript }),
    async open(start) {
      const call = opened++;
      await ask({ ask: "open", call, start });
      return {
        push: (utterance, { partial = false } = {}) => ask({ ask: "push", call, utterance, partial }),
        close: () => ask({ ask: "close", call }),
      };
    },
    stop: () => end(new KikimimiError("closed", { ja: "ワーカーは止められました", en: "the worker was stopped" })),
  };
}

export { type ErrorCode, KikimimiError } from "../errors.js";
export type { LoadProgress } from "../language/loader.js";
export type { CallStart, LiveUpdate } from "../live.js";
export type { Finding, Report } from "../report/schema.js";
export type { ReviewTexts } from "../report/texts.js";
export type { Transcript, Utterance } from "../transcript/schema.js";
