import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { createAnalyzer } from "../analyzer.js";
import { loadRules } from "../config/rules-node.js";
import { toFailure } from "../failure.js";
import { Tokenizer } from "../language/tokenizer.js";
import { Model } from "../model/model.js";
import type { Transcript } from "../transcript/schema.js";
import { collectGarbage } from "./collect.js";
import { type Batch, type Outcome, type ThreadData, type ThreadMessage } from "./message.js";

// What runs in each thread of a pool: an analyser over the dictionary and weights that all of them share.

const port = parentPort as MessagePort;
const say = (message: ThreadMessage) => port.postMessage(message);

async function start({ dictionary, model, dictionaries, settings, ruleFiles, locale }: ThreadData): Promise<void> {
  const analyzer = await createAnalyzer({
    tokenizer: new Tokenizer(dictionary),
    model: model ? new Model(model) : false,
    dictionaries,
    customRules: await loadRules(ruleFiles),
    ...(settings ? { settings } : {}),
    locale,
  });
  const analyze = (transcript: Transcript): Outcome => {
    try {
      return { report: analyzer.analyze(transcript) };
    } catch (error) {
      return { error: toFailure(error) };
    }
  };
  port.on("message", (batch: Batch) => say({ outcomes: batch.map(analyze) }));
  collectGarbage();
  say({ ready: analyzer.pack });
}

start(workerData as ThreadData).catch((error: unknown) => say({ failed: toFailure(error) }));
