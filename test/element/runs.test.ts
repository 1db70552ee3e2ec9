import fc from "fast-check";
import { expect, test } from "vitest";
import { runsOf } from "../../src/element/runs.js";
import type { Finding, Span } from "../../src/report/schema.js";
import { powerCall } from "./calls.js";

const base = powerCall.report.findings[0] as Finding;
const finding = (id: number, span: Span): Finding => ({ ...base, id: String(id), span });
const spans = fc.array(fc.tuple(fc.nat(40), fc.nat(20)).map(([start, length]) => ({ start, end: start + length })));

test("the runs join to the text, whatever overlaps", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 40 }), spans, spans, (text, marked, seen) => {
      const evidence = seen.map((span) => ({ utteranceIndex: 0, span, cue: "x" }));
      const runs = runsOf(
        text,
        marked.map((s, i) => finding(i, s)),
        evidence,
      );
      expect(runs.map((r) => r.text).join("")).toBe(text);
      // No run begins inside a character.
      for (const r of runs)
        expect(text.slice(r.start - 1, r.start + 1)).not.toMatch(/^[\ud800-\udbff][\udc00-\udfff]$/);
    }),
  );
});

test("each character carries exactly the findings whose span holds it", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("あ", "a", "。"), maxLength: 40 }), spans, (text, marked) => {
      const runs = runsOf(
        text,
        marked.map((s, i) => finding(i, s)),
        [],
      );
      for (const run of runs)
        for (let at = run.start; at < run.end; at++)
          expect(run.findings.map((f) => Number(f.id))).toEqual(
            marked.flatMap((s, i) => (s.start <= at && at < s.end ? [i] : [])),
          );
    }),
  );
});

test("a span that cuts a surrogate pair takes the whole character", () => {
  const [first, second] = runsOf("😀い", [finding(0, { start: 1, end: 2 })], []);
  expect([first?.text, first?.findings.length]).toEqual(["😀", 1]);
  expect([second?.text, second?.findings.length]).toEqual(["い", 0]);
});
