import { expect, test } from "vitest";
import { misfit } from "../../src/element/misfit.js";
import { Report } from "../../src/report/schema.js";
import { calls, hostileCall } from "./calls.js";

test("what the schema takes can be drawn", () => {
  for (const { report } of [...calls, hostileCall]) {
    expect(Report.safeParse(report).success).toBe(true);
    expect(misfit(report)).toBeNull();
  }
});

test.each([
  [42, "report ≠ { … }"],
  [[], "report ≠ { … }"],
  [{}, "report.callId ≠ string"],
  [{ ...calls[0]?.report, risk: { level: "toString", score: 1 } }, "report.risk.level ≠ "],
  [{ ...calls[0]?.report, findings: {} }, "report.findings ≠ [ … ]"],
  [{ ...calls[0]?.report, findings: [null] }, "report.findings[0] ≠ { … }"],
  [{ ...calls[0]?.report, checklist: undefined }, "report.checklist ≠ [ … ]"],
])("what is wrong is named: %j", (value, told) => {
  expect(misfit(value)).toContain(told);
});
