import axe from "axe-core";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { KikimimiReview, ReviewedGold } from "../../src/element/index.js";
import { bundle, launch, noBrowser, serious } from "./browser.js";
import { calls, hostileCall, hostileLines, powerCall, repairCall, texts } from "./calls.js";

/** The element on a plain page, driven as a dashboard and a reviewer do. */
describe.skipIf(noBrowser)("<kikimimi-review> in a browser", { timeout: 60_000 }, () => {
  let context: BrowserContext;
  let page: Page;
  let script: string;
  const problems: string[] = [];

  beforeAll(async () => {
    script = await bundle("src/element/index.ts", "esm");
    context = await launch();
  }, 60_000);
  afterAll(() => context?.close());

  const draw = async (call: typeof powerCall, locale = "ja") => {
    await page.evaluate(
      ([{ transcript, report }, locale, texts]) => {
        const review = document.querySelector("kikimimi-review") as KikimimiReview;
        Object.assign(review, { transcript, report, locale, texts });
        const heard: unknown[] = [];
        Object.assign(globalThis, { heard });
        for (const name of ["select", "confirm", "dismiss", "undo", "add", "remove"] as const)
          review.addEventListener(`kikimimi-${name}`, ({ detail }: CustomEvent) =>
            heard.push([
              name,
              detail.callId,
              detail.missed ?? detail.finding?.id ?? null,
              ...("reason" in detail ? [detail.reason] : []),
            ]),
          );
        return review.getBoundingClientRect().height;
      },
      [call, locale, texts] as const,
    );
    await page.waitForSelector("kikimimi-review >> .call");
  };
  const heard = () => page.evaluate(() => Reflect.get(globalThis, "heard") as unknown[][]);
  const labels = () =>
    page.evaluate(() => (document.querySelector("kikimimi-review") as KikimimiReview).labels() as ReviewedGold);
  const note = (title: string) => page.locator("kikimimi-review button.note", { hasText: title });
  const focused = () =>
    page.evaluate(() => {
      const el = document.querySelector("kikimimi-review")?.shadowRoot?.activeElement;
      return { class: el?.className ?? "", text: el?.textContent?.trim() ?? "", line: el?.closest(".line")?.id ?? "" };
    });

  beforeEach(async () => {
    await page?.close();
    page = await context.newPage();
    problems.length = 0;
    page.on("pageerror", (e) => problems.push(e.message));
    page.on("console", (m) => m.type() === "error" && problems.push(m.text()));
    await page.setContent(`<!doctype html><html lang="ja"><title>x</title><meta name="color-scheme" content="light dark">
      <main><h1>x</h1><kikimimi-review></kikimimi-review></main></html>`);
    await page.addScriptTag({ type: "module", content: script });
  });

  test("marks each finding in its line, and overlapping ones in the part they share", async () => {
    await draw(powerCall);
    const line = page.locator("kikimimi-review #line-4");
    expect(await line.locator(".words").innerText()).toBe(powerCall.transcript.utterances[4]?.text);
    expect(await line.locator("mark.many").allInnerTexts()).toEqual(["本日までで、残り三枠"]);
    expect((await line.locator("mark").allInnerTexts()).join("")).toBe(
      "この金額でご案内できるのは本日までで、残り三枠なんですよ。",
    );
    expect(await line.locator("button.note").count()).toBe(2);
    expect(await page.locator("kikimimi-review .about button.note").innerText()).toContain("勧誘目的の不告知");
    expect(problems).toEqual([]);
  });

  test("opens a finding with message, evidence, advice, law and confidence, and says that it did", async () => {
    await draw(powerCall);
    await note("断られた後の勧誘の継続").click();
    const detail = page.locator("kikimimi-review .detail.open");
    const text = await detail.innerText();
    for (const part of [
      "お客様がはっきり断った後も",
      "今のままで結構です",
      "承知いたしました",
      "特定商取引法第17条",
      "93%",
    ])
      expect(text).toContain(part);
    expect(await note("断られた後の勧誘の継続").getAttribute("aria-expanded")).toBe("true");
    expect(await heard()).toEqual([["select", "T-20260512-0147", "pressure/persistence@4"]]);
    expect(await page.locator("kikimimi-review [role=status]").innerText()).toContain("断られた後の勧誘の継続");
  });

  test("with the keyboard alone: to the refusal that makes the line a re-solicitation, and back", async () => {
    await draw(powerCall);
    await note("断られた後の勧誘の継続").focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    expect((await focused()).text).toContain("今のままで結構です");
    await page.keyboard.press("Enter");
    expect(await focused()).toMatchObject({ class: "seen", text: "今のままで結構です", line: "line-3" });
    await page.keyboard.press("Tab");
    expect((await focused()).text).toBe("指摘へ戻る");
    await page.keyboard.press("Enter");
    expect(await focused()).toMatchObject({ line: "line-4" });
    await page.keyboard.press("Escape");
    expect(await page.locator("kikimimi-review .detail.open").count()).toBe(0);
    expect((await focused()).text).toContain("断られた後の勧誘の継続");
  });

  test("walks the findings in order, and round", async () => {
    await draw(powerCall);
    const seen: string[] = [];
    await page.locator("kikimimi-review .note").first().focus();
    for (let i = 0; i < 8; i++) {
      await page.keyboard.press("Alt+ArrowDown");
      seen.push(await page.locator("kikimimi-review button.note.open .title").innerText());
    }
    expect(seen[0]).toBe("勧誘目的の不告知");
    expect(seen[1]).toBe("結果の断定");
    expect(new Set(seen.slice(0, 7)).size).toBe(7);
    expect(seen[7]).toBe(seen[0]);
  });

  test("a click on a mark takes the inner finding, and the outer one next", async () => {
    await draw(powerCall);
    const mark = page.locator("kikimimi-review #line-4 mark.many").first();
    await mark.click();
    await mark.click();
    expect((await heard()).map((h) => h[2])).toEqual(["pressure/urgency@4", "pressure/persistence@4"]);
  });

  test("a decision is an event, is shown, can be undone, and is kept as labels", async () => {
    await draw(powerCall);
    await note("結果の断定").click();
    await page.locator("kikimimi-review .detail.open .confirm").click();
    await note("権威の借用").click();
    await page.locator("kikimimi-review .detail.open .dismiss").click();
    await page.keyboard.press("ArrowDown");
    await page.locator("kikimimi-review .detail.open .reasons .confirm").click();
    await note("素性・用件の回答拒否").click();
    await page.locator("kikimimi-review .detail.open .dismiss").click();
    await page.locator("kikimimi-review .detail.open input[name=own]").fill("折り返しで答えた <b>");
    await page.keyboard.press("Enter");
    await note("期限・希少さ").click();
    await page.locator("kikimimi-review .detail.open .confirm").click();
    await page.locator("kikimimi-review .detail.open .actions .quiet").click();
    expect((await heard()).filter(([name]) => name !== "select")).toEqual([
      ["confirm", "T-20260512-0147", "unverifiable-claim/certainty@2"],
      ["dismiss", "T-20260512-0147", "unverifiable-claim/authority@8", "音声認識の誤り"],
      ["dismiss", "T-20260512-0147", "dismissive/stonewalling@8", "折り返しで答えた <b>"],
      ["confirm", "T-20260512-0147", "pressure/urgency@4"],
      ["undo", "T-20260512-0147", "pressure/urgency@4"],
    ]);
    const { labels: kept, dismissed } = await labels();
    expect(kept.filter((l) => !l.optional).map((l) => l.rule)).toEqual(["unverifiable-claim/certainty"]);
    expect(dismissed.map((l) => l.why)).toEqual(["音声認識の誤り", "折り返しで答えた <b>"]);
    expect(await note("権威の借用").innerText()).toContain("退けた");
    expect(await note("結果の断定").innerText()).toContain("確認済み");
  });

  test("what was missed is added with the keyboard alone, is told, kept as a label, and taken back", async () => {
    await draw(powerCall);
    await page.getByRole("button", { name: "見落としを加える", exact: true }).focus();
    await page.keyboard.press("Enter");
    // Customers' lines cannot be marked: up and down lead from one line of the agent to the next.
    expect((await focused()).line).toBe("line-0");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    expect((await focused()).line).toBe("line-2");
    await page.keyboard.press("Enter");
    const form = page.getByRole("form", { name: "発話 3 の見落とし" });
    const rules = await form.getByRole("combobox", { name: "規則" }).locator("option").allInnerTexts();
    expect(rules).toContain("権威の借用");
    // Already found at this line; about the call as a whole.
    expect(rules).not.toContain("結果の断定");
    expect(rules).not.toContain("勧誘目的の不告知");
    expect((await focused()).line).toBe("line-2");
    await form.getByRole("combobox").selectOption({ label: "権威の借用" });
    await page.keyboard.press("Tab");
    await page.keyboard.type("</p><img src=x onerror=alert(1)>\u202e");
    await page.keyboard.press("Enter");
    const missed = {
      verdict: "missed",
      ruleId: "unverifiable-claim/authority",
      utteranceIndex: 2,
      note: "</p><img src=x onerror=alert(1)>\u202e",
    };
    expect(await heard()).toEqual([["add", "T-20260512-0147", missed]]);
    expect(await page.locator("kikimimi-review [role=status]").innerText()).toContain("発話 3に「権威の借用」を加え");
    expect(await page.locator("kikimimi-review #line-2 .missed").innerText()).toContain("<img src=x");
    expect(await page.locator("kikimimi-review").locator("img").count()).toBe(0);
    expect((await labels()).labels.filter((l) => !l.optional)).toEqual([
      { utterance: 2, category: "unverifiable-claim", rule: missed.ruleId, why: missed.note },
    ]);
    expect((await focused()).text).toBe("取り消す");
    await page.keyboard.press("Enter");
    expect((await heard()).at(-1)).toEqual(["remove", "T-20260512-0147", missed]);
    expect((await labels()).labels.every((l) => l.optional)).toBe(true);
    expect((await focused()).class).toBe("plus");
    await page.keyboard.press("Escape");
    expect((await focused()).class).toBe("mark-switch");
    expect(await page.locator("kikimimi-review .plus:visible").count()).toBe(0);
  });

  test("the call as a whole can lack a finding too, and a pointer needs no beginning", async () => {
    await draw(repairCall, "en");
    await page.locator("kikimimi-review #line-3").hover();
    await page.getByRole("button", { name: "Add what was missed at line 4" }).click();
    await page.getByLabel("Rule").selectOption("pressure/urgency");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByRole("button", { name: "Add what was missed", exact: true }).click();
    await page.getByRole("button", { name: "Add to the call as a whole" }).click();
    await page.getByLabel("Rule").selectOption("disclosure/no-purpose");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    expect((await labels()).labels.filter((l) => !l.optional).map((l) => [l.utterance, l.rule])).toEqual([
      [3, "pressure/urgency"],
      [null, "disclosure/no-purpose"],
    ]);
    // Of the call that follows nothing is known yet.
    await draw(powerCall);
    expect((await labels()).labels.every((l) => l.optional)).toBe(true);
  });

  test("where no rules are known their id is written, and nothing else is taken", async () => {
    await draw(powerCall);
    await page.evaluate(() => {
      (document.querySelector("kikimimi-review") as KikimimiReview).texts = null;
    });
    await page.getByRole("button", { name: "見落としを加える", exact: true }).click();
    await page.keyboard.press("Enter");
    await page.keyboard.type("圧力");
    await page.keyboard.press("Enter");
    expect(await heard()).toEqual([]);
    await page.getByLabel("規則").fill("own-rules/never-said");
    await page.keyboard.press("Enter");
    expect((await heard()).map((h) => (h[2] as { ruleId: string }).ruleId)).toEqual(["own-rules/never-said"]);
  });

  test("another call begins without the decisions of the last, unless they are given with it", async () => {
    await draw(powerCall);
    await note("結果の断定").click();
    await page.locator("kikimimi-review .detail.open .confirm").click();
    await draw(repairCall);
    expect((await labels()).labels.every((l) => l.optional)).toBe(true);
    const given = await page.evaluate(
      async ([{ transcript, report }, id]) => {
        const review = document.querySelector("kikimimi-review") as KikimimiReview;
        Object.assign(review, { transcript, report, decisions: [{ findingId: id, verdict: "confirmed" }] });
        await (review as unknown as { updateComplete: Promise<unknown> }).updateComplete;
        return review.labels().labels.filter((l) => !l.optional).length;
      },
      [powerCall, "pressure/urgency@4"] as const,
    );
    expect(given).toBe(1);
  });

  test("in English when asked, the rules' own words included", async () => {
    await draw(powerCall, "en");
    await note("Goes on soliciting after a refusal").click();
    const text = await page.locator("kikimimi-review .detail.open").innerText();
    expect(text).toContain("goes on soliciting after the customer has clearly refused");
    expect(text).toContain("customer's refusal");
    expect(await page.locator("kikimimi-review section.call").getAttribute("lang")).toBe("en");
  });

  test("seeks a recording in its slot, and follows it", async () => {
    await page.evaluate(() => {
      const audio = document.createElement("audio");
      audio.slot = "audio";
      const bytes = new Uint8Array(44 + 8000 * 72).fill(128);
      const view = new DataView(bytes.buffer);
      new TextEncoder().encodeInto("RIFF", bytes.subarray(0));
      new TextEncoder().encodeInto("WAVEfmt ", bytes.subarray(8));
      new TextEncoder().encodeInto("data", bytes.subarray(36));
      for (const [at, n] of [
        [4, bytes.length - 8],
        [16, 16],
        [24, 8000],
        [28, 8000],
        [40, bytes.length - 44],
      ] as const)
        view.setUint32(at, n, true);
      for (const [at, n] of [
        [20, 1],
        [22, 1],
        [32, 1],
        [34, 8],
      ] as const)
        view.setUint16(at, n, true);
      audio.src = URL.createObjectURL(new Blob([bytes], { type: "audio/wav" }));
      document.querySelector("kikimimi-review")?.append(audio);
      return new Promise((done) => audio.addEventListener("loadedmetadata", done));
    });
    await draw(powerCall);
    const place = () => page.evaluate(() => document.querySelector("audio")?.currentTime ?? -1);
    await note("権威の借用").click();
    expect(await place()).toBeCloseTo(54.7, 1);
    await page.locator("kikimimi-review .line.playing#line-8").waitFor();
    await page.locator("kikimimi-review #line-4 button.time").click();
    await page.locator("kikimimi-review .line.playing#line-4").waitFor();
    expect(await place()).toBeGreaterThanOrEqual(25.4);
    expect(await page.locator("kikimimi-review #line-4 button.time").getAttribute("aria-label")).toBe("0:25 から再生");
  });

  test("a hostile transcript shows as text, and its invisible characters show", async () => {
    await draw(hostileCall);
    const lines = page.locator("kikimimi-review .words");
    // A lone surrogate cannot cross the protocol; every other character must be there, in order.
    for (const [i, text] of hostileLines.entries())
      expect(await lines.nth(i).evaluate((words) => words.textContent)).toBe(text);
    expect(
      await page
        .locator("kikimimi-review #line-3 .unseen")
        .evaluateAll((all) => all.map((e) => e.getAttribute("data-code"))),
    ).toEqual(["U+202E", "U+202C", "U+2066", "U+2069", "U+200F", "U+200E", "U+061C"]);
    await page.locator("kikimimi-review button.note").first().click();
    expect(await page.locator("kikimimi-review .detail.open .message").innerText()).toContain("<img src=x");
    expect(await page.evaluate(() => Reflect.get(globalThis, "pwned"))).toBeUndefined();
    expect(await page.locator("kikimimi-review").locator("script, img, i, [onload], [onerror]").count()).toBe(0);
    // The words before the override stay where they are read: left of the digits.
    const order = await page.locator("kikimimi-review #line-3 .words").evaluate((words) => {
      const range = document.createRange();
      const all: number[] = [];
      const walk = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
      for (let node = walk.nextNode(); node; node = walk.nextNode())
        for (let i = 0; i < (node.textContent?.length ?? 0); i++) {
          if (!/[口座は4321です]/.test(node.textContent?.[i] ?? "")) continue;
          range.setStart(node, i);
          range.setEnd(node, i + 1);
          all.push(range.getBoundingClientRect().left);
        }
      return all;
    });
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  test("without a transcript the findings are still there, and evidence leads nowhere", async () => {
    await draw(powerCall);
    await page.evaluate(() => {
      (document.querySelector("kikimimi-review") as KikimimiReview).transcript = null;
    });
    await page.locator("kikimimi-review .empty").waitFor();
    expect(await page.locator("kikimimi-review .about button.note").count()).toBe(7);
    await note("権威の借用").click();
    expect(await page.locator("kikimimi-review .detail.open .evidence:enabled").count()).toBe(0);
    expect(problems).toEqual([]);
  });

  test.each([
    ["no fields at all", "{}", "report.callId ≠ string"],
    ["its JSON", '"{}"', "report ≠ { … }"],
    ["findings of a severity that is none", "severity", 'report.findings[0].severity ≠ "critical"'],
  ])("a wrong report (%s) is drawn as none, and told once", async (_, wrong, told) => {
    await draw(powerCall);
    const seen = await page.evaluate(
      async ([{ report }, wrong]) => {
        const review = document.querySelector("kikimimi-review") as KikimimiReview;
        const [first, ...others] = report.findings;
        const value =
          wrong === "severity"
            ? { ...report, findings: [{ ...first, severity: "fatal" }, ...others] }
            : JSON.parse(wrong);
        Object.assign(review, { report: value });
        await Reflect.get(review, "updateComplete");
        review.select("x");
        review.locale = "en";
        await Reflect.get(review, "updateComplete");
        return review.shadowRoot?.querySelectorAll("*:not(style)").length;
      },
      [powerCall, wrong] as const,
    );
    expect(seen).toBe(0);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain("kikimimi-review: report の形が違う");
    expect(problems[0]).toContain(told);
    problems.length = 0;
    await draw(powerCall);
    expect(await page.locator("kikimimi-review button.note").count()).toBe(7);
    expect(problems).toEqual([]);
  });

  for (const scheme of ["light", "dark"] as const)
    test(`axe finds nothing serious, ${scheme}`, async () => {
      await page.emulateMedia({ colorScheme: scheme });
      await page.addScriptTag({ content: axe.source });
      for (const call of [...calls, hostileCall]) {
        await draw(call);
        const first = page.locator("kikimimi-review button.note").first();
        if (await first.count()) {
          await first.click();
          await page.locator("kikimimi-review .detail.open .dismiss").click();
        }
        expect(await serious(page)).toEqual([]);
        await page.locator("kikimimi-review .mark-switch").click();
        await page.locator("kikimimi-review .plus").last().click();
        await page.locator("kikimimi-review .mark-form select").selectOption({ index: 1 });
        await page.locator("kikimimi-review .mark-form .confirm").click();
        await page.locator("kikimimi-review .mark-bar button").first().click();
        expect(await serious(page)).toEqual([]);
      }
    });

  test("on paper every finding is open and nothing asks to be pressed", async () => {
    await draw(powerCall);
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    expect(await page.locator("kikimimi-review .detail:visible").count()).toBe(7);
    expect(await page.locator("kikimimi-review .actions:visible, kikimimi-review .walk button:visible").count()).toBe(
      0,
    );
  });
});
