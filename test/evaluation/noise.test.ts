import { beforeAll, describe, expect, it } from "vitest";
import { RecogniserNoise } from "../../src/evaluation/noise.js";
import type { Tokenizer } from "../../src/language/index.js";
import { sharedTokenizer } from "../engine.js";

let tokenizer: Tokenizer;
beforeAll(async () => {
  tokenizer = await sharedTokenizer();
});
const tokenize = (text: string) => tokenizer.tokenize(text);
const text = "保証の機会を、ご確認ください。";
const texts = [text, "補償の対象です", "機械の異常", "契約の更新"];
const only = (rates: Partial<{ filler: number; kana: number; homophone: number }>) =>
  new RecogniserNoise(tokenize, texts, { filler: 0, kana: 0, homophone: 0, ...rates }).ofText(text, () => 0);

describe("recogniser noise", () => {
  it("takes punctuation away and leaves the rest", () => {
    expect(only({})).toBe("保証の機会をご確認ください");
  });
  it("writes kana for kanji", () => {
    expect(only({ kana: 1 })).toBe("ほしょうのきかいをごかくにんください");
  });
  it("takes a word for another that sounds the same and that the texts know", () => {
    expect(only({ homophone: 1 })).toBe("補償の機械をご確認ください");
  });
  it("puts fillers before words that carry meaning", () => {
    expect(only({ filler: 1 })).toMatch(/^えー保証のえー機会を/u);
  });
  it("gives the same call the same noise, and another seed another", () => {
    const noise = new RecogniserNoise(tokenize, texts);
    const utterances = Array.from({ length: 30 }, () => ({ speaker: "agent" as const, text }));
    const call = { callId: "a", utterances };
    expect(noise.ofCall(call)).toEqual(noise.ofCall(call));
    expect(noise.ofCall(call, 2)).not.toEqual(noise.ofCall(call));
  });
});
