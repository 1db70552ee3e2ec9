import { describe, expect, it } from "vitest";
import { builtinDictionaries } from "../../src/dictionary/builtin-node.js";
import { checkDictionaries } from "../../src/dictionary/compile.js";
import { sharedTokenizer } from "../engine.js";

describe("the dictionaries that come with the package", () => {
  it("hold every example they give", async () => {
    const tokenizer = await sharedTokenizer();
    expect(checkDictionaries(builtinDictionaries(), (text) => tokenizer.tokenize(text))).toEqual([]);
  });
});
