import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Analyzer } from "../src/analyzer.js";
import { KikimimiError } from "../src/errors.js";
import { readCorpus } from "../src/evaluation/corpus.js";
import type { Utterance } from "../src/transcript/schema.js";
import { testAnalyzer } from "./engine.js";

let analyzer: Analyzer;
beforeAll(async () => {
  analyzer = await testAnalyzer();
});

const caught = (act: () => unknown): KikimimiError => {
  try {
    act();
  } catch (error) {
    if (error instanceof KikimimiError) return error;
    throw error;
  }
  return expect.fail("nothing was thrown");
};

const { calls } = readCorpus(["fixtures/calls"]);

describe("a live call", () => {
  it("ends with the report of the whole call, whatever partial results came between", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...calls),
        fc.infiniteStream(fc.integer({ min: 0, max: 3 })),
        ({ transcript }, cuts) => {
          const { utterances, ...start } = transcript;
          const live = analyzer.open(start);
          for (const utterance of utterances) {
            const pieces = cuts.next().value as number;
            for (let i = 1; i <= pieces; i++) {
              const text = utterance.text.slice(0, Math.floor((utterance.text.length * i) / (pieces + 1)));
              live.push({ ...utterance, text }, { partial: true });
            }
            live.push(utterance);
          }
          expect(live.close()).toEqual(analyzer.analyze(transcript));
        },
      ),
      { numRuns: 40 },
    );
  });

  it("is over when it is closed: nothing more is taken, and its report stays", () => {
    const live = analyzer.open({ direction: "outbound" });
    const asked: Utterance = { speaker: "agent", text: "暗証番号を教えていただけますか。" };
    live.push(asked);
    const report = live.close();
    for (const partial of [true, false])
      expect(() => live.push(asked, { partial })).toThrow(expect.objectContaining({ code: "closed" }));
    expect(live.close()).toEqual(report);
    expect(report.findings).toHaveLength(1);
  });

  it("does not begin with utterances", () => {
    const utterances: Utterance[] = [{ speaker: "agent", text: "暗証番号を教えていただけますか。" }];
    const start = { callId: "1", utterances };
    const error = caught(() => analyzer.open(start));
    expect([error.code, error.path]).toEqual(["bad-option", "open({ utterances })"]);
    expect(error.message).toMatch(/期待: utterances のない始まり.*push/u);
    expect(error.messageIn("en")).toMatch(/a start without utterances.*push\(\)/u);
    expect(analyzer.open({ callId: "1", ...{ utterances: [] } }).close().findings).toEqual([]);
    expect(caught(() => analyzer.open("1" as unknown as undefined))).toMatchObject({ code: "bad-option" });
    expect(analyzer.open(null as unknown as undefined).close().callId).toBe("live");
  });

  it("refuses options that are none", () => {
    const push = (options: unknown) =>
      analyzer.open().push({ speaker: "agent", text: "はい。" }, options as { partial: boolean });
    expect(push(null)).toEqual({ findings: [], retracted: [] });
    for (const options of ["partial", { partial: "yes" }, 1])
      expect(caught(() => push(options))).toMatchObject({ code: "bad-option", path: "push(…, { partial })" });
  });

  it("gives a finding at once and takes it back when the final words deny it", () => {
    const live = analyzer.open({ direction: "outbound" });
    const agent = (text: string): Utterance => ({ speaker: "agent", text });
    const early = live.push(agent("お電話で暗証番号を教えていただく"), { partial: true });
    const final = live.push(agent("お電話で暗証番号を教えていただくことは一切ございません。"));
    const given = early.findings.map((f) => f.id);
    expect(final.findings.map((f) => f.ruleId)).not.toContain("personal-data/credential");
    expect(final.retracted).toEqual(given);
    expect(live.close().findings).toEqual([]);
  });

  it("does not give a finding twice when the final text says the same", () => {
    const live = analyzer.open({ direction: "outbound" });
    const line: Utterance = { speaker: "agent", text: "暗証番号を教えていただけますか。" };
    expect(live.push(line, { partial: true }).findings.length).toBeGreaterThan(0);
    expect(live.push(line)).toEqual({ findings: [], retracted: [] });
  });

  it("refuses an utterance that does not fit the schema", () => {
    const live = analyzer.open();
    expect(() => live.push({ speaker: "nobody", text: "" } as unknown as Utterance)).toThrow(KikimimiError);
  });
});
