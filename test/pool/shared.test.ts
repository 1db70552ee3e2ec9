import { expect, it } from "vitest";
import { Tokenizer } from "../../src/language/tokenizer.js";
import { sharedCopy } from "../../src/pool/shared.js";
import { sharedDictionary } from "../language/shared-dictionary.js";

it("a shared dictionary is passed on without copying and splits as before", async () => {
  const original = await sharedDictionary();
  const dictionary = sharedCopy(original);
  const passedOn = structuredClone(dictionary);
  const split = (tokenizer: Tokenizer) => tokenizer.tokenize("お電話番号を教えていただけますか");
  expect(split(new Tokenizer(passedOn))).toEqual(split(new Tokenizer(original)));
  const mark = dictionary.known.features.length - 1;
  const before = passedOn.known.features[mark];
  dictionary.known.features[mark] = 7;
  expect(before).not.toBe(7);
  expect(passedOn.known.features[mark]).toBe(7);
  expect(original.known.features[mark]).toBe(before);
  expect(passedOn.trie.buffer).toBeInstanceOf(SharedArrayBuffer);
});
