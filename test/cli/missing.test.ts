import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

const main = join(import.meta.dirname, "../../dist/cli/main.js");
const folder = mkdtempSync(join(tmpdir(), "kikimimi-"));
writeFileSync(join(folder, "call.json"), '{"callId":"c","utterances":[{"speaker":"agent","text":"はい"}]}');
afterAll(() => rmSync(folder, { recursive: true }));

// What is named and cannot be used is one line and status 2, and no trace of the program.
test.each([
  ["a dictionary that is not there", ["dictionary", "check", "nope.yaml"], "nope.yaml"],
  ["a folder for a dictionary", ["dictionary", "check", "."], ""],
  ["a folder of labels that is not there", ["evaluate", "nope"], "nope"],
  ["an encoding that there is not", ["analyze", "call.json", "--encoding", "klingon"], "encoding"],
  ["a limit that there is not", ["analyze", "call.json", "--limit", "maxFun=1"], "maxFun"],
  ["a limit that is no number", ["analyze", "call.json", "--limit", "maxBytes=many"], "maxBytes"],
])("%s", (_, args, named) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { cwd: folder, encoding: "utf8" });
  expect(status).toBe(2);
  expect(stdout).toBe("");
  expect(stderr.trim().split("\n")).toHaveLength(1);
  expect(stderr).toContain(named);
});
