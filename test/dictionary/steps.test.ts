import { expect, test } from "vitest";
import { compileDictionaries } from "../../src/dictionary/compile.js";
import { loadTokenizer } from "../../src/language/load-node.js";

// Without a bound on the steps of a walk this would not end.
test("a phrase that can be laid over a text in endless ways", async () => {
  const tokenizer = await loadTokenizer();
  const tokenize = (text: string) => tokenizer.tokenize(text);
  const phrase = `${'"の"'.repeat(30)}終わり`;
  const entry = { phrases: [phrase], match: ["x"], ignore: [], fuzzy: true };
  const matcher = compileDictionaries([{ name: "own", cues: { own: { about: "own", entries: [entry] } } }], tokenize);
  expect(matcher.match(tokenize("の".repeat(400)), "agent")).toEqual([]);
});
