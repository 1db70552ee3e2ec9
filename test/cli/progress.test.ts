import { expect, test } from "vitest";
import { drawProgress } from "../../src/cli/progress.js";
import { summaryTable, Tally } from "../../src/cli/summary.js";
import type { Report } from "../../src/report/schema.js";

const report = (
  level: Report["risk"]["level"],
  ...found: [string, Report["findings"][number]["severity"]][]
): Report => ({
  schemaVersion: 1,
  pack: "t",
  callId: "c",
  direction: { value: "outbound", source: "declared" },
  risk: { level, score: 0 },
  checklist: [],
  findings: found.map(([category, severity], i) => ({
    id: String(i),
    ruleId: `${category}/x`,
    category,
    severity,
    confidence: 1,
    utteranceIndex: null,
    span: null,
    quote: null,
    message: "",
    advice: "",
    evidence: [],
    legalBasis: [],
  })),
});

const terminal = (isTTY: boolean, columns = 80) => {
  const written: string[] = [];
  return { isTTY, columns, written, write: (text: string) => written.push(text) };
};

test("a terminal is told files, calls, findings, rate and time left, by the bytes that are done", () => {
  const tally = new Tally();
  const screen = terminal(true);
  let time = 0;
  const sizes = new Map([
    ["a", 100],
    ["b", 100],
    ["c", 200],
  ]);
  const progress = drawProgress(screen, tally, "ja", sizes, () => time);
  time = 4000;
  tally.add(report("high", ["pressure", "high"]));
  progress.seen("a");
  expect(screen.written.at(-1)).toBe("ファイル 1/3  通話 1  指摘 1  毎秒 0.3 通話");
  time = 8000;
  tally.add(report("none"));
  progress.seen("b");
  expect(screen.written.at(-1)).toBe("ファイル 2/3  通話 2  指摘 1  毎秒 0.3 通話  残り約 0:24");
});

test("the line is never as wide as the terminal, and can be taken away once", () => {
  const tally = new Tally();
  const screen = terminal(true, 24);
  const progress = drawProgress(screen, tally, "en", undefined, () => 0);
  progress.seen("a");
  expect(screen.written).toEqual(["files 1  calls 0"]);
  progress.clear();
  progress.clear();
  expect(screen.written.slice(1)).toEqual(["\r\u001b[2K"]);
});

test("anything but a terminal is told nothing", () => {
  const pipe = terminal(false);
  const progress = drawProgress(pipe, new Tally(), "ja", undefined, () => 0);
  progress.seen("a");
  progress.clear();
  expect(pipe.written).toEqual([]);
});

test("the tables add up, by risk, by category and by severity, columns under each other", () => {
  const tally = new Tally();
  tally.add(report("critical", ["personal-data", "critical"], ["pressure", "medium"]));
  tally.add(report("medium", ["pressure", "medium"]));
  tally.add(report("none"));
  const rows = summaryTable(tally, "en", false).split("\n");
  expect(rows[1]?.split(/\s{2,}/u)).toEqual(["Calls", "Critical", "High", "Medium", "Low", "None", "All"]);
  expect(rows[2]?.trim().split(/\s+/u)).toEqual(["1", "0", "1", "0", "1", "3"]);
  expect(rows[5]?.split(/\s{2,}/u)).toEqual(["Pressure", "0", "0", "2", "0", "2"]);
  expect(rows[7]?.split(/\s{2,}/u)).toEqual(["All", "1", "0", "2", "0", "3"]);
  expect(new Set(rows.slice(4, 8).map((r) => r.length)).size).toBe(1);
});
