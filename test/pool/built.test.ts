import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it, vi } from "vitest";

const root = join(import.meta.dirname, "../..");
const run = async (...args: string[]) =>
  (await promisify(execFile)(process.execPath, args, { cwd: root, maxBuffer: 1 << 26 })).stdout;

// Threads compile the dictionaries as they start, which takes long where other tests run.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

describe("the built package", () => {
  it.each([
    ["ES module", "import { analyzePool } from 'kikimimi';", "--input-type=module"],
    ["CommonJS", "const { analyzePool } = require('kikimimi');", "--input-type=commonjs"],
  ])("finds the file of its threads from an %s", async (_, load, type) => {
    const program = `${load}
      (async () => {
        const pool = await analyzePool({ threads: 1 });
        const utterances = [{ speaker: "agent", text: "暗証番号を教えていただけますか。" }];
        const bad = await pool.analyze({ callId: "", utterances: [] }).catch((error) => error);
        const { findings } = await pool.analyze({ callId: "a", direction: "outbound", utterances });
        // The pool is left open: one that nobody waits for does not keep the process alive.
        console.log(JSON.stringify([bad.name, bad.code, findings[0].ruleId]));
      })();`;
    expect(JSON.parse(await run(type, "-e", program))).toEqual([
      "KikimimiError",
      "bad-transcript",
      "personal-data/credential",
    ]);
  });

  it("prints the same bytes whatever the number of jobs", async () => {
    const analyze = (jobs: string) =>
      run("dist/cli/main.js", "analyze", "fixtures/calls", "--format", "json", "--jobs", jobs);
    const alone = await analyze("1");
    expect(JSON.parse(alone).length).toBeGreaterThan(5);
    expect(await analyze("3")).toBe(alone);
  });

  it("refuses a number of jobs that makes no sense", async () => {
    const failure = await run("dist/cli/main.js", "analyze", "fixtures/calls", "--jobs", "many").catch((e) => e);
    expect(failure.code).toBe(2);
    expect(failure.stderr).toContain("auto");
  });
});
