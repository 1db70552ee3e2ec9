import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { createWorkerAnalyzer as start } from "../src/browser/client.js";
import { readCorpus } from "../src/evaluation/corpus.js";
import { htmlWriter } from "../src/report/html.js";
import { openSite } from "../test/browser/site.js";
import { launch, reportPageCode } from "../test/element/browser.js";
import { manyCalls, texts } from "../test/element/calls.js";

// What a person waits for in a real browser: npx tsx bench/browser.ts

declare const createWorkerAnalyzer: typeof start;
const RUNS = 3;

const writer = htmlWriter({ code: await reportPageCode(), texts });
const file = join(mkdtempSync(join(tmpdir(), "kikimimi-bench-")), "report.html");
const calls = manyCalls(1000);
const html = writer.start() + calls.map((c) => writer.call(c.transcript, c.report)).join("") + writer.end();
writeFileSync(file, html);
console.log(`report page, ${calls.length} calls, ${(Buffer.byteLength(html) / 1e6).toFixed(1)} MB`);
for (let run = 0; run < RUNS; run++) {
  const context = await launch();
  const page = await context.newPage();
  const begun = performance.now();
  await page.goto(pathToFileURL(file).href);
  await page.locator("table.calls tbody.rows tr").first().waitFor();
  const openMs = Math.round(performance.now() - begun);
  const gaps = await page.evaluate(async () => {
    const gaps: number[] = [];
    let last = performance.now();
    for (let y = 0; y < document.documentElement.scrollHeight; y += 120) {
      scrollTo(0, y);
      await new Promise(requestAnimationFrame);
      gaps.push(performance.now() - last);
      last = performance.now();
    }
    return gaps.sort((a, b) => a - b);
  });
  const callMs = await page.evaluate(async () => {
    const begun = performance.now();
    location.hash = "#/call/3";
    while (!document.querySelector("kikimimi-review")?.shadowRoot?.querySelector("#line-3"))
      await new Promise(requestAnimationFrame);
    return Math.round(performance.now() - begun);
  });
  const at = (share: number) => Math.round(gaps[Math.floor((gaps.length - 1) * share)] ?? 0);
  console.log({ openMs, frames: gaps.length, medianMs: at(0.5), p95Ms: at(0.95), longestMs: at(1), callMs });
  await context.close();
}

console.log("the analyser in a worker of the page, server on this machine");
const site = await openSite();
const transcripts = readCorpus(["fixtures/calls"]).calls.map((c) => c.transcript);
for (let run = 0; run < RUNS; run++) {
  const context = await launch({ online: true });
  for (const visit of ["first visit", "second visit"]) {
    const page = await context.newPage();
    await page.goto(site.origin);
    await page.waitForFunction(() => "createWorkerAnalyzer" in globalThis);
    const measured = await page.evaluate(
      async ([dictionary, transcripts]) => {
        let longest = 0;
        let last = performance.now();
        const timer = setInterval(() => {
          longest = Math.max(longest, performance.now() - last);
          last = performance.now();
        }, 4);
        const begun = performance.now();
        const analyzer = await createWorkerAnalyzer({ dictionary });
        const ready = performance.now();
        for (const transcript of transcripts) await analyzer.analyze(transcript);
        const done = performance.now();
        clearInterval(timer);
        return { readyMs: ready - begun, callMs: (done - ready) / transcripts.length, pageBlockedMs: longest };
      },
      [`${site.words}/plain/`, transcripts] as const,
    );
    console.log(visit, Object.fromEntries(Object.entries(measured).map(([k, v]) => [k, Math.round(v * 10) / 10])));
    await page.close();
  }
  await context.close();
}
site.close();
