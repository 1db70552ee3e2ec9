import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { createWorkerAnalyzer as startWorker, WorkerAnalyzer } from "../../src/browser/client.js";
import type { readTranscripts as readInBrowser } from "../../src/browser/formats.js";
import type { Analyzer, createAnalyzer as load } from "../../src/browser/index.js";
import type { KikimimiError } from "../../src/errors.js";
import { readCorpus } from "../../src/evaluation/corpus.js";
import { readTranscripts as readTranscriptsInNode } from "../../src/formats/index.js";
import type { LoadProgress } from "../../src/language/loader.js";
import { bundle, launch, noBrowser } from "../element/browser.js";
import { testAnalyzer } from "../engine.js";
import { openSite, type Site } from "./site.js";

// What page.js puts on the page.
declare const createAnalyzer: typeof load;
declare const createWorkerAnalyzer: typeof startWorker;
declare const readTranscripts: typeof readInBrowser;

describe("the bundle for browsers", () => {
  test.each(["index", "client", "worker"])("%s.js needs nothing that a browser does not have", async (name) => {
    const code = await bundle(`src/browser/${name}.ts`, "esm");
    expect(code).not.toMatch(/["']node:|\brequire\(|process\.(?:env|cwd|argv)|\bBuffer\./u);
    // Dictionaries, weights or a YAML parser inside would show here.
    expect(gzipSync(code).length).toBeLessThan(130_000);
  });
});

describe.skipIf(noBrowser)("the analyser in a browser", { timeout: 120_000 }, () => {
  const calls = readCorpus(["fixtures/calls"]).calls.map((c) => c.transcript);
  /** The pages that the documentation shows. */
  const documented = Object.fromEntries(
    ["ja", "en"].map((locale) => {
      const [, html = ""] = /^```html\n(.*?)^```$/msu.exec(readFileSync(`docs/${locale}/browser.md`, "utf8")) ?? [];
      return [`/docs/${locale}.html`, html];
    }),
  );
  let site: Site;
  let context: BrowserContext;
  let page: Page;
  const problems: string[] = [];
  const requested: string[] = [];

  beforeAll(async () => {
    site = await openSite(documented);
    context = await launch({ online: true });
    context.on("request", (r) => requested.push(r.url()));
  }, 60_000);
  afterAll(async () => {
    await context?.close();
    site?.close();
  });
  const visit = async () => {
    page = await context.newPage();
    page.on("pageerror", (e) => problems.push(e.message));
    page.on("console", (m) => m.type() === "error" && problems.push(m.text()));
    await page.goto(site.origin);
    await page.waitForFunction(() => "createWorkerAnalyzer" in globalThis);
  };
  beforeEach(async () => {
    await page?.close();
    problems.length = 0;
    requested.length = 0;
    site.asked.length = 0;
    await visit();
  });
  const forget = () => page.evaluate(async () => Promise.all((await caches.keys()).map((name) => caches.delete(name))));

  test("in a worker, from another site's plain .gz files: the reports of Node, and nothing else is asked for", async () => {
    const [reports, steps] = await page.evaluate(
      async ([transcripts, dictionary]) => {
        const steps: LoadProgress[] = [];
        const analyzer = await createWorkerAnalyzer({ dictionary, onProgress: (p) => steps.push(p) });
        const reports = await Promise.all(transcripts.map((t) => analyzer.analyze(t)));
        analyzer.stop();
        return [reports, steps] as const;
      },
      [calls, `${site.words}/plain`] as const,
    );
    const node = await testAnalyzer();
    expect(reports).toEqual(calls.map((t) => node.analyze(t)));
    expect(steps.at(-1)).toMatchObject({ files: 13, totalFiles: 13 });
    for (const [i, step] of steps.entries()) {
      expect(step.loadedBytes).toBeGreaterThanOrEqual(steps[i - 1]?.loadedBytes ?? 0);
      expect(step.totalBytes).toBeGreaterThanOrEqual(step.loadedBytes);
    }
    expect(problems).toEqual([]);
    const places = new Set(requested.map((url) => url.replace(/[^/]*$/u, "")));
    expect([...places].sort()).toEqual([`${site.origin}/`, `${site.origin}/kikimimi/`, `${site.words}/plain/`].sort());
    expect(site.asked.filter((p) => p.startsWith("words"))).toHaveLength(11);
  });

  test("the next visit works with every server down", async () => {
    const own = await openSite();
    await page.close();
    const first = site;
    site = own;
    await visit();
    const analyze = () =>
      page.evaluate(
        async ([transcript, dictionary]) => {
          const analyzer = await createWorkerAnalyzer({ dictionary });
          return analyzer.analyze(transcript);
        },
        [calls[0] as (typeof calls)[number], `${own.words}/plain/`] as const,
      );
    const report = await analyze();
    await page.close();
    own.close();
    own.asked.length = 0;
    await visit();
    expect(await analyze()).toEqual(report);
    expect(own.asked).toEqual([]);
    site = first;
  });

  test.each([
    ["this site, unzipped on the way", (s: Site) => [`${s.origin}/dict/`, "/dict"]],
    ["another site, unzipped on the way", (s: Site) => [`${s.words}/encoded`]],
  ])("in the page itself, from %s", async (_, places) => {
    await forget();
    for (const dictionary of places(site)) {
      const reports = await page.evaluate(
        async ([transcripts, dictionary]) => {
          const analyzer: Analyzer = await createAnalyzer({ dictionary, locale: "en", cache: false });
          return transcripts.map((t) => analyzer.analyze(t));
        },
        [calls.slice(0, 5), dictionary] as const,
      );
      const node = await testAnalyzer({ locale: "en" });
      expect(reports).toEqual(calls.slice(0, 5).map((t) => node.analyze(t)));
    }
    expect(await page.evaluate(() => caches.keys())).toEqual([]);
    expect(problems).toEqual([]);
  });

  test("a live call in the worker: findings at once, taken back, and the report at the end", async () => {
    const [early, final, report, names] = await page.evaluate(async (dictionary) => {
      const analyzer: WorkerAnalyzer = await createWorkerAnalyzer({ dictionary });
      const call = await analyzer.open({ callId: "l", direction: "outbound" });
      const say = (text: string, partial: boolean) => call.push({ speaker: "agent", text }, { partial });
      const early = await say("暗証番号を教えていただけますか", true);
      const final = await say("お電話で暗証番号を教えていただくことは一切ございません。", false);
      return [early, final, await call.close(), analyzer.texts.rules?.["pressure/urgency"]?.title] as const;
    }, `${site.words}/plain/`);
    expect(early.findings.map((f) => f.ruleId)).toContain("personal-data/credential");
    expect(final).toEqual({ findings: [], retracted: early.findings.map((f) => f.id) });
    expect(report).toMatchObject({ callId: "l", findings: [] });
    expect(names?.ja).toBeTruthy();
  });

  test("errors cross from the worker with their place, and it goes on", async () => {
    const seen = await page.evaluate(async (dictionary) => {
      const analyzer = await createWorkerAnalyzer({ dictionary });
      const failure = (promise: Promise<unknown>) =>
        promise.then(
          () => "none",
          (e: Error & { code?: string; path?: string }) => [e.name, e.code, e.path],
        );
      const bad = { callId: "x", utterances: [{ speaker: "nobody", text: "" }] };
      const first = await failure(analyzer.analyze(bad as never));
      const call = await analyzer.open();
      const second = await failure(call.push(bad.utterances[0] as never));
      await call.close();
      const third = await failure(call.close());
      const fine = await analyzer.analyze({ callId: "y", utterances: [] });
      analyzer.stop();
      return [first, second, third, fine.callId, await failure(analyzer.analyze({ callId: "z", utterances: [] }))];
    }, `${site.words}/plain/`);
    expect(seen.slice(0, 2)).toEqual([
      ["KikimimiError", "bad-transcript", "utterances[0].speaker"],
      ["KikimimiError", "bad-transcript", "utterances[0].speaker"],
    ]);
    expect(seen[2]).toEqual(["KikimimiError", "closed", undefined]);
    expect(seen[3]).toBe("y");
    expect(seen[4]).toEqual(["KikimimiError", "closed", undefined]);
  });

  test("a dictionary that is not there is named, keeps nothing, and one may try again", async () => {
    await forget();
    const [error, kept, count] = await page.evaluate(async (words) => {
      const error = await createWorkerAnalyzer({ dictionary: `${words}/broken` }).then(
        () => undefined,
        (e: { code: string; file: string }) => [e.code, e.file],
      );
      const kept = await (await caches.open("kikimimi")).keys();
      const analyzer = await createWorkerAnalyzer({ dictionary: `${words}/plain` });
      return [
        error,
        kept.map((r) => r.url).filter((url) => url.startsWith(words)),
        (await analyzer.analyze({ callId: "y", utterances: [] })).findings.length,
      ];
    }, site.words);
    expect(error?.[0]).toBe("dictionary-load");
    expect(error?.[1]).toMatch(new RegExp(`^${site.words}/broken/\\w+\\.dat\\.gz$`, "u"));
    expect(kept).toEqual([]);
    expect(count).toBe(0);
  });

  test("a front page in the place of the weights is not kept; a worker that is not there is told of", async () => {
    await forget();
    const [front, kept, lost] = await page.evaluate(async (dictionary) => {
      const code = (promise: Promise<unknown>) =>
        promise.then(
          () => "none",
          (e: { code: string }) => e.code,
        );
      const front = await code(createAnalyzer({ dictionary, assets: "/front/" }));
      const cache = await caches.open("kikimimi");
      const kept = (await cache.keys()).filter((r) => r.url.includes("/front/"));
      const worker = new Worker("/nowhere.js", { type: "module" });
      return [front, kept.length, await code(createWorkerAnalyzer({ dictionary, worker }))];
    }, `${site.words}/plain/`);
    expect(front).toMatch(/^(?:model|dictionary)-load$/u);
    expect(kept).toBe(0);
    expect(lost).toBe("thread-lost");
  });

  test.each(["ja", "en"])("the page in docs/%s/browser.md works as it stands", async (locale) => {
    await page.goto(`${site.origin}/docs/${locale}.html`);
    await page.locator("#out", { hasText: "personal-data/request 「" }).waitFor();
    expect(await page.locator("progress").evaluate((p) => (p as HTMLProgressElement).value)).toBe(1);
    expect(problems.filter((p) => !p.includes("favicon") && !p.includes("404"))).toEqual([]);
  });

  test("files of every kind are read in the page as in Node", async () => {
    const folder = "fixtures/formats";
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((f) => f.isFile())
      .map((f) => readFileSync(join(f.parentPath, f.name)));
    const inNode = files.map((bytes) => {
      try {
        return readTranscriptsInNode(bytes);
      } catch (error) {
        return (error as KikimimiError).message;
      }
    });
    expect(inNode.filter((r) => Array.isArray(r)).length).toBeGreaterThan(10);
    const inPage = await page.evaluate(
      (all) =>
        all.map((base64) => {
          try {
            return readTranscripts(Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)));
          } catch (error) {
            return (error as Error).message;
          }
        }),
      files.map((f) => f.toString("base64")),
    );
    expect(inPage).toEqual(JSON.parse(JSON.stringify(inNode)));
    expect(problems).toEqual([]);
  });

  test("data of another version leaves the cache; assets may lie elsewhere", async () => {
    const keys = await page.evaluate(async (dictionary) => {
      const cache = await caches.open("own");
      await cache.put("/kikimimi/weights.bin?v=old", new Response("old"));
      await createAnalyzer({ dictionary, assets: "/kikimimi", cache: "own" });
      return (await cache.keys()).map((r) => new URL(r.url)).filter((u) => u.pathname.endsWith("weights.bin"));
    }, `${site.words}/plain/`);
    expect(keys).toHaveLength(1);
    expect(site.asked).toContain("/kikimimi/weights.bin");
  });
});
