import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { htmlWriter, type PageCall } from "../../src/report/html.js";
import { riskOf } from "../../src/report/risk.js";
import { launch, reportPageCode } from "./browser.js";
import { calls, manyCalls, texts } from "./calls.js";

// Draws the pictures of the README from invented calls: npx tsx test/element/screenshots.ts

let seed = 7;
const chance = (): number => {
  seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
  return seed / 2 ** 32;
};

/** The invented calls with some of their findings, so that the overview has something to tell. */
const varied: PageCall[] = manyCalls(240).map(({ transcript, report }) => {
  const share = 0.2 + chance() * 0.6;
  const findings = report.findings.filter((f) => chance() < share * (f.severity === "critical" ? 0.5 : 1));
  return { transcript, report: { ...report, findings, risk: riskOf(findings) } };
});

const writer = htmlWriter({ code: await reportPageCode(), texts });
const all = [...calls, ...varied];
const file = join(mkdtempSync(join(tmpdir(), "kikimimi-pictures-")), "report.html");
writeFileSync(file, writer.start() + all.map((c) => writer.call(c.transcript, c.report)).join("") + writer.end());
const address = pathToFileURL(file).href;
mkdirSync("docs/images", { recursive: true });

const context = await launch({ width: 1160, height: 1010 });
const page = await context.newPage();
await page.goto(`${address}#/call/1`);
await page.locator("kikimimi-review >> button.note", { hasText: "断られた後の勧誘の継続" }).click();
await page.mouse.move(0, 0);
await page.screenshot({ path: "docs/images/call.png" });
await page.goto(address);
await page.goto("about:blank");
await page.goto(address);
await page.locator("table.calls").waitFor();
await page.screenshot({ path: "docs/images/overview.png" });
await context.close();
