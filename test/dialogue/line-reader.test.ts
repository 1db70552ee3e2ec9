import { describe, expect, it } from "vitest";
import { LineReader } from "../../src/dialogue/line-reader.js";
import { Matcher } from "../../src/dictionary/matcher.js";
import { readCorpus } from "../../src/evaluation/corpus.js";
import { sharedTokenizer, testAnalyzer } from "../engine.js";

describe("a reader of lines", () => {
  it("remembers a line that comes again, and forgets the oldest", async () => {
    const tokenizer = await sharedTokenizer();
    let read = 0;
    const tokenize = (text: string) => {
      read++;
      return tokenizer.tokenize(text);
    };
    const reader = new LineReader(tokenize, new Matcher([]), 2);
    reader.read("はい", "agent");
    const kept = reader.read("はい", "agent");
    expect(reader.read("はい", "agent")).toBe(kept);
    expect(read).toBe(2);
    for (const text of ["ええ", "いえ"]) for (const _ of [1, 2]) reader.read(text, "agent");
    expect(read).toBe(6);
    // Two lines came again since: what was read of the first is forgotten.
    expect(reader.read("はい", "agent")).not.toBe(kept);
    expect(reader.read("いえ", "agent")).toBe(reader.read("いえ", "agent"));
    expect(read).toBe(7);
  });

  it("keeps nothing of what comes once, and tells speakers apart", async () => {
    const tokenizer = await sharedTokenizer();
    const reader = new LineReader((t) => tokenizer.tokenize(t), new Matcher([]), 2);
    const first = reader.read("はい", "agent");
    expect(reader.read("はい", "customer")).not.toBe(first);
    expect(reader.read("はい", "agent")).not.toBe(first);
  });

  it("keeps nothing when told so", async () => {
    const tokenizer = await sharedTokenizer();
    const reader = new LineReader((t) => tokenizer.tokenize(t), new Matcher([]), 0);
    expect(reader.read("はい", "agent")).not.toBe(reader.read("はい", "agent"));
  });

  it("changes nothing of the reports, whatever calls came before", async () => {
    const calls = readCorpus(["fixtures/calls"]).calls.map((c) => c.transcript);
    const forgetful = await testAnalyzer({ cache: 0 });
    const mindful = await testAnalyzer();
    for (const round of [1, 2])
      for (const call of round === 1 ? calls : [...calls].reverse())
        expect(mindful.analyze(call)).toEqual(forgetful.analyze(call));
  });
});
