import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { Report } from "../../src/report/schema.js";

vi.setConfig({ testTimeout: 120_000 });

const main = join(import.meta.dirname, "../../dist/cli/main.js");
let folder: string;
let calls: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kikimimi-"));
  calls = join(folder, "calls.ndjson");
  writeFileSync(calls, lines(0, 6));
});
afterEach(() => rmSync(folder, { recursive: true }));

const line = (n: number) =>
  `${JSON.stringify({
    callId: `call-${n}`,
    direction: "outbound",
    utterances: [
      { speaker: "agent", text: n % 2 ? "暗証番号を教えていただけますか。" : "ご注文の品をお届けします。" },
      { speaker: "customer", text: "はい。" },
    ],
  })}\n`;
const lines = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => line(from + i)).join("");

interface End {
  status: number | null;
  stdout: string;
  stderr: string;
}

function start(...args: string[]): { child: ChildProcess; end: Promise<End>; printed(count: number): Promise<void> } {
  const child = spawn(process.execPath, [main, "analyze", "--format", "ndjson", ...args]);
  let stdout = "";
  let stderr = "";
  let heard = () => {};
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
    heard();
  });
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  child.stdin.on("error", () => undefined);
  const end = new Promise<End>((resolve) => {
    child.on("close", (status) => resolve({ status, stdout, stderr }));
  });
  const printed = async (count: number) => {
    while (stdout.split("\n").length <= count)
      await new Promise<void>((resolve) => {
        heard = resolve;
      });
  };
  return { child, end, printed };
}
const run = (...args: string[]) => start(...args).end;
const reportsIn = (text: string) => {
  expect(text.endsWith("\n")).toBe(true);
  return text
    .trimEnd()
    .split("\n")
    .map((l) => Report.parse(JSON.parse(l)));
};

describe("a run that is interrupted", () => {
  it.each([
    ["SIGINT", 130, "1"],
    ["SIGTERM", 143, "2"],
  ] as const)("by %s leaves whole lines, says so, and leaves with %i", async (signal, status, jobs) => {
    const { child, end, printed } = start("-", "--jobs", jobs);
    child.stdin?.write(lines(0, 20_000));
    await printed(3);
    child.kill(signal);
    const { status: left, stdout, stderr } = await end;
    expect(left).toBe(status);
    const ids = reportsIn(stdout).map((r) => r.callId);
    expect(ids).toEqual(ids.map((_, i) => `call-${i}`));
    expect(ids.length).toBeLessThan(20_000);
    expect(stderr).toContain(`中断しました(${signal}): ${ids.length} 通話まで書きました`);
  });

  it("ends while it waits for input, too; what came before is out by then", async () => {
    const { child, end, printed } = start("-");
    child.stdin?.write(lines(0, 2));
    await printed(2);
    child.kill("SIGINT");
    expect((await end).status).toBe(130);
  });

  it("leaves no half file where the file was to appear whole", async () => {
    const file = join(folder, "out.ndjson");
    const { child, end } = start("-", "--output", file);
    child.stdin?.write(lines(0, 2000));
    await vi.waitUntil(() => readdirSync(folder).some((name) => name.endsWith(".part")), { timeout: 60_000 });
    child.kill("SIGINT");
    const { status, stderr } = await end;
    expect(status).toBe(130);
    expect(stderr).toContain("書いていません");
    expect(readdirSync(folder)).toEqual(["calls.ndjson"]);
  });
});

describe("--resume", () => {
  const resume = (file: string, ...more: string[]) => run(calls, "--output", file, "--resume", ...more);
  /** What the six calls bring. */
  let text = "";
  beforeAll(async () => {
    const child = start("-").child;
    child.stdin?.end(lines(0, 6));
    for await (const chunk of child.stdout ?? []) text += chunk;
    expect(reportsIn(text)).toHaveLength(6);
  });

  it("goes on after what is there, a torn line not counted, as if it had never stopped", async () => {
    const begun = join(folder, "begun.ndjson");
    // Torn in the middle of a character of the fourth line.
    const bytes = Buffer.from(text);
    let at = 0;
    for (let i = 0; i < 3; i++) at = bytes.indexOf(10, at) + 1;
    const torn = bytes.findIndex((byte, i) => i > at && byte >= 0xe0) + 1;
    writeFileSync(begun, bytes.subarray(0, torn));
    expect((await resume(begun)).status).toBe(0);
    expect(readFileSync(begun, "utf8")).toBe(text);
    // Once more there is nothing left to do, but what was found then still counts.
    expect((await resume(begun, "--fail-on", "high")).status).toBe(1);
    expect(readFileSync(begun, "utf8")).toBe(text);
  });

  it("goes on after an interruption", async () => {
    const file = join(folder, "out.ndjson");
    writeFileSync(calls, lines(0, 3000));
    const { child, end } = start(calls, "--output", file, "--resume");
    await vi.waitUntil(() => existsSync(file) && statSync(file).size > 0, { timeout: 60_000 });
    child.kill("SIGTERM");
    expect((await end).status).toBe(143);
    const first = reportsIn(readFileSync(file, "utf8")).length;
    expect(first).toBeLessThan(3000);
    expect((await resume(file)).status).toBe(0);
    expect(reportsIn(readFileSync(file, "utf8")).map((r) => r.callId)).toEqual(
      Array.from({ length: 3000 }, (_, i) => `call-${i}`),
    );
  });

  it("knows again the calls that brought no line because they cannot be read", async () => {
    const file = join(folder, "out.ndjson");
    const input = `${line(0)}{"callId":"bad","utterances":7}\n${line(2)}${line(3)}`;
    writeFileSync(calls, input);
    expect((await resume(file)).status).toBe(2);
    const whole = readFileSync(file, "utf8");
    writeFileSync(file, whole.slice(0, whole.indexOf("\n", whole.indexOf("\n") + 1) + 1));
    expect((await resume(file)).status).toBe(2);
    expect(readFileSync(file, "utf8")).toBe(whole);
  });

  const firstLine = (all: string) => all.slice(0, all.indexOf("\n") + 1);
  it.each([
    ["of other calls", (all: string) => all.replace('"call-1"', '"call-9"'), "順番"],
    ["of more calls", (all: string) => all + all, "入力にない"],
    ["of no reports", () => "{}\n", "読めません"],
    ["of other rules", (all: string) => firstLine(all).replace(/"pack":"[^"]*"/, '"pack":"0.0.0+0"'), "0.0.0"],
  ])("refuses a file %s, and leaves it as it is", async (_, change, says) => {
    const file = join(folder, "out.ndjson");
    const changed = change(text);
    writeFileSync(file, changed);
    const { status, stderr } = await resume(file);
    expect(status).toBe(2);
    expect(stderr).toContain(says);
    expect(readFileSync(file, "utf8")).toBe(changed);
  });

  it.each([["--locale", "en"], ["--rules-only"]])(
    "refuses to go on with %s where it was begun without",
    async (...more) => {
      const file = join(folder, "out.ndjson");
      const begun = firstLine(text) + firstLine(text.slice(firstLine(text).length));
      writeFileSync(file, begun);
      const { status, stderr } = await resume(file, ...more);
      expect(status).toBe(2);
      expect(stderr).toMatch(/別の規則・辞書・重み|has another report/u);
      expect(readFileSync(file, "utf8")).toBe(begun);
    },
  );

  it("does not write a baseline that lacks what was done before", async () => {
    const file = join(folder, "out.ndjson");
    const { status, stderr } = await resume(file, "--baseline", join(folder, "b.json"), "--write-baseline");
    expect(status).toBe(2);
    expect(stderr).toContain("--write-baseline");
  });

  it("asks for lines in a file", async () => {
    expect((await run(calls, "--resume")).stderr).toContain("--output");
    const json = ["--format", "json", "--output", join(folder, "o.json")];
    expect((await run(calls, "--resume", ...json)).status).toBe(2);
  });
});

describe("output that cannot be written", () => {
  it.skipIf(!existsSync("/dev/full"))("on a full disk is one clear line and 2", async () => {
    for (const redirect of [`> /dev/full`, `--output /dev/full`]) {
      const failure = (() => {
        try {
          execFileSync("sh", ["-c", `"${process.execPath}" "${main}" analyze "${calls}" --format ndjson ${redirect}`], {
            stdio: "pipe",
          });
        } catch (error) {
          return error as { status: number; stderr: Buffer };
        }
      })();
      expect(failure?.status).toBe(2);
      expect(failure?.stderr.toString().trim().split("\n")).toHaveLength(1);
      expect(failure?.stderr.toString()).toContain("空き容量");
    }
  });

  it("in a folder that is not there is one clear line and 2", async () => {
    const { status, stderr } = await run(calls, "--output", join(folder, "none", "out.ndjson"));
    expect(status).toBe(2);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toContain("フォルダーがありません");
  });

  it("because its reader left ends quietly, as the shell expects", async () => {
    writeFileSync(calls, lines(0, 2000));
    const script = `"${process.execPath}" "${main}" analyze "${calls}" --format ndjson; echo "left $?" >&2`;
    const child = spawn("sh", ["-c", `{ ${script}; } | head -n 1 >/dev/null`]);
    let stderr = "";
    child.stderr.on("data", (chunk) => {
      stderr += chunk;
    });
    await new Promise((resolve) => child.on("close", resolve));
    expect(stderr).toBe("left 141\n");
  });

  it("keeps a device a device, and a link a link", async () => {
    expect((await run(calls, "--output", "/dev/null")).status).toBe(0);
    expect(statSync("/dev/null").isCharacterDevice()).toBe(true);
    const [real, link] = [join(folder, "real.ndjson"), join(folder, "link.ndjson")];
    writeFileSync(real, "old");
    symlinkSync(real, link);
    expect((await run(calls, "--output", link)).status).toBe(0);
    expect(reportsIn(readFileSync(real, "utf8"))).toHaveLength(6);
    expect(readFileSync(link, "utf8")).toBe(readFileSync(real, "utf8"));
  });
});
