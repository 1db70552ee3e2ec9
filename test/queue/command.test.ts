import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { short } from "./calls.js";
import { redisServer, type Server, startRedis } from "./servers.js";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const main = join(import.meta.dirname, "../../dist/cli/main.js");

describe.skipIf(!redisServer)("kikimimi enqueue, work, dead-letters", () => {
  let redis: Server;
  let folder: string;
  beforeAll(async () => {
    redis = await startRedis();
    folder = mkdtempSync(join(tmpdir(), "kikimimi-"));
  });
  afterAll(async () => {
    await redis.remove();
    rmSync(folder, { recursive: true });
  });

  interface Running {
    child: ChildProcess;
    stderr(): string;
    end: Promise<{ status: number | null; stdout: string; stderr: string }>;
  }
  const start = (...args: (string | { cwd: string })[]): Running => {
    const words = args.filter((a) => typeof a === "string");
    const { cwd } = args.find((a) => typeof a === "object") ?? { cwd: folder };
    const child = spawn(process.execPath, [main, ...words, "--redis", redis.url], { cwd });
    const text = { stdout: "", stderr: "" };
    child.stdout.on("data", (chunk) => {
      text.stdout += chunk;
    });
    child.stderr.on("data", (chunk) => {
      text.stderr += chunk;
    });
    const end = new Promise<{ status: number | null; stdout: string; stderr: string }>((resolve) => {
      child.on("close", (status) => resolve({ status, ...text }));
    });
    return { child, stderr: () => text.stderr, end };
  };
  const run = (...args: Parameters<typeof start>) => start(...args).end;
  const lines = (file: string) => readFileSync(file, "utf8").split("\n").filter(Boolean);

  it("takes calls from files to a database, and stops in order on SIGTERM", async () => {
    mkdirSync(join(folder, "calls"));
    for (const id of ["a", "b", "c"]) writeFileSync(join(folder, "calls", `${id}.json`), JSON.stringify(short(id)));
    writeFileSync(join(folder, "calls", "d.json"), "{");
    const put = await run("enqueue", "calls");
    expect(put.status).toBe(2);
    expect(put.stderr).toContain("calls/d.json");
    expect(put.stderr).toContain("3 通話");
    const worker = start("work", "--database", "pglite:results", "--rules-only", "--metrics-port", "0");
    await vi.waitUntil(() => worker.stderr().includes("/metrics"), { timeout: 60_000 });
    const url = /http:\S+\/metrics/u.exec(worker.stderr())?.[0] ?? "";
    const done = async () => (await (await fetch(url)).text()).includes('kikimimi_jobs_total{end="done"} 3');
    await vi.waitUntil(done, { timeout: 60_000, interval: 100 });
    worker.child.kill("SIGTERM");
    const { status, stderr } = await worker.end;
    expect(status).toBe(0);
    expect(stderr).toContain("SIGTERM");
    const database = await PGlite.create(join(folder, "results"));
    const { rows } = await database.query("select call_id from kikimimi_reports order by call_id");
    await database.close();
    expect(rows).toEqual([{ call_id: "a" }, { call_id: "b" }, { call_id: "c" }]);
  });

  it("reads references in the folder it is given and nowhere else, and lists what it gave up", async () => {
    const file = join(folder, "reports.ndjson");
    const archive = join(folder, "archive");
    mkdirSync(archive);
    writeFileSync(join(archive, "in.json"), JSON.stringify(short("in")));
    writeFileSync(join(folder, "out.json"), JSON.stringify(short("out")));
    symlinkSync(join(folder, "out.json"), join(archive, "link.json"));
    const queue = ["--queue", "refs"];
    // References are as they are named here, and are looked for in the worker's folder.
    await run("enqueue", "in.json", "link.json", "../out.json", "--by-reference", ...queue, { cwd: archive });
    const worker = start("work", "--files", "archive", "--output", file, "--rules-only", ...queue);
    const dead = async () => JSON.parse((await run("dead-letters", "--json", ...queue)).stdout);
    await vi.waitUntil(async () => (await dead()).length === 2, { timeout: 60_000, interval: 100 });
    await vi.waitUntil(() => lines(file).length === 1, { timeout: 60_000 });
    worker.child.kill("SIGINT");
    expect((await worker.end).status).toBe(0);
    expect(JSON.parse(lines(file)[0] ?? "").callId).toBe("in");
    const listed = await run("dead-letters", ...queue);
    for (const name of ["link.json", "../out.json"]) expect(listed.stdout).toContain(name);
    expect(listed.stdout).toContain("--files のフォルダーの外");
    expect((await run("dead-letters", "--retry", ...queue)).stderr).toContain("2 通話");
  });
});
