import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BaselineWriter, markKnown, parseBaseline } from "../../src/ledger/baseline.js";
import { openMarker } from "../../src/ledger/files-node.js";
import { Marker } from "../../src/ledger/marker.js";
import {
  parseSuppressions,
  renderSuppressions,
  type Suppression,
  Suppressor,
  todayInJapan,
} from "../../src/ledger/suppressions.js";
import type { Finding, Report } from "../../src/report/schema.js";
import type { Transcript } from "../../src/transcript/schema.js";

const key = "a key for the tests, long enough";
const marker = new Marker(key);
const call = (callId: string, text = "今日中に決めてください。"): Transcript => ({
  callId,
  utterances: [{ speaker: "agent", text }],
});
const finding = (ruleId: string, severity: Finding["severity"] = "high"): Finding => ({
  id: `${ruleId}@0`,
  ruleId,
  category: "pressure",
  severity,
  confidence: 0.9,
  utteranceIndex: 0,
  span: null,
  quote: null,
  message: "",
  advice: "",
  evidence: [],
  legalBasis: [],
});
const report = (...findings: Finding[]): Report => ({
  schemaVersion: 1,
  pack: "0.0.0+0123456789abcdef",
  callId: "1",
  direction: { value: "outbound", source: "declared" },
  risk: { level: "high", score: 50 },
  findings,
  checklist: [],
});
const [urgency, fear] = [finding("pressure/urgency"), finding("pressure/fear", "low")];

describe("the mark of a finding", () => {
  it("is of the call, its words, the rule and the key – and of nothing else", () => {
    const of = (t: Transcript, f: Finding, by = marker) => by.of(t)(f);
    const mark = of(call("1"), urgency);
    expect(mark).toMatch(/^[0-9a-f]{32}$/u);
    expect(of({ ...call("1"), metadata: { file: "x" } }, { ...urgency, confidence: 0.5 })).toBe(mark);
    const others = [
      of(call("2"), urgency),
      of(call("1", "今日中に決めてください"), urgency),
      of(call("1"), fear),
      of(call("1"), urgency, new Marker(`${key}!`)),
    ];
    expect(new Set([mark, ...others]).size).toBe(5);
  });

  it("cannot be confused by how words fall into utterances", () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 4 }), fc.array(fc.string(), { maxLength: 4 }), (a, b) => {
        const of = (texts: string[]) =>
          marker.of({ callId: "1", utterances: texts.map((text) => ({ speaker: "agent", text })) })(urgency);
        expect(of(a) === of(b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
  });

  it("needs a key that cannot be guessed", () => {
    expect(() => new Marker("short")).toThrow(/16バイト以上/u);
    expect(() => openMarker(undefined, {})).toThrow(/KIKIMIMI_KEY/u);
    expect(openMarker(undefined, { KIKIMIMI_KEY: key }).of(call("1"))(urgency)).toBe(marker.of(call("1"))(urgency));
  });
});

describe("suppressions", () => {
  const suppression = (until: string): Suppression => ({
    mark: marker.of(call("1"))(urgency),
    rule: "pressure/urgency",
    reason: "期限は本当",
    by: "佐伯",
    on: "2026-05-01",
    until,
  });

  it("take a finding out, say so, and lower the risk", () => {
    const shown = new Suppressor(marker, [suppression("2026-05-12")], "2026-05-12").apply(
      report(urgency, fear),
      call("1"),
    );
    expect(shown.findings).toEqual([fear]);
    expect(shown.suppressed).toEqual([
      {
        id: "pressure/urgency@0",
        ruleId: "pressure/urgency",
        severity: "high",
        reason: "期限は本当",
        by: "佐伯",
        until: "2026-05-12",
      },
    ]);
    expect(shown.risk.level).toBe("low");
  });

  it("hold for their call alone, and until their last day", () => {
    const before = report(urgency);
    expect(new Suppressor(marker, [suppression("2026-05-12")], "2026-05-13").apply(before, call("1"))).toBe(before);
    expect(
      new Suppressor(marker, [suppression("2026-05-12")], "2026-05-12").apply(before, call("2")).findings,
    ).toHaveLength(1);
  });

  it("expire by today's date in Japan where no day is given", () => {
    const before = report(urgency);
    const [yesterday, tomorrow] = [-1, 1].map((days) => todayInJapan(Date.now() + days * 86_400_000)) as [
      string,
      string,
    ];
    expect(new Suppressor(marker, [suppression(yesterday)]).apply(before, call("1"))).toBe(before);
    expect(new Suppressor(marker, [suppression(tomorrow)]).apply(before, call("1")).findings).toEqual([]);
  });

  it("are checked when they are given, like the file that holds them", () => {
    const wrong = (entry: Partial<Suppression>, day?: string) => () =>
      new Suppressor(marker, [{ ...suppression("2026-05-12"), ...entry }], day);
    expect(wrong({ until: "2026-5-9" })).toThrow(/suppressions\[0\]\.until/u);
    expect(wrong({ mark: "pressure/urgency" })).toThrow(/suppressions\[0\]\.mark/u);
    expect(wrong({}, "today")).toThrow(/^today/u);
    expect(() => new Suppressor(marker, undefined as unknown as Suppression[])).toThrow(/^suppressions: .*期待/u);
  });

  it("are read as they were written; what does not fit is named", () => {
    const list = [suppression("2026-05-12")];
    expect(parseSuppressions(JSON.parse(renderSuppressions(list)))).toEqual(list);
    expect(() => parseSuppressions({ version: 1, suppressions: [{ ...list[0], reason: "" }] })).toThrow(
      /suppressions\[0\]\.reason/u,
    );
    expect(() => parseSuppressions({ version: 1, suppressions: [{ ...list[0], until: "いつか" }] })).toThrow(/until/u);
  });

  it("count days as they are in Japan", () => {
    expect(todayInJapan(Date.parse("2026-05-11T15:00:00Z"))).toBe("2026-05-12");
    expect(todayInJapan(Date.parse("2026-05-11T14:59:59Z"))).toBe("2026-05-11");
  });
});

describe("a baseline", () => {
  const written = (...calls: string[]) => {
    const writer = new BaselineWriter(marker);
    for (const id of calls) writer.add(report(urgency, fear), call(id));
    return writer.render();
  };

  it("has the same bytes in whatever order the calls come, and nothing of their words", () => {
    expect(written("1", "2", "3")).toBe(written("3", "1", "2"));
    expect(written("1")).not.toMatch(/今日|"1"/u);
  });

  it("knows its findings again, and no others", () => {
    const known = parseBaseline(JSON.parse(written("1")));
    expect(known.size).toBe(2);
    const again = markKnown(report(urgency, finding("pressure/coercion")), call("1"), marker, known);
    expect(again.findings.map((f) => f.known)).toEqual([true, undefined]);
    expect(markKnown(report(urgency), call("2"), marker, known).findings[0]?.known).toBeUndefined();
  });

  it("may be empty", () => {
    expect(parseBaseline(JSON.parse(written())).size).toBe(0);
  });
});
