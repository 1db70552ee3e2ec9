import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Report } from "../../src/report/schema.js";

const main = join(import.meta.dirname, "../../dist/cli/main.js");
let folder: string;

interface Run {
  status: number;
  stdout: string;
  stderr: string;
}

const run = (args: string[], input?: string): Promise<Run> =>
  new Promise((resolve) => {
    const child = execFile(process.execPath, [main, ...args], { maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      const status = error ? (typeof error.code === "number" ? error.code : 1) : 0;
      resolve({ status, stdout, stderr });
    });
    child.stdin?.end(input ?? "");
  });

const call = (callId: string, text: string) =>
  JSON.stringify({
    callId,
    direction: "outbound",
    utterances: [
      { speaker: "agent", text },
      { speaker: "customer", text: "はい。" },
    ],
  });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "kikimimi-"));
  writeFileSync(join(folder, "a-risky.json"), call("risky", "暗証番号を教えていただけますか。"));
  writeFileSync(join(folder, "b-broken.json"), '{"callId": "broken", "utterances": [');
  writeFileSync(
    join(folder, "c-plain.txt"),
    "オペレーター：お電話ありがとうございます。\nお客様：予約をお願いします。\nオペレーター：かしこまりました。\n",
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("kikimimi analyze", () => {
  it("reads a folder of mixed formats; one broken file costs one line and status 2, not the others", async () => {
    const { status, stdout, stderr } = await run(["analyze", folder, "--format", "json"]);
    expect(status).toBe(2);
    const reports = Report.array().parse(JSON.parse(stdout));
    expect(reports).toHaveLength(2);
    expect(reports[0]?.findings.map((f) => f.ruleId)).toContain("personal-data/credential");
    const complaints = stderr.split("\n").filter((l) => l.includes("b-broken.json"));
    expect(complaints).toHaveLength(1);
  });

  it.each([
    ["contact-lens", "Categories"],
    ["vcon", "vendor"],
    ["csv", "personal-data/credential"],
    ["markdown", "暗証番号"],
    ["html", "<!doctype html>"],
  ])("writes %s", async (format, part) => {
    const { status, stdout } = await run(["analyze", join(folder, "a-risky.json"), "--format", format]);
    expect(status).toBe(0);
    expect(stdout.toLowerCase()).toContain(part.toLowerCase());
  });

  it("takes the columns of a table by the names they are given", async () => {
    const file = join(folder, "own-columns.tsv");
    writeFileSync(file, "だれ\tせりふ\n担当\t暗証番号を教えていただけますか。\n客\tいやです。\n");
    const args = ["analyze", file, "--format", "json", "--direction", "outbound", "--agent-label", "担当", "--column"];
    const { status, stdout } = await run([...args, "speaker=だれ", "text=せりふ"]);
    rmSync(file);
    expect(status).toBe(0);
    expect(stdout).toContain("personal-data/credential");
    expect((await run([...args, "speaker"])).status).toBe(2);
  });

  it("prints one report a line with ndjson, from standard input too", async () => {
    const { status, stdout } = await run(
      ["analyze", "-", "--format", "ndjson"],
      `${call("one", "はい。")}\n${call("two", "はい。")}\n`,
    );
    expect(status).toBe(0);
    expect(
      stdout
        .trim()
        .split("\n")
        .map((l) => Report.parse(JSON.parse(l)).callId),
    ).toEqual(["one", "two"]);
  });

  it("shows a supervisor the line, the reason, the law and what to say instead", async () => {
    const { stdout } = await run(["analyze", join(folder, "a-risky.json")]);
    for (const part of ["暗証番号を教えていただけますか", "なぜ", "言い換え"]) expect(stdout).toContain(part);
    // No colours where the output is not a terminal.
    expect(stdout).not.toContain("\u001b[");
  });

  it("leaves with 1 on --fail-on, and prints no less", async () => {
    const { status, stdout } = await run([
      "analyze",
      join(folder, "a-risky.json"),
      "--format",
      "ndjson",
      "--fail-on",
      "high",
    ]);
    expect(status).toBe(1);
    expect(stdout).toContain("credential");
  });

  it("writes the output file whole or not at all", async () => {
    const file = join(folder, "out.json");
    await run(["analyze", join(folder, "a-risky.json"), "--format", "json", "--output", file]);
    expect(JSON.parse(readFileSync(file, "utf8"))).toHaveLength(1);
    expect(readdirSync(folder).filter((n) => n.includes(".part"))).toEqual([]);
  });

  it("leaves with 2 on a usage error and says what is accepted", async () => {
    const { status, stderr } = await run(["analyze", folder, "--format", "pdf"]);
    expect(status).toBe(2);
    expect(stderr).toContain("pretty");
  });

  it("never prints transcript text on standard error", async () => {
    const secret = join(folder, "d-secret.json");
    writeFileSync(
      secret,
      '{"callId":"x","utterances":[{"speaker":"agent","text":"山田花子です"},{"speaker":"nobody","text":"090-0000-0000"}]}',
    );
    const { stderr } = await run(["analyze", secret]);
    expect(stderr).toContain("d-secret.json");
    expect(stderr).not.toMatch(/山田|090/u);
    rmSync(secret);
  });
});

describe("kikimimi rules and explain", () => {
  it("lists every rule with its severity", async () => {
    const { stdout } = await run(["rules", "--json"]);
    const ids = (JSON.parse(stdout) as { id: string }[]).map((r) => r.id);
    expect(ids).toContain("personal-data/request");
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("explains a rule, and names the near ones where there is none of that name", async () => {
    expect((await run(["explain", "personal-data/request"])).stdout).toContain("言い換え");
    const { status, stderr } = await run(["explain", "personal-data"]);
    expect(status).toBe(2);
    expect(stderr).toContain("personal-data/request");
  });
});
