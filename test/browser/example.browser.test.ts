import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import axe from "axe-core";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, noBrowser, serious } from "../element/browser.js";

const isBuilt = existsSync("dist/browser/client.js") || process.env["CI"] === "true";
if (!isBuilt) console.warn("skipped: the package is not built (npm run build)");

const types: Record<string, string> = { ".html": "text/html", ".js": "text/javascript" };

/** The example as its README says: the built package and the installed dictionary, served from the root. */
describe.skipIf(noBrowser || !isBuilt)("the example page in a browser", { timeout: 60_000 }, () => {
  let context: BrowserContext;
  let page: Page;
  let server: Server;
  const problems: string[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      const path = decodeURIComponent(new URL(request.url ?? "/", "http://x").pathname);
      const file = join(".", path.endsWith("/") ? `${path}index.html` : path);
      if (!existsSync(file)) return response.writeHead(404).end();
      response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream" });
      return response.end(readFileSync(file));
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    context = await launch({ online: true });
    page = await context.newPage();
    page.on("pageerror", (e) => problems.push(e.message));
    page.on("console", (m) => m.type() === "error" && problems.push(m.text()));
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/examples/browser/`);
    await page.locator("button:enabled", { hasText: "分析する" }).waitFor();
  }, 60_000);
  afterAll(async () => {
    await context?.close();
    server?.close();
  });

  test("loads the dictionary, analyses what is typed, and draws it", async () => {
    await page.getByRole("button", { name: "分析する" }).click();
    await page.locator("kikimimi-review >> #line-4 button.note").first().waitFor();
    expect(await page.locator("kikimimi-review >> button.note").count()).toBeGreaterThan(1);
    expect(await page.locator("kikimimi-review >> #line-4 .notes").innerText()).toContain("個人情報");
    expect(problems).toEqual([]);
  });

  test("reads a file, and says what is wrong with one", async () => {
    const choose = (file: string) => page.locator("input[type=file]").setInputFiles(file);
    await choose("fixtures/formats/contact-lens.json");
    await page.getByRole("button", { name: "分析する" }).click();
    const { CustomerMetadata } = JSON.parse(readFileSync("fixtures/formats/contact-lens.json", "utf8"));
    await page.locator("kikimimi-review >> h2", { hasText: CustomerMetadata.ContactId }).waitFor();
    await choose("package.json");
    await page.getByRole("button", { name: "分析する" }).click();
    await page.locator("#status", { hasText: "期待" }).waitFor();
    await page.locator("form").evaluate((form: HTMLFormElement) => form.reset());
    expect(problems).toEqual([]);
  });

  test("what is typed is text, whatever it is", async () => {
    await page
      .getByRole("textbox")
      .fill("担当:</textarea><script>pwned=1</script>]]>\u2028<img src=x onerror=pwned=2>暗証番号を教えてください");
    await page.getByRole("button", { name: "分析する" }).click();
    const words = page.locator("kikimimi-review >> #line-0 .words");
    await words.getByText("<script>pwned=1</script>").waitFor();
    expect(await page.evaluate(() => Reflect.get(globalThis, "pwned"))).toBeUndefined();
  });

  test("axe finds nothing serious", async () => {
    await page.evaluate(axe.source);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await serious(page)).toEqual([]);
    }
  });
});
