import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { readCorpus } from "../../src/evaluation/corpus.js";
import { Finding, Report } from "../../src/report/schema.js";
import { testAnalyzer } from "../engine.js";

const main = join(import.meta.dirname, "../../dist/cli/main.js");
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "kikimimi-live-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Event {
  event: "finding" | "retracted" | "report";
  callId: string;
  partial?: boolean;
  finding?: Finding;
  findingId?: string;
  report?: Report;
}

/** The command as a recogniser drives it: lines go in one by one, and what comes out is awaited. */
class Live {
  readonly child: ChildProcessWithoutNullStreams;
  stdout = "";
  stderr = "";
  readonly ended: Promise<number | NodeJS.Signals | null>;
  #read = 0;

  constructor(...args: string[]) {
    this.child = spawn(process.execPath, [main, "live", ...args]);
    this.child.stdout.on("data", (text) => {
      this.stdout += text;
    });
    this.child.stderr.on("data", (text) => {
      this.stderr += text;
    });
    this.ended = new Promise((resolve) => this.child.on("close", (code, signal) => resolve(code ?? signal)));
  }
  say(...lines: unknown[]): this {
    for (const line of lines) this.child.stdin.write(`${typeof line === "string" ? line : JSON.stringify(line)}\n`);
    return this;
  }
  events(): Event[] {
    return this.stdout
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Event);
  }
  /** The next event, which must come before anything else is said or the input ends. */
  async next(): Promise<Event> {
    while (this.stdout.split("\n").length - 1 <= this.#read)
      await new Promise((resolve) => this.child.stdout.once("data", resolve));
    return this.events()[this.#read++] as Event;
  }
  async end(): Promise<number | NodeJS.Signals | null> {
    this.child.stdin.end();
    return this.ended;
  }
}

const running: Live[] = [];
const live = (...args: string[]) => {
  const one = new Live(...args);
  running.push(one);
  return one;
};
afterEach(() => {
  for (const { child } of running.splice(0)) child.kill("SIGKILL");
});

const agent = (text: string, more: object = {}) => ({ speaker: "agent", text, ...more });
const ASKS = "暗証番号を教えていただけますか";

describe("kikimimi live", () => {
  it("gives a finding while the call goes on, takes it back, and ends with the report of analyze()", async () => {
    const call = live("--direction", "outbound");
    call.say(agent(ASKS, { partial: true }));
    const early = await call.next();
    expect(early).toMatchObject({ event: "finding", callId: "live", partial: true });
    expect(Finding.parse(early.finding).category).toBe("personal-data");
    const denial = agent("お電話で暗証番号を教えていただくことは一切ございません。");
    call.say(denial);
    expect(await call.next()).toEqual({ event: "retracted", callId: "live", findingId: early.finding?.id });
    const claim = agent(`${ASKS}。`);
    call.say(claim);
    expect(await call.next()).toMatchObject({ event: "finding", finding: { utteranceIndex: 1 } });
    expect(await call.end()).toBe(0);
    const last = call.events().at(-1);
    const analyzer = await testAnalyzer();
    const utterances = [denial, claim] as never;
    expect(last?.report).toEqual(analyzer.analyze({ callId: "live", direction: "outbound", utterances }));
    expect(call.stderr).toBe("");
  });

  it("hears many calls at once, each with its own start and end; reports go to the file", async () => {
    const { calls } = readCorpus(["fixtures/calls"]);
    const some = calls.slice(0, 6).map((c) => c.transcript);
    const file = join(folder, "reports.ndjson");
    const command = live("--report", file);
    for (const { utterances: _, ...start } of some) command.say(start);
    const longest = Math.max(...some.map((t) => t.utterances.length));
    for (let i = 0; i < longest; i++)
      for (const { callId, utterances } of some) if (utterances[i]) command.say({ callId, ...utterances[i] });
    command.say({ callId: some[2]?.callId, end: true });
    expect(await command.end()).toBe(0);
    const reports = readFileSync(file, "utf8")
      .trim()
      .split("\n")
      .map((line) => Report.parse(JSON.parse(line)));
    const analyzer = await testAnalyzer();
    const order = [some[2], ...some.filter((_, i) => i !== 2)] as typeof some;
    expect(reports).toEqual(order.map((t) => analyzer.analyze(t)));
    expect(command.events().map((e) => e.event)).not.toContain("report");
    expect(new Set(command.events().map((e) => e.callId)).size).toBeGreaterThan(1);
  });

  it("names a bad line by its number, never by its text, and goes on", async () => {
    const command = live();
    command.say(
      "口座は 1234567",
      { callId: "x", direction: "outbound" },
      { callId: "x", speaker: "山田花子", text: "090-0000-0000" },
      "",
      { callId: "x", ...agent("はい。"), partial: "no" },
      { callId: "x", ...agent("はい。") },
      { callId: "x", direction: "inbound" },
      { callId: "never", end: true },
      "[]",
    );
    expect(await command.end()).toBe(2);
    const lines = command.stderr.trim().split("\n");
    expect(lines.map((l) => /^(\d+)行目: (?:(\w+): )?/u.exec(l)?.slice(1))).toEqual([
      ["1", undefined],
      ["3", "speaker"],
      ["5", "partial"],
      ["7", undefined],
      ["8", "callId"],
      ["9", undefined],
    ]);
    expect(command.stderr).not.toMatch(/1234567|山田|090/u);
    expect(command.events().map((e) => [e.event, e.callId])).toEqual([["report", "x"]]);
  });

  it("names it in English when asked", async () => {
    const command = live("--locale", "en");
    command.say("x", { speaker: "nobody", text: "はい。" }, { callId: "x", direction: "up" });
    expect(await command.end()).toBe(2);
    expect(command.stderr).toMatch(/^(?:line \d: [\x20-\x7e…]+\(expected: [\x20-\x7e…]+\n){3}$/u);
    // What cannot be read begins no call, so that there is nothing to report.
    expect(command.stdout).toBe("");
  });

  it.each(["SIGINT", "SIGTERM"] as const)("closes every call on %s and leaves nothing half written", async (signal) => {
    const file = join(folder, `${signal}.ndjson`);
    const command = live("--report", file, "--direction", "outbound");
    command.say(agent(`${ASKS}。`, { callId: "a" }), { callId: "b", ...agent("はい。") });
    await command.next();
    command.child.kill(signal);
    expect(await command.ended).toBe(0);
    const reports = readFileSync(file, "utf8").trim().split("\n");
    expect(reports.map((r) => Report.parse(JSON.parse(r)).callId)).toEqual(["a", "b"]);
    expect(readdirSync(folder).filter((n) => n.endsWith(".part"))).toEqual([]);
  });

  it("prints hostile text as data: one event a line for every reader, and the text unharmed", async () => {
    const command = live("--direction", "outbound");
    const text = `</script>]]>\u2028${ASKS}\u2029\u202e`;
    command.say(agent(text));
    expect(await command.end()).toBe(0);
    expect(command.stdout).not.toMatch(/[\u2028\u2029]/u);
    const [event] = command.events();
    expect(event?.finding?.quote).toBe(text.slice(event?.finding?.span?.start, event?.finding?.span?.end));
  });

  it("shows lines to people, in which nothing of the transcript steers the terminal", async () => {
    const command = live("--format", "pretty", "--locale", "en", "--direction", "outbound");
    const hostile = "\u001b[2J\u202e\u0007";
    command.say({ callId: `c${hostile}`, ...agent(`${hostile}${ASKS}`, { partial: true }) });
    command.say({ callId: `c${hostile}`, ...agent("暗証番号はお聞きしません。") });
    expect(await command.end()).toBe(0);
    expect(command.stderr).toBe("");
    expect(command.stdout).toMatch(/\(so far\)/u);
    expect(command.stdout).toMatch(/taken back/u);
    expect(command.stdout).toMatch(/nothing found/u);
    expect(command.stdout).not.toMatch(/[\u001b\u202e\u0007]/u);
  });
});
