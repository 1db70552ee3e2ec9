import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Analyzer } from "../../src/analyzer.js";
import { breaksOff, placeOf, sentenceEndingWith } from "../../src/dialogue/sentence.js";
import type { Speaker } from "../../src/transcript/schema.js";
import { sharedTokenizer, testAnalyzer } from "../engine.js";

let analyzer: Analyzer;
beforeAll(async () => {
  analyzer = await testAnalyzer({ model: false });
});

const lineOf = async (text: string, speaker: Speaker = "agent", index = 0) => {
  const read = { words: (await sharedTokenizer()).tokenize(text), clauses: [], cues: [] };
  return { index, speaker, text, read, ...read };
};

describe("a line that breaks off", () => {
  it.each(["お客様の生年月日を", "本日中に決めて", "ご住所とお", "この", "えー 口座番号の、えー"])(
    "%s",
    async (text) => {
      expect(breaksOff(await lineOf(text))).toBe(true);
    },
  );
  it.each(["お待ちしております。", "ありがとうございます", "そうなんですけど", "よろしいですか", "はい", ""])(
    "not: %s",
    async (text) => {
      expect(breaksOff(await lineOf(text))).toBe(false);
    },
  );
});

describe("a sentence over several utterances", () => {
  const said = (...lines: [Speaker, string][]) => ({
    callId: "1",
    direction: "outbound" as const,
    utterances: lines.map(([speaker, text]) => ({ speaker, text })),
  });

  it("is found where it ends, with its words where they stand", () => {
    const { findings } = analyzer.analyze(
      said(["agent", "こちらにお替えいただきますと電気代は必ず"], ["customer", "はい"], ["agent", "お安くなります"]),
    );
    const found = findings.find((f) => f.ruleId === "unverifiable-claim/certainty");
    expect(found?.utteranceIndex).toBe(2);
    expect(found?.quote).toBe("お安くなります");
    expect(found?.evidence.find((e) => e.cue === "certainty")).toMatchObject({ utteranceIndex: 0 });
  });

  it("ends where the customer takes a turn", () => {
    const { findings } = analyzer.analyze(
      said(
        ["agent", "こちらにお替えいただきますと電気代は必ず"],
        ["customer", "ちょっと待ってください"],
        ["agent", "お安くなります"],
      ),
    );
    expect(findings.flatMap((f) => f.evidence).some((e) => e.cue === "certainty" && e.utteranceIndex === 0)).toBe(
      false,
    );
  });

  it("keeps every place inside its utterance", async () => {
    const texts = ["生年月日を", "お客様の", "必ず", "教えて", "安くなりますので", "今日中に", "いただけますか"];
    const lines = await Promise.all(texts.map((t) => lineOf(t)));
    fc.assert(
      fc.property(
        fc.array(fc.nat(texts.length - 1), { minLength: 2, maxLength: 6 }),
        fc.nat(),
        fc.nat(),
        (picks, a, b) => {
          const spoken = picks.map((p, index) => ({ ...(lines[p] as (typeof lines)[number]), index }));
          const last = spoken.at(-1) as (typeof spoken)[number];
          const sentence = sentenceEndingWith(last, spoken.slice(0, -1));
          if (!sentence) return;
          const start = a % sentence.text.length;
          const end = start + 1 + (b % (sentence.text.length - start));
          const { utteranceIndex, span } = placeOf(sentence, { start, end });
          const text = (spoken[utteranceIndex] as (typeof spoken)[number]).text;
          expect(text.slice(span.start, span.end)).not.toBe("");
          expect(sentence.text.slice(start, end).endsWith(text.slice(span.start, span.end))).toBe(true);
        },
      ),
    );
  });
});
