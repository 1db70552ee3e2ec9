import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { diff } from "../../src/cli/diff.js";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kikimimi-diff-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  vi.restoreAllMocks();
  process.exitCode = 0;
});

function reports(name: string, ...callIds: string[]): string {
  const file = join(folder, name);
  const line = (callId: string) => JSON.stringify({ callId, risk: { level: "low", score: 0 }, findings: [] });
  writeFileSync(file, callIds.map((id) => `${line(id)}\n`).join(""));
  return file;
}

async function compared(old: string, now: string, locale: "ja" | "en"): Promise<{ out: string; err: string[] }> {
  const err: string[] = [];
  let out = "";
  vi.spyOn(process.stderr, "write").mockImplementation((text) => err.push(String(text)) > 0);
  vi.spyOn(console, "log").mockImplementation((text) => {
    out += text;
  });
  await diff(old, now, { format: "json", locale, config: false });
  return { out, err };
}

it("says in one line which names more than one call has, and that these are paired in order", async () => {
  const old = reports("old.ndjson", "a", "b", "a", "a");
  const { out, err } = await compared(old, reports("new.ndjson", "a", "b"), "ja");
  expect(err).toEqual([`${old}: 同じ名前の通話があります (1 件: a)。出てきた順に対にしました\n`]);
  expect(JSON.parse(out)).toMatchObject({ calls: { compared: 2, onlyOld: ["a", "a"] } });
});

it("names three of them, and says so in English", async () => {
  const now = reports("new.ndjson", ..."abcdabcd");
  const { err } = await compared(reports("old.ndjson", ..."abcd"), now, "en");
  expect(err).toEqual([`${now}: calls share a name (4: a, b, c, …); they were paired in order\n`]);
});

it("says nothing where each call has a name of its own", async () => {
  const { err } = await compared(reports("old.ndjson", "a", "b"), reports("new.ndjson", "b", "a"), "ja");
  expect(err).toEqual([]);
});
