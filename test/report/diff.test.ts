import { expect, it } from "vitest";
import { type ComparedReport, diffReports } from "../../src/report/diff.js";

const report = (callId: string, score: number, ...ids: string[]): ComparedReport => ({
  callId,
  pack: `0.1.0+${score}`,
  risk: { level: "low", score },
  findings: ids.map((id) => {
    const [ruleId = "", at = "0", severity = "high"] = id.split("@");
    return { id: `${ruleId}@${at}`, ruleId, utteranceIndex: Number(at), severity: severity as "high", confidence: 0.9 };
  }),
});

it("tells which calls gained and lost findings, and how many of each rule", () => {
  const before = [report("a", 10, "x/one@1", "x/two@2"), report("b", 20, "x/one@1"), report("gone", 0)];
  const after = [report("b", 20, "x/one@1"), report("new", 5), report("a", 30, "x/two@2@low", "x/two@3", "y/three@4")];
  const diff = diffReports(before, after);
  expect(diff.calls).toEqual({ compared: 2, changed: 1, onlyOld: ["gone"], onlyNew: ["new"] });
  expect(diff.findings).toEqual({ old: 3, new: 4, gained: 2, lost: 1, regraded: 1 });
  expect(diff.rules).toEqual({
    "x/one": { gained: 0, lost: 1 },
    "x/two": { gained: 1, lost: 0 },
    "y/three": { gained: 1, lost: 0 },
  });
  expect(diff.changes).toMatchObject([
    {
      callId: "a",
      score: { old: 10, new: 30 },
      gained: [{ id: "x/two@3" }, { id: "y/three@4" }],
      lost: [{ id: "x/one@1" }],
      regraded: [{ id: "x/two@2", old: "high", new: "low" }],
    },
  ]);
  expect(diff.packs).toEqual({ old: ["0.1.0+0", "0.1.0+10", "0.1.0+20"], new: ["0.1.0+20", "0.1.0+30", "0.1.0+5"] });
});

it("finds nothing between a run and itself in another order; calls of one id are told apart by their order", () => {
  const run = [report("a", 1, "x/one@1"), report("b", 2), report("a", 3)];
  expect(
    diffReports(run, [run[1] as ComparedReport, run[0] as ComparedReport, run[2] as ComparedReport]),
  ).toMatchObject({
    calls: { compared: 3, changed: 0, onlyOld: [], onlyNew: [] },
    changes: [],
  });
  expect(diffReports(run, [...run].reverse()).calls.changed).toBe(2);
});
