import { describe, expect, test } from "vitest";
import { choose, noFilter } from "../../src/element/page/choose.js";
import { byAgent, byCategory, byLevel, overTime } from "../../src/element/page/tally.js";
import type { CallRow } from "../../src/report/html.js";
import { texts } from "./calls.js";

const row = (callId: string, more: Partial<CallRow> = {}): CallRow => ({
  callId,
  level: "none",
  score: 0,
  direction: "outbound",
  lengthMs: null,
  findings: [],
  ...more,
});
const urgency = { id: "1", ruleId: "pressure/urgency", category: "pressure", severity: "medium" } as const;
const request = { id: "2", ruleId: "personal-data/request", category: "personal-data", severity: "critical" } as const;
const rows = [
  row("c-10", {
    level: "medium",
    score: 20,
    agent: "三枝",
    startedAt: "2026-05-02T10:00:00+09:00",
    findings: [urgency],
  }),
  row("c-2", {
    level: "critical",
    score: 80,
    agent: "ハセベ",
    startedAt: "2026-05-01T23:30:00+09:00",
    lengthMs: 9000,
    findings: [request, urgency],
  }),
  row("c-1", { lengthMs: 60_000 }),
];
const chosen = (filter = {}, order: Parameters<typeof choose>[2] = { column: "callId", descending: false }) =>
  choose(rows, { ...noFilter, ...filter }, order, texts, "ja").map((i) => rows[i]?.callId);

describe("filter", () => {
  test("by level and above, or exactly", () => {
    expect(chosen({ level: "medium" })).toEqual(["c-2", "c-10"]);
    expect(chosen({ level: "medium", only: true })).toEqual(["c-10"]);
  });
  test("by rule, category and agent", () => {
    expect(chosen({ rule: "personal-data/request" })).toEqual(["c-2"]);
    expect(chosen({ rule: "pressure" })).toEqual(["c-2", "c-10"]);
    expect(chosen({ agent: "三枝" })).toEqual(["c-10"]);
  });
  test("by words of the rule's title, the call and the agent, whatever their width and kana", () => {
    expect(chosen({ text: "個人情報" })).toEqual(["c-2"]);
    expect(chosen({ text: "Ｃ－１０" })).toEqual(["c-10"]);
    expect(chosen({ text: "はせべ 希少" })).toEqual(["c-2"]);
    expect(chosen({ text: "はせべ 応対不備" })).toEqual([]);
  });
});

describe("order", () => {
  test("ids by their numbers", () => expect(chosen()).toEqual(["c-1", "c-2", "c-10"]));
  test("gravest first", () => expect(chosen({}, { column: "risk", descending: true })).toEqual(["c-2", "c-10", "c-1"]));
  test("what is not known comes last either way", () => {
    expect(chosen({}, { column: "length", descending: false })).toEqual(["c-2", "c-1", "c-10"]);
    expect(chosen({}, { column: "length", descending: true })).toEqual(["c-1", "c-2", "c-10"]);
    expect(chosen({}, { column: "startedAt", descending: true }).at(-1)).toBe("c-1");
  });
});

describe("tallies", () => {
  test("calls by level", () => expect(byLevel(rows)).toEqual({ critical: 1, high: 0, medium: 1, low: 0, none: 1 }));
  test("findings by category and rule, most first", () => {
    expect(byCategory(rows)).toEqual([
      { category: "pressure", findings: 2, rules: [{ ruleId: "pressure/urgency", findings: 2 }] },
      { category: "personal-data", findings: 1, rules: [{ ruleId: "personal-data/request", findings: 1 }] },
    ]);
  });
  test("agents, where they are given", () => {
    expect(byAgent(rows)).toEqual([
      { agent: "ハセベ", calls: 1, severe: 1, findings: 2 },
      { agent: "三枝", calls: 1, severe: 0, findings: 1 },
    ]);
  });
  test("days by the wall clock of the call, with the empty ones between", () => {
    const later = row("c-3", { startedAt: "2026-05-04T00:10:00+09:00" });
    expect(overTime([...rows, later]).map((t) => [t.period, t.total])).toEqual([
      ["2026-05-01", 1],
      ["2026-05-02", 1],
      ["2026-05-03", 0],
      ["2026-05-04", 1],
    ]);
  });
  test("months where the period is long", () => {
    const later = row("c-3", { startedAt: "2026-08-04T09:10:00+09:00" });
    expect(overTime([...rows, later]).map((t) => [t.period, t.total])).toEqual([
      ["2026-05", 2],
      ["2026-06", 0],
      ["2026-07", 0],
      ["2026-08", 1],
    ]);
  });
});
