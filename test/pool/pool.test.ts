import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { KikimimiError } from "../../src/errors.js";
import { readCorpus } from "../../src/evaluation/corpus.js";
import { type AnalyzerPool, analyzePool, CALLS_PER_THREAD, openPool } from "../../src/pool/pool.js";
import { sourceEntry } from "../../src/pool/thread.js";
import type { Transcript } from "../../src/transcript/schema.js";
import { testAnalyzer } from "../engine.js";

const fragile = sourceEntry(new URL("./fragile-worker.ts", import.meta.url));
const calls = readCorpus(["fixtures/corpus/dev"])
  .calls.map((c) => c.transcript)
  .filter((_, i) => i % 10 === 0);
const short = (callId: string): Transcript => ({
  callId,
  direction: "outbound",
  utterances: [{ speaker: "agent", text: "暗証番号を教えていただけますか。" }],
});
/** What a call comes to: its report's id, or the code of its error. */
const fate = (result: Promise<{ callId: string }>) =>
  result.then(
    (report) => report.callId,
    (error: unknown) => (error instanceof KikimimiError ? error.code : String(error)),
  );

// Threads compile the dictionaries as they start, which takes long where other tests run.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

describe("analyzePool", () => {
  let pool: AnalyzerPool;
  beforeAll(async () => {
    pool = await analyzePool({ threads: 2 });
  });
  afterAll(() => pool.close());

  it("gives the very reports of one analyser, in the order of the calls", async () => {
    const analyzer = await testAnalyzer();
    const alone = calls.map((call) => JSON.stringify(analyzer.analyze(call)));
    const together: string[] = [];
    for await (const report of pool.analyzeAll(calls)) together.push(JSON.stringify(report));
    expect(calls.length).toBeGreaterThan(50);
    expect(together).toEqual(alone);
  });

  it("costs one bad call only itself, and its error keeps code, path and expectation", async () => {
    const bad = { callId: "bad", utterances: [{ speaker: "nobody", text: "はい" }] } as unknown as Transcript;
    const results = [];
    for await (const result of pool.analyzeAll([short("a"), bad, short("b")])) results.push(result);
    expect(results.map((r) => (r instanceof KikimimiError ? r.code : r.callId))).toEqual(["a", "bad-transcript", "b"]);
    const error = results[1] as KikimimiError;
    const alone = await testAnalyzer().then((analyzer) => {
      try {
        return analyzer.analyze(bad);
      } catch (thrown) {
        return thrown as KikimimiError;
      }
    });
    expect(error).toBeInstanceOf(KikimimiError);
    expect({ ...error, message: error.message }).toEqual({ ...alone, message: (alone as KikimimiError).message });
    expect(error.path).toBe("utterances[0].speaker");
  });

  it("refuses a call that cannot be sent to a thread, and only that one", async () => {
    const stuck = { ...short("stuck"), metadata: { now: () => 1 } };
    const fates = await Promise.all([short("a"), stuck, short("b")].map((call) => fate(pool.analyze(call))));
    expect(fates).toEqual(["a", "bad-transcript", "b"]);
  });

  it("takes no more from its source than is at work", async () => {
    let taken = 0;
    function* source() {
      for (;;) yield short(`call ${taken++}`);
    }
    let ended = 0;
    for await (const _ of pool.analyzeAll(source())) {
      ended++;
      expect(taken - ended).toBeLessThanOrEqual(2 * CALLS_PER_THREAD);
      if (ended === 300) break;
    }
    const atBreak = taken;
    await pool.analyze(short("later"));
    expect(taken).toBe(atBreak);
  });
});

describe("options", () => {
  it("reach the threads: locale, dictionaries, rules alone", async () => {
    const options = {
      locale: "en" as const,
      model: false as const,
      dictionaries: [
        {
          name: "own.yaml",
          cues: { refusal: { about: "x", entries: [{ phrases: ["ぷにぷに"], match: [], ignore: [], fuzzy: false }] } },
        },
      ],
    };
    const pool = await analyzePool({ threads: 1, ...options });
    const analyzer = await testAnalyzer(options);
    const call = calls[0] as Transcript;
    expect(await pool.analyze(call)).toEqual(analyzer.analyze(call));
    await pool.close();
  });

  it("are refused where they make no pool", async () => {
    expect(await fate(analyzePool({ threads: 0 }) as never)).toBe("bad-option");
    const broken = {
      name: "own.yaml",
      cues: { x: { about: "x", entries: [{ phrases: ["(あ"], match: [], ignore: [], fuzzy: false }] } },
    };
    expect(await fate(analyzePool({ threads: 2, dictionaries: [broken] }) as never)).toBe("bad-dictionary");
  });
});

describe("a pool whose threads die", () => {
  it("loses only the call that ends a thread twice", async () => {
    const poison = "exits";
    const pool = await openPool({ threads: 2, model: false }, fragile);
    const ids = Array.from({ length: 40 }, (_, i) => (i === 13 ? poison : `call ${i}`));
    const fates = await Promise.all(ids.map((id) => fate(pool.analyze(short(id)))));
    expect(fates).toEqual(ids.map((id) => (id === poison ? "thread-lost" : id)));
    await pool.close();
  });

  it("does a call again whose thread died once", async () => {
    const pool = await openPool({ threads: 1, model: false }, fragile);
    const deaths = new Int32Array(new SharedArrayBuffer(4));
    const once = { ...short("exits once"), metadata: { deaths } };
    expect(await fate(pool.analyze(once))).toBe("exits once");
    expect(deaths[0]).toBe(2);
    await pool.close();
  });
});

describe("close", () => {
  it("finishes what was accepted and takes nothing more", async () => {
    const pool = await analyzePool({ threads: 1, model: false });
    const accepted = [1, 2, 3].map((n) => fate(pool.analyze(short(`call ${n}`))));
    await pool.close();
    expect(await Promise.all(accepted)).toEqual(["call 1", "call 2", "call 3"]);
    expect(await fate(pool.analyze(short("late")))).toBe("closed");
  });
});
