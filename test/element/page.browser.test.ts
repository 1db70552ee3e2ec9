import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Gold } from "../../src/evaluation/labels.js";
import { htmlWriter, type PageCall } from "../../src/report/html.js";
import { launch, noBrowser, reportPageCode, serious } from "./browser.js";
import { calls, hostileCall, manyCalls, texts } from "./calls.js";

/** The report opened from disk, offline, as it lands in a reviewer's folder. */
describe.skipIf(noBrowser)("the report page in a browser", { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), "kikimimi-report-"));
  let context: BrowserContext;
  let page: Page;
  const problems: string[] = [];
  const asked: string[] = [];

  const write = async (name: string, all: PageCall[]) => {
    const writer = htmlWriter({ code: await reportPageCode(), texts });
    const html = writer.start() + all.map((c) => writer.call(c.transcript, c.report)).join("") + writer.end();
    writeFileSync(join(folder, name), html);
    return pathToFileURL(join(folder, name)).href;
  };
  let few: string;
  let many: string;

  beforeAll(async () => {
    few = await write("few.html", [...calls, hostileCall]);
    many = await write("many.html", manyCalls(1000));
    context = await launch();
  }, 60_000);
  afterAll(() => context?.close());
  beforeEach(async () => {
    await page?.close();
    page = await context.newPage();
    problems.length = 0;
    asked.length = 0;
    page.on("pageerror", (e) => problems.push(e.message));
    page.on("console", (m) => m.type() === "error" && problems.push(m.text()));
    page.on("request", (r) => asked.push(r.url()));
  });

  const rows = () => page.locator("table.calls tbody.rows tr");
  const ids = () => page.locator("table.calls tbody th").allInnerTexts();
  const status = () => page.locator(".list [role=status]").innerText();

  test("opens from disk under its policy, and asks for nothing", async () => {
    await page.goto(few);
    expect(await rows().count()).toBe(4);
    expect(await page.title()).toBe("通話レビュー");
    expect(asked).toEqual([few]);
    expect(problems).toEqual([]);
    const ran = await page.evaluate(() => {
      const script = document.createElement("script");
      try {
        script.textContent = "globalThis.foreign = 1";
        document.body.append(script);
      } catch {}
      return Reflect.get(globalThis, "foreign") as unknown;
    });
    expect(ran).toBeUndefined();
  });

  test("tells what the calls are as a whole", async () => {
    await page.goto(few);
    const figures = await page.locator(".figures b").allInnerTexts();
    expect(figures).toEqual(["4", "2", "3", "10"]);
    const risks = await page.locator(".risks tbody tr").allInnerTexts();
    expect(risks.map((r) => r.replace(/\s+/g, " ").trim())).toEqual([
      "重大 1 25%",
      "高 1 25%",
      "中 1 25%",
      "低 0 0%",
      "なし 1 25%",
    ]);
    expect(await page.locator(".rules tr.category").first().innerText()).toMatch(/圧力・不安をあおる話法\s+3/);
    expect(await page.locator(".agents tbody tr").count()).toBe(3);
    expect(await page.locator(".trend .columns g").count()).toBe(3);
  });

  test("sorts, filters, opens a call, and comes back to where it was", async () => {
    await page.goto(few);
    expect((await ids())[0]).toBe("T-20260512-0147");
    await page.getByRole("button", { name: "日時" }).click();
    expect(await page.locator("th.when[aria-sort]").getAttribute("aria-sort")).toBe("ascending");
    await page.getByRole("button", { name: "日時" }).click();
    expect((await ids())[1]).toBe("T-20260513-0009");
    await page.getByRole("searchbox").fill("取り次ぎ");
    expect(await ids()).toEqual(["T-20260512-0152"]);
    expect(await status()).toBe("4 件中 1 件");
    await page.getByRole("button", { name: "条件を消す" }).click();
    await page.locator(".rules button", { hasText: "断られた後の勧誘の継続" }).click();
    expect(await ids()).toEqual(["T-20260512-0147"]);
    await page.locator("table.calls a").first().focus();
    await page.keyboard.press("Enter");
    await page.locator("kikimimi-review >> #line-4").waitFor();
    expect(await page.title()).toContain("T-20260512-0147");
    await page.goBack();
    expect(await ids()).toEqual(["T-20260512-0147"]);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("T-20260512-0147");
  });

  test("walks from call to call in the order of the list", async () => {
    await page.goto(few);
    await rows().nth(2).click();
    await page.locator("kikimimi-review >> h2", { hasText: "T-20260512-0152" }).waitFor();
    expect(await page.locator(".between").innerText()).toContain("4 件中 3 件目");
    await page.getByRole("link", { name: "次の通話" }).click();
    await page.locator("kikimimi-review >> h2", { hasText: "T-20260513-0009" }).waitFor();
    expect(await page.locator("kikimimi-review >> .walk").innerText()).toContain("この通話に指摘はありません");
  });

  test("keeps a review in the browser and saves it as labels", async () => {
    await page.goto(`${few}#/call/2`);
    await page.locator("kikimimi-review >> button.note").click();
    await page.locator("kikimimi-review >> .detail.open .confirm").click();
    await page.reload();
    expect(await page.locator("kikimimi-review >> button.note").innerText()).toContain("確認済み");
    const saving = page.waitForEvent("download");
    await page.getByRole("button", { name: "確認結果を保存" }).click();
    const saved = await saving;
    expect(saved.suggestedFilename()).toBe("T-20260512-0152.gold.json");
    const gold = Gold.parse(JSON.parse(readFileSync(await saved.path(), "utf8")));
    expect(gold.labels).toEqual([{ utterance: 5, category: "handling", rule: "handling/escalation-refused" }]);
    await page.getByRole("link", { name: "一覧へ戻る" }).click();
    expect(await rows().filter({ hasText: "T-20260512-0152" }).innerText()).toContain("1/1");
  });

  test("keeps what was missed beside the rest", async () => {
    await page.goto(`${few}#/call/2`);
    const add = async () => {
      await page.locator("kikimimi-review >> .mark-switch").click();
      await page.locator("kikimimi-review >> #line-3 .plus").click();
      await page.locator("kikimimi-review >> .mark-form select").selectOption("pressure/urgency");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
    };
    await add();
    await page.reload();
    expect(await page.locator("kikimimi-review >> #line-3 .missed").innerText()).toContain("期限・希少さ");
    await page.getByRole("link", { name: "一覧へ戻る" }).click();
    expect(await rows().filter({ hasText: "T-20260512-0152" }).innerText()).toMatch(/\d\/1 \+1$/u);
  });

  test("in English at a press", async () => {
    await page.goto(few);
    await page.getByRole("button", { name: "English" }).click();
    expect(await page.locator("h1").innerText()).toBe("Call review");
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    expect(await rows().first().innerText()).toContain("Asks for personal data on a call the company made");
  });

  test("a hostile call is text in the overview, the list, the title and the call", async () => {
    await page.goto(few);
    expect(await rows().filter({ hasText: 'x"><script>' }).count()).toBe(1);
    expect(await page.locator(".agents").innerText()).toContain("<b>=cmd");
    await page.goto(`${few}#/call/4`);
    await page.locator("kikimimi-review >> button.note").first().click();
    expect(await page.locator("kikimimi-review >> #line-0 .words").innerText()).toContain("</script><script>");
    expect(await page.evaluate(() => Reflect.get(globalThis, "pwned"))).toBeUndefined();
    expect(await page.evaluate(() => document.scripts.length)).toBe(6);
    expect(problems).toEqual([]);
  });

  test("a thousand calls: only those near the screen are in the page, all of them on paper", async () => {
    await page.goto(many);
    expect(await status()).toBe("1,000 件");
    await page.getByRole("button", { name: "通話ID" }).click();
    expect(await rows().count()).toBeLessThan(150);
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await rows().filter({ hasText: "T-01000" }).waitFor();
    expect(await rows().count()).toBeLessThan(150);
    expect(await rows().last().getAttribute("aria-rowindex")).toBe("1001");
    // The spacers stand for the rows left out: the page does not change its length under the reader.
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(height);
    await rows().filter({ hasText: "T-00990" }).click();
    await page.locator("kikimimi-review >> h2", { hasText: "T-00990" }).waitFor();
    await page.goBack();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("T-00990");
    expect(
      await rows()
        .filter({ hasText: "T-00990" })
        .evaluate((r) => r.getBoundingClientRect().top < innerHeight),
    ).toBe(true);
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    expect(await rows().count()).toBe(1000);
    expect([(await ids())[0], (await ids()).at(-1)]).toEqual(["T-00001", "T-01000"]);
  });

  test("a call that is not there is the list", async () => {
    await page.goto(`${few}#/call/99`);
    expect(await rows().count()).toBe(4);
    expect(problems).toEqual([]);
  });

  for (const colorScheme of ["light", "dark"] as const)
    for (const width of [1280, 400])
      test(`axe finds nothing serious, ${colorScheme}, ${width} px`, async () => {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 900 });
        for (const place of ["", "#/call/1", "#/call/3", "#/call/4"]) {
          await page.goto("about:blank");
          await page.goto(few + place);
          // Under the page's policy only the debugger may bring a script in.
          await page.evaluate(axe.source);
          expect(await serious(page)).toEqual([]);
          expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
        }
      });
});
