import { realpath } from "node:fs/promises";
import { resolve, sep } from "node:path";
import { type Command, Option } from "commander";
import { KikimimiError } from "../errors.js";
import { listFiles, readFiles } from "../formats/files.js";
import {
  type CallJob,
  createProducer,
  databaseStore,
  fileStore,
  type ProducerOptions,
  startWorker,
} from "../queue/index.js";
import type { Transcript } from "../transcript/schema.js";
import { type ConfiguredOptions, configOption, configured, noConfigOption } from "./configured.js";
import { onInterruption } from "./interrupt.js";

const REDIS = "redis://localhost:6379";

/** The commands for more machines than one: `enqueue`, `work`, `dead-letters`. */
export function addQueueCommands(root: Command): void {
  const command = (name: string, description: string) =>
    root
      .command(name)
      .description(description)
      .option("--redis <url>", "Redis の場所", REDIS)
      .option("--queue <name>", "キューの名前", "kikimimi");

  command("enqueue", "通話をキューに入れます(Redis と bullmq、ioredis が要ります)")
    .argument("<paths...>", "ファイル、フォルダー、glob、または - (標準入力)")
    .option("--by-reference", "中身でなくファイルの名前を入れる(ワーカーが --files で読む。1 ファイル 1 通話)")
    .addOption(configOption())
    .addOption(noConfigOption())
    .option("--attempts <n>", "うまくいくまでに試す回数", whole, 5)
    .option("--max-waiting <n>", "これより多く待っている間は入れずに待つ", whole, 50_000)
    .action(enqueue);

  command("work", "キューの通話を分析し、結果を残します。SIGTERM で、始めた通話を終えてから止まります")
    .option("--database <url>", "postgres://… または pglite:フォルダー", "pglite:kikimimi-results")
    .option("--output <file>", "データベースでなく NDJSON のファイルに書き足す(ワーカー一つのとき)")
    .option("--concurrency <n>", "同時に分析する通話の数(省けばコアの数)", whole)
    .option("--files <folder>", "参照で入れられた通話を、このフォルダーから読む")
    .option("--metrics-port <port>", "Prometheus の /metrics と /healthz を開くポート", whole)
    .option("--rules-only", "モデルを使わず規則だけで判断する")
    .addOption(configOption())
    .addOption(noConfigOption())
    .addOption(new Option("--locale <locale>", "ことば").choices(["ja", "en"]))
    .action(work);

  command("dead-letters", "あきらめた通話と理由を示します")
    .option("--retry", "すべてもう一度キューに入れる")
    .option("--json", "JSON で出す")
    .action(deadLetters);
}

function whole(text: string): number {
  if (/^\d+$/u.test(text)) return Number(text);
  throw new KikimimiError("bad-option", { ja: `数を読めません: ${text}`, en: `not a number: ${text}` });
}

type EnqueueOptions = ProducerOptions & ConfiguredOptions & { byReference?: boolean };

async function enqueue(paths: string[], options: EnqueueOptions): Promise<void> {
  const { read, locale } = await configured(options);
  const producer = await createProducer(options);
  let unreadable = 0;
  const calls = async function* (): AsyncGenerator<CallJob> {
    for await (const outcome of readFiles(paths, read)) {
      if (!(outcome instanceof KikimimiError)) yield { transcript: outcome.transcript };
      else {
        unreadable++;
        process.stderr.write(`${outcome.messageIn(locale)}\n`);
      }
    }
  };
  const references = async function* (): AsyncGenerator<CallJob> {
    for (const path of paths) for (const file of await listFiles(path)) yield { reference: file };
  };
  try {
    const count = await producer.enqueueAll(options.byReference ? references() : calls());
    process.stderr.write(locale === "ja" ? `${count} 通話をキューに入れました\n` : `${count} calls are in the queue\n`);
  } finally {
    await producer.close();
  }
  process.exitCode = unreadable ? 2 : 0;
}

interface WorkOptions extends ConfiguredOptions {
  redis: string;
  queue: string;
  database: string;
  output?: string;
  concurrency?: number;
  files?: string;
  metricsPort?: number;
  rulesOnly?: boolean;
}

async function work(options: WorkOptions): Promise<void> {
  const { redis, queue, database, output, concurrency, files, metricsPort, rulesOnly } = options;
  const { options: analysis, ruleFiles, locale } = await configured(options);
  const interruption = onInterruption();
  const worker = await startWorker({
    redis,
    queue,
    concurrency,
    metricsPort,
    ...analysis,
    ruleFiles,
    locale,
    results: output === undefined ? await databaseStore(database) : await fileStore(output),
    ...(rulesOnly ? { model: false } : {}),
    ...(files === undefined ? {} : { fetchTranscript: (reference) => readOne(files, reference) }),
  });
  const metrics = worker.port === undefined ? "" : `、http://localhost:${worker.port}/metrics`;
  process.stderr.write(`キュー ${queue} を待っています (${worker.pack}${metrics})\n`);
  await interruption.asked;
  process.stderr.write(`${interruption.signal}: 始めた通話を終えてから止まります\n`);
  await worker.close();
  interruption.end();
}

/** The one call of a file in a folder. Jobs come from elsewhere, so that nothing outside the folder is read. */
async function readOne(folder: string, reference: string): Promise<Transcript> {
  const root = await realpath(folder);
  const file = await realpath(resolve(root, reference)).catch((cause) => {
    throw new KikimimiError(
      "unreadable-file",
      { ja: "ファイルがありません", en: "no such file" },
      { file: reference, cause },
    );
  });
  if (!file.startsWith(root + sep))
    throw new KikimimiError(
      "bad-option",
      { ja: "--files のフォルダーの外です", en: "outside the folder of --files" },
      { file: reference },
    );
  const found: Transcript[] = [];
  for await (const outcome of readFiles([file])) {
    if (outcome instanceof KikimimiError) throw outcome;
    found.push(outcome.transcript);
    if (found.length > 1) break;
  }
  const [only] = found;
  if (only && found.length === 1) return only;
  throw new KikimimiError(
    "bad-transcript",
    { ja: "参照のファイルには通話を一つだけ入れてください", en: "a file that is referred to holds one call" },
    { file: reference },
  );
}

async function deadLetters(options: { redis: string; queue: string; retry?: boolean; json?: boolean }): Promise<void> {
  const producer = await createProducer(options);
  try {
    const letters = await producer.deadLetters();
    if (options.json) process.stdout.write(`${JSON.stringify(letters, null, 2)}\n`);
    else
      for (const { at, name, attempts, reason } of letters)
        process.stdout.write(`${at}  ${name}  (${attempts})  ${reason}\n`);
    if (options.retry) process.stderr.write(`${await producer.retryDead()} 通話をもう一度キューに入れました\n`);
  } finally {
    await producer.close();
  }
}
