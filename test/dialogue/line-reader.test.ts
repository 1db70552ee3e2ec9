import { describe, expect, it } from "vitest";
import { LineReader } from "../../src/dialogue/line-reader.js";
import { Matcher } from "../../src/dictionary/matcher.js";
import { readCorpus } from "../../src/evaluation/corpus.js";
import { sharedTokenizer, testAnalyzer } from "../engine.js";

describe("a reader of lines", () => {
  it("reads a line it remembers no second time, and forgets the oldest", async () => {
    const tokenizer = await sharedTokenizer();
    let read = 0;
    const tokenize = (text: string) => {
      read++;
      return tokenizer.tokenize(text);
    };
    const reader = new LineReader(tokenize, new Matcher([]), 2);
    const first = reader.read("はい", "agent");
    expect(reader.read("はい", "agent")).toBe(first);
    expect(read).toBe(1);
    reader.read("はい", "customer");
    reader.read("はい", "agent");
    reader.read("ええ", "agent");
    expect(read).toBe(3);
    reader.read("はい", "customer");
    expect(read).toBe(4);
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
