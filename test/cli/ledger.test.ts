import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { Report } from "../../src/report/schema.js";

// Each step is a program of its own, and some machines are slow.
vi.setConfig({ testTimeout: 120_000 });

const main = join(import.meta.dirname, "../../dist/cli/main.js");
let folder: string;
const { KIKIMIMI_KEY: _, ...environment } = process.env;

const run = (...args: string[]) =>
  new Promise<{ status: number; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [main, ...args], { cwd: folder, env: environment }, (error, stdout, stderr) =>
      resolve({ status: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
const call = (callId: string, ...texts: string[]) =>
  writeFileSync(
    join(folder, `${callId}.json`),
    JSON.stringify({ callId, direction: "outbound", utterances: texts.map((text) => ({ speaker: "agent", text })) }),
  );
const risky = "暗証番号を教えていただけますか。";
const free = "こちらは完全無料でご利用いただけます。";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "kikimimi-ledger-"));
  call("one", risky);
  call("two", "お電話ありがとうございます。", free);
});
afterAll(() => rmSync(folder, { recursive: true }));

it("init writes what works, and never writes over it", async () => {
  expect((await run("init", "--preset", "telecom")).status).toBe(0);
  const config = readFileSync(join(folder, "kikimimi.config.yaml"), "utf8");
  expect(config).toContain("\nextends: [telecom]\n");
  writeFileSync(
    join(folder, "kikimimi.words.yaml"),
    `${readFileSync(join(folder, "kikimimi.words.yaml"), "utf8")}# mine\n`,
  );
  expect((await run("init")).stdout).toContain("そのまま");
  expect(readFileSync(join(folder, "kikimimi.config.yaml"), "utf8")).toBe(config);
  expect(readFileSync(join(folder, "kikimimi.words.yaml"), "utf8")).toMatch(/# mine\n$/u);
  const check = await run("dictionary", "check");
  expect([check.status, check.stdout]).toEqual([0, expect.stringContaining("外れた例 0")]);
});

it("a baseline lets old findings pass, new ones fail, whatever the order of files", async () => {
  const write = await run("analyze", "one.json", "--baseline", "base.json", "--write-baseline", "--format", "ndjson");
  expect(write.stderr).toContain("base.json");
  const gate = ["--baseline", "base.json", "--fail-on", "low", "--format", "ndjson"];
  const old = await run("analyze", "one.json", ...gate);
  expect(old.status).toBe(0);
  expect((JSON.parse(old.stdout) as Report).findings.every((f) => f.known)).toBe(true);
  expect((await run("analyze", "two.json", "one.json", ...gate)).status).toBe(1);
  await run("analyze", "two.json", "one.json", "--baseline", "base.json", "--write-baseline", "--format", "ndjson");
  expect((await run("analyze", "one.json", "two.json", ...gate)).status).toBe(0);
});

it("a suppressed finding is counted apart, by a list that holds nothing of the call", async () => {
  const who = ["--reason", "社内確認の通話", "--by", "佐伯", "--until", "2999-12-31"];
  const bad = await run("suppress", "two.json", "--finding", "pressure/fear", ...who);
  expect([bad.status, bad.stderr]).toEqual([2, expect.stringContaining("custom/entirely-free@1")]);
  expect((await run("suppress", "two.json", "--finding", "custom/entirely-free#2", ...who)).status).toBe(0);
  const list = readFileSync(join(folder, "kikimimi.suppressions.json"), "utf8");
  expect(list).not.toMatch(/完全無料|two/u);
  const { stdout } = await run("analyze", "two.json", "--format", "ndjson");
  const report = JSON.parse(stdout) as Report;
  expect(report.findings.map((f) => f.ruleId)).not.toContain("custom/entirely-free");
  expect(report.suppressed).toMatchObject([{ id: "custom/entirely-free@1", by: "佐伯", until: "2999-12-31" }]);
  expect((await run("analyze", "two.json")).stderr).toContain("見送り 1");

  writeFileSync(join(folder, "kikimimi.suppressions.json"), list.replace("2999-12-31", "2020-01-01"));
  const later = await run("analyze", "two.json", "--format", "ndjson");
  expect(later.stderr).toContain("期限の過ぎた見送り: custom/entirely-free(2020-01-01 まで、佐伯: 社内確認の通話)");
  expect((JSON.parse(later.stdout) as Report).findings.map((f) => f.ruleId)).toContain("custom/entirely-free");
});

it("diff tells what changed between two runs, and its status says whether anything did", async () => {
  await run("analyze", "one.json", "two.json", "--format", "ndjson", "--output", "old.ndjson");
  await run("analyze", "one.json", "two.json", "--format", "json", "--output", "same.json");
  await run("analyze", "one.json", "two.json", "--no-config", "--format", "json", "--output", "new.json");
  expect((await run("diff", "old.ndjson", "same.json")).status).toBe(0);
  const { status, stdout } = await run("diff", "old.ndjson", "new.json");
  expect(status).toBe(1);
  expect(stdout).toContain("- custom/entirely-free #2");
  expect(stdout).not.toContain("完全無料で");
  const json = JSON.parse((await run("diff", "old.ndjson", "new.json", "--format", "json")).stdout) as {
    rules: object;
  };
  expect(json.rules).toHaveProperty(["custom/entirely-free"], { gained: 0, lost: 1 });
  const broken = await run("diff", "old.ndjson", "one.json");
  expect([broken.status, broken.stderr]).toEqual([2, expect.stringContaining("one.json")]);
});

it("says in English what is wrong, where English is asked for", async () => {
  writeFileSync(join(folder, "bad.yaml"), "rules: { pressure/urgencyy: off }\n");
  const { status, stderr } = await run("rules", "--config", "bad.yaml", "--locale", "en");
  expect([status, stderr]).toEqual([
    2,
    "bad.yaml: rules.pressure/urgencyy: there is no such rule → did you mean pressure/urgency?\n",
  ]);
});
