import { type ChildProcess, spawn } from "node:child_process";
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { KikimimiError } from "../../src/errors.js";
import {
  createProducer,
  fileStore,
  type Producer,
  startWorker,
  type Worker,
  type WorkerOptions,
} from "../../src/queue/index.js";
import type { Report } from "../../src/report/schema.js";
import type { Transcript } from "../../src/transcript/schema.js";
import { short } from "./calls.js";
import { redisServer, type Server, startRedis } from "./servers.js";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

describe.skipIf(!redisServer)("a queue", () => {
  let redis: Server;
  let folder: string;
  let file: string;
  let queue: string;
  let producer: Producer;
  const open: (() => Promise<unknown>)[] = [];
  let number = 0;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.remove());
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "kikimimi-"));
    file = join(folder, "results.ndjson");
    queue = `test-${++number}`;
    producer = await createProducer({ redis: redis.url, queue, attempts: 3, backoffMs: 50 });
    open.push(() => producer.close());
  });
  afterEach(async () => {
    for (const close of open.splice(0).reverse()) await close();
    rmSync(folder, { recursive: true });
  });

  const start = async (options: Partial<WorkerOptions> = {}): Promise<Worker> => {
    const results = options.results ?? (await fileStore(file));
    const worker = await startWorker({
      redis: redis.url,
      queue,
      concurrency: 2,
      model: false,
      lockMs: 1000,
      ...options,
      results,
    });
    open.push(() => worker.close());
    return worker;
  };
  const ids = (count: number) => Array.from({ length: count }, (_, i) => `call-${i}`);
  const reports = (): Report[] =>
    existsSync(file)
      ? readFileSync(file, "utf8")
          .split("\n")
          .slice(0, -1)
          .map((line) => JSON.parse(line))
      : [];
  const doneIds = () =>
    reports()
      .map((r) => r.callId)
      .sort();
  const until = (what: () => boolean | Promise<boolean>) => vi.waitUntil(what, { timeout: 60_000, interval: 50 });
  const isEmpty = async () => {
    const { waiting, active, delayed } = await producer.counts();
    return waiting === 0 && active === 0 && delayed === 0;
  };
  /** A worker process, to be killed. */
  const startProcess = (): ChildProcess => {
    const script = join(import.meta.dirname, "worker-process.ts");
    const child = spawn(process.execPath, ["--import", "tsx", script, redis.url, queue, file], { stdio: "inherit" });
    open.push(async () => child.kill("SIGKILL"));
    return child;
  };

  it("brings every call's report, the same as an analysis at once", async () => {
    const worker = await start();
    expect(await producer.enqueueAll(ids(250).map((id) => ({ transcript: short(id) })))).toBe(250);
    await until(async () => reports().length === 250 && (await isEmpty()));
    expect(doneIds()).toEqual(ids(250).sort());
    expect(reports().every((r) => r.pack === worker.pack && r.findings[0]?.ruleId === "personal-data/credential")).toBe(
      true,
    );
    expect(await producer.counts()).toMatchObject({ failed: 0 });
  });

  it("does a call once, however often it is put in and delivered", async () => {
    const results = await fileStore(file);
    let failures = 2;
    const worker = await start({
      results: {
        ...results,
        // The result is safe, but its receipt is lost.
        save: async (report) => {
          await results.save(report);
          if (report.callId === "call-1" && failures-- > 0) throw new Error("lost");
        },
        has: async () => false,
      },
    });
    for (const id of [...ids(3), ...ids(3)]) await producer.enqueue({ transcript: short(id) });
    await until(async () => reports().length === 3 && (await isEmpty()));
    await producer.enqueue({ transcript: short("call-2") });
    await until(isEmpty);
    expect(failures).toBeLessThan(2);
    expect(doneIds()).toEqual(ids(3));
    await worker.close();
    // A worker that is told what is there does not even analyse.
    const next = await start();
    await producer.enqueue({ transcript: short("call-2") });
    await until(async () => (await next.metrics()).includes('kikimimi_jobs_total{end="known"} 1'));
    expect(doneIds()).toEqual(ids(3));
  });

  it("gives up at once what cannot succeed, with the reason and without the words", async () => {
    await start();
    const text = "山田花子 090-0000-0000";
    const poison = { callId: "poison", utterances: [{ speaker: "nobody", text }] } as unknown as Transcript;
    for (const transcript of [short("a"), poison, short("b")]) await producer.enqueue({ transcript });
    await until(async () => doneIds().length === 2 && (await isEmpty()));
    expect(doneIds()).toEqual(["a", "b"]);
    const [letter, ...more] = await producer.deadLetters();
    expect(more).toEqual([]);
    expect(letter).toMatchObject({ name: "poison", attempts: 1 });
    expect(letter?.reason).toContain("utterances[0].speaker");
    expect(letter?.reason).not.toMatch(/山田|090/u);
  });

  it("tries again what may succeed later, then gives up, and tries once more when told", async () => {
    let away = true;
    const tries: string[] = [];
    const worker = await start({
      fetchTranscript: async (reference) => {
        tries.push(reference);
        if (away) throw new Error("the archive is away");
        return short(reference);
      },
    });
    await producer.enqueue({ reference: "2026/call-7" });
    await until(async () => (await producer.counts()).failed === 1);
    expect(tries).toHaveLength(3);
    expect(await producer.deadLetters()).toMatchObject([
      { name: "2026/call-7", reason: "the archive is away", attempts: 3 },
    ]);
    expect(await worker.metrics()).toContain('kikimimi_jobs_total{end="retried"} 2');
    away = false;
    expect(await producer.retryDead()).toBe(1);
    await until(() => reports().length === 1);
    expect(await producer.deadLetters()).toEqual([]);
  });

  it("loses nothing and does nothing twice when a worker is killed at its calls", async () => {
    await producer.enqueueAll(ids(30).map((reference) => ({ reference })));
    const child = startProcess();
    await until(() => reports().length >= 5);
    child.kill("SIGKILL");
    await until(() => child.signalCode === "SIGKILL");
    expect(await producer.counts()).not.toMatchObject({ active: 0 });
    // It may have been at a line.
    appendFileSync(file, '{"callId":"call-');
    await start({ fetchTranscript: async (reference) => short(reference) });
    await until(async () => reports().length === 30 && (await isEmpty()));
    expect(doneIds()).toEqual(ids(30).sort());
    expect(await producer.deadLetters()).toEqual([]);
  });

  it("goes on when Redis comes back from a crash", async () => {
    await start({
      fetchTranscript: async (reference) => {
        await sleep(20);
        return short(reference);
      },
    });
    await producer.enqueueAll(ids(100).map((reference) => ({ reference })));
    await until(() => reports().length >= 10);
    await redis.kill();
    await sleep(300);
    await redis.start();
    await until(async () => reports().length === 100 && (await isEmpty()));
    expect(doneIds()).toEqual(ids(100).sort());
    expect(await producer.deadLetters()).toEqual([]);
  });

  it("finishes what it has begun when asked to stop, and leaves the rest", async () => {
    let begun = 0;
    const worker = await start({
      fetchTranscript: async (reference) => {
        begun++;
        await sleep(300);
        return short(reference);
      },
    });
    await producer.enqueueAll(ids(20).map((reference) => ({ reference })));
    await until(() => begun >= 2);
    await worker.close();
    expect(reports()).toHaveLength(begun);
    expect(await producer.counts()).toMatchObject({ active: 0, waiting: 20 - begun, failed: 0 });
  });

  it("tells Prometheus what it does", async () => {
    const worker = await start({ metricsPort: 0 });
    await producer.enqueueAll(ids(7).map((id) => ({ transcript: short(id) })));
    await until(async () => reports().length === 7 && (await isEmpty()));
    const answer = await fetch(`http://127.0.0.1:${worker.port}/metrics`);
    expect(answer.headers.get("content-type")).toContain("0.0.4");
    const text = await answer.text();
    for (const line of [
      'kikimimi_jobs_total{end="done"} 7',
      "kikimimi_jobs_active 0",
      'kikimimi_findings_total{severity="critical"} 7',
      "kikimimi_call_seconds_count 7",
      `bullmq_job_count{queue="${queue}", state="waiting"} 0`,
    ])
      expect(text.split("\n")).toContain(line);
    expect((await fetch(`http://127.0.0.1:${worker.port}/healthz`)).status).toBe(200);
  });

  it("waits with more calls while too many wait", async () => {
    const careful = await createProducer({ redis: redis.url, queue, maxWaiting: 150 });
    open.push(() => careful.close());
    let taken = 0;
    function* calls() {
      for (const id of ids(600)) {
        taken++;
        yield { transcript: short(id) };
      }
    }
    const all = careful.enqueueAll(calls());
    await sleep(1000);
    expect(taken).toBe(300);
    await start();
    expect(await all).toBe(600);
    await until(async () => reports().length === 600);
  });
});

describe("a Redis that is not there", () => {
  it("is named at once, without its password", async () => {
    const redis = "redis://user:secret@127.0.0.1:1";
    const error = await createProducer({ redis }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "unreachable", file: "127.0.0.1:1" });
    expect((error as Error).message).not.toContain("secret");
  });
});

describe("a result file", () => {
  it("refuses a file that holds something else, and leaves it as it is", async () => {
    const folder = mkdtempSync(join(tmpdir(), "kikimimi-"));
    const file = join(folder, "notes.txt");
    writeFileSync(file, "a note\n");
    await expect(fileStore(file)).rejects.toBeInstanceOf(KikimimiError);
    expect(readFileSync(file, "utf8")).toBe("a note\n");
    rmSync(folder, { recursive: true });
  });
});
