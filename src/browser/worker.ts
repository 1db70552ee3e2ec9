import { KikimimiError } from "../errors.js";
import { toFailure } from "../failure.js";
import type { LiveCall } from "../live.js";
import { type Analyzer, createAnalyzer } from "./index.js";
import { type Answer, type Request, type Started } from "./messages.js";

/** The worker's side: one analyser, any number of calls in progress. */
let analyzer: Analyzer | undefined;
const calls = new Map<number, LiveCall>();

const tell = (answer: Answer) => postMessage(answer);

addEventListener("message", async ({ data }: MessageEvent<Request & { id: number }>) => {
  const { id } = data;
  try {
    tell({ id, value: await answer(data) });
  } catch (error) {
    tell({ id, failure: toFailure(error) });
  }
});

// Only starting takes its time; everything after it is answered in the order asked.
function answer(request: Request): unknown {
  if (request.ask === "start") return start(request.options);
  if (!analyzer) throw closed();
  if (request.ask === "analyze") return analyzer.analyze(request.transcript);
  if (request.ask === "open") return void calls.set(request.call, analyzer.open(request.start));
  const call = calls.get(request.call);
  if (!call) throw closed();
  if (request.ask === "push") return call.push(request.utterance, { partial: request.partial });
  calls.delete(request.call);
  return call.close();
}

const closed = () => new KikimimiError("closed", { ja: "この通話は終わっています", en: "the call has ended" });

async function start(options: Extract<Request, { ask: "start" }>["options"]): Promise<Started> {
  analyzer = await createAnalyzer({ ...options, onProgress: (progress) => tell({ progress }) });
  return { texts: analyzer.texts };
}
