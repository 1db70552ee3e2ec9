import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import axe from "axe-core";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, noBrowser, serious } from "./browser.js";

const built = "examples/dashboard/dist";
const isBuilt = existsSync(join(built, "index.html")) || process.env["CI"] === "true";
if (!isBuilt) console.warn("skipped: the dashboard is not built (npm ci && npm run build in examples/dashboard)");

const types: Record<string, string> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

/** The built example, served as a site would. */
describe.skipIf(noBrowser || !isBuilt)("the example dashboard in a browser", { timeout: 60_000 }, () => {
  let context: BrowserContext;
  let page: Page;
  let server: Server;

  beforeAll(async () => {
    server = createServer((request, response) => {
      const path = new URL(request.url ?? "/", "http://x").pathname;
      const file = join(built, path === "/" ? "index.html" : path);
      if (!existsSync(file)) return response.writeHead(404).end();
      response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream" });
      return response.end(readFileSync(file));
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    context = await launch({ online: true });
    page = await context.newPage();
  }, 60_000);
  afterAll(async () => {
    await context?.close();
    server?.close();
  });

  test("draws the calls, hears the element, keeps the review from call to call, seeks the recording", async () => {
    const problems: string[] = [];
    page.on("pageerror", (e) => problems.push(e.message));
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page.locator("kikimimi-review >> button.note", { hasText: "結果の断定" }).click();
    await page.locator("kikimimi-review >> .detail.open .confirm").click();
    expect(await page.locator(".log").innerText()).toContain("confirm unverifiable-claim/certainty");
    await page.locator("nav li button").nth(1).click();
    await page.locator("kikimimi-review >> h2", { hasText: "T-20260512-0152" }).waitFor();
    await page.locator("nav li button").first().click();
    await page.locator("kikimimi-review >> .note.confirmed", { hasText: "結果の断定" }).waitFor();
    await page.locator("kikimimi-review >> #line-6 button.time").click();
    await page.locator("kikimimi-review >> #line-6.playing").waitFor();
    expect(await page.evaluate(() => document.querySelector("audio")?.currentTime ?? 0)).toBeGreaterThanOrEqual(37.7);
    expect(problems).toEqual([]);
  });

  test("axe finds nothing serious", async () => {
    await page.evaluate(axe.source);
    expect(await serious(page)).toEqual([]);
  });
});
