import { beforeAll, describe, expect, it } from "vitest";
import { Matcher } from "../../src/dictionary/matcher.js";
import { parsePhrase } from "../../src/dictionary/phrase.js";
import type { Tokenizer } from "../../src/language/index.js";
import { sharedTokenizer } from "../engine.js";

let tokenizer: Tokenizer;
beforeAll(async () => {
  tokenizer = await sharedTokenizer();
});

const tokenize = (text: string) => tokenizer.tokenize(text);
const finds = (source: string, text: string) =>
  new Matcher(parsePhrase(source, tokenize).map((phrase) => ({ cue: "c", phrase }))).match(tokenize(text), "agent")
    .length > 0;

describe("choices", () => {
  it("are kept part by part, so that their number adds up and does not multiply", () => {
    const choice = `(${Array.from({ length: 40 }, (_, i) => `語${"あいうえお"[i % 5]}${i}`).join("|")})`;
    const phrases = parsePhrase(`${choice}…${choice}…${choice}`, tokenize);
    expect(phrases).toHaveLength(1);
    expect(phrases[0]?.parts.map((runs) => runs.length)).toEqual([40, 40, 40]);
  });

  it("find every pair of their branches", () => {
    for (const text of ["枠が埋まります", "枠がなくなります", "席はもう埋まります", "席がなくなります"])
      expect(finds("(枠|席)…(埋まる|なくなる)", text), text).toBe(true);
    expect(finds("(枠|席)…(埋まる|なくなる)", "枠を広げます")).toBe(false);
  });

  it("that hold a gap or nothing still work", () => {
    expect(finds("(責任…取る|弁償)…ない", "責任は一切取れないので、取らない")).toBe(true);
    expect(finds("最後の(特別|)席", "最後の席です")).toBe(true);
    expect(finds("最後の(特別|)席", "最後の特別席です")).toBe(true);
  });
});

describe("a denial in a phrase", () => {
  it.each(["切らない", "切りません", "切らぬ", "切らず", "切らへん"])("is found as %s", (text) => {
    expect(finds("切るない", text)).toBe(true);
  });

  it("is asked for", () => {
    expect(finds("切るない", "切ります")).toBe(false);
  });
});
