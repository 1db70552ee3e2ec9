import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KikimimiError } from "../../src/errors.js";
import { readTranscripts } from "../../src/formats/index.js";
import { bytes, codes, errorOf, fixture, lines, read, readOne } from "./fixtures.js";

const secret = "秘密の言葉";
const ours = (utterances: unknown[]): string => JSON.stringify({ callId: "c", utterances });

describe("bad input gets one clear error", () => {
  it.each<[string, string, string, string | undefined]>([
    ["an empty file", "", "bad-transcript", undefined],
    ["blanks", " \n\t", "bad-transcript", undefined],
    [
      "truncated JSON",
      `{"callId":"c","utterances":[{"speaker":"agent","text":"${secret}`,
      "bad-transcript",
      "line 1, column",
    ],
    ["JSON with a slip", `{"callId":"${secret}",\n"utterances":[}`, "bad-transcript", "line 2, column 15"],
    ["an empty call", ours([]), "bad-transcript", undefined],
    ["a call of blanks", ours([{ speaker: "agent", text: " " }]), "bad-transcript", undefined],
    [
      "a speaker that is none",
      ours([{ speaker: "operator", text: secret }]),
      "bad-transcript",
      "utterances[0].speaker",
    ],
    [
      "a negative time",
      ours([{ speaker: "agent", text: secret, startMs: -1 }]),
      "bad-transcript",
      "utterances[0].startMs",
    ],
    [
      "an end before its start",
      ours([{ speaker: "agent", text: secret, startMs: 5, endMs: 1 }]),
      "bad-transcript",
      "utterances[0].startMs",
    ],
    [
      "times that run backwards",
      ours([
        { speaker: "agent", text: secret, startMs: 5000 },
        { speaker: "customer", text: "x", startMs: 1000 },
      ]),
      "bad-transcript",
      "utterances[1].startMs",
    ],
    [
      "typed times that run backwards",
      `[00:50] オペレーター:${secret}\n[00:10] お客様:はい`,
      "bad-transcript",
      "line 2",
    ],
    [
      "a missing call id",
      JSON.stringify({ utterances: [{ speaker: "agent", text: secret }] }),
      "bad-transcript",
      "callId",
    ],
    ["an unknown shape", JSON.stringify({ weather: secret }), "unknown-format", undefined],
    ["a bare number", "42", "unknown-format", undefined],
    ["source code", "const a = 1;\nfunction f() { return a; }\n", "unknown-format", undefined],
    [
      "no speakers, and words that tell nothing",
      JSON.stringify({ segments: [{ start: 0, end: 1, text: secret, tokens: [] }] }),
      "bad-transcript",
      undefined,
    ],
    [
      "one voice for everybody",
      JSON.stringify({ segments: [{ start: 0, end: 1, text: secret, speaker: "SPEAKER_00" }] }),
      "bad-transcript",
      undefined,
    ],
  ])("%s", (_, input, code, path) => {
    const error = errorOf(input);
    expect(error.code).toBe(code);
    if (path) expect(error.path).toContain(path);
    expect(error.message).not.toContain(secret);
    expect(error.message).not.toContain("\n");
    expect(error.expected ?? error.hint ?? "").not.toBe("");
  });

  it.each([
    ["bytes", { maxBytes: 10 }, "maxBytes"],
    ["utterances", { maxUtterances: 2 }, "maxUtterances"],
    ["the length of an utterance", { maxUtteranceLength: 5 }, "maxUtteranceLength"],
  ])("bounds %s", (_, limits, name) => {
    const error = errorOf(fixture("kikimimi.json"), { limits });
    expect(error.code).toBe("limit-exceeded");
    expect(error.hint).toContain(name);
  });

  it("bounds a single line in memory", () => {
    expect(errorOf(fixture("kikimimi.ndjson"), { limits: { maxLineBytes: 100 } })).toMatchObject({
      code: "limit-exceeded",
      path: "line 1",
    });
  });

  it("refuses a limit that bounds nothing, and a format that is none", () => {
    expect(() => read("x", { limits: { maxBytes: 0 } })).toThrow(KikimimiError);
    expect(() => read("x", { format: "nope" })).toThrow(/知らない形式/);
  });

  it("throws the first error where one call is asked for", () => {
    expect(() => readTranscripts(bytes("{"))).toThrow(KikimimiError);
  });

  it("puts turns in order where that is asked for", () => {
    const text = ours([
      { speaker: "agent", text: "後", startMs: 5000 },
      { speaker: "customer", text: "先", startMs: 1000 },
    ]);
    const result = readOne(text, { order: "sort" });
    expect(lines(result)).toEqual(["customer 1000- 先", "agent 5000- 後"]);
    expect(codes(result)).toContain("reordered");
  });

  it("lets people speak at once", () => {
    const text = ours([
      { speaker: "agent", text: "ご案内です", startMs: 5000, endMs: 9000 },
      { speaker: "customer", text: "はい", startMs: 4500 },
    ]);
    expect(readOne(text).transcript.utterances).toHaveLength(2);
  });
});

describe("where JSON breaks", () => {
  it.each([
    ['{"a":[1,2', "line 1, column 10"],
    ['{"a":"x', "line 1, column 8"],
    ['{"a":tru', "line 1, column 9"],
    ['{"a":1,}', "line 1, column 8"],
    ['{"a" 1}', "line 1, column 6"],
    ['[1,\n {"b":\n  nope}]', "line 3, column 3"],
    ['{"a":"\\x"}', "line 1, column 7"],
    ['{"a":01}', "line 1, column 6"],
    ['{"a":1}]', "line 1, column 8"],
  ])("%s", (text, path) => {
    expect(errorOf(text, { format: "kikimimi" }).path).toBe(path);
  });

  it("is found for every cut of a file, as a cut", () => {
    const text = new TextDecoder().decode(fixture("contact-lens-bare.json")).trimEnd();
    fc.assert(
      fc.property(fc.integer({ min: 1, max: text.length - 1 }), (end) => {
        expect(errorOf(text.slice(0, end), { format: "contact-lens" }).reason).toBe("JSON が途中で切れています");
      }),
    );
  });
});

describe("files made to be slow", () => {
  const cue = "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\n";
  it.each<[string, string, string]>([
    ["tags that never end", `${cue}${"<".repeat(500_000)}`, "bad-transcript"],
    ["voices that never end", `${cue}${"<v ".repeat(200_000)}`, "bad-transcript"],
    ["lists in lists", "[".repeat(200_000) + "]".repeat(200_000), "bad-transcript"],
    ["wrappers in wrappers", `${'{"results":'.repeat(100_000)}1${"}".repeat(100_000)}`, "unknown-format"],
    ["one line of blanks", `a${" ".repeat(2_000_000)}b`, "unknown-format"],
    ["labels and nothing else", "a:".repeat(300_000), "unknown-format"],
  ])("%s end in an error", (_, input, code) => {
    expect(errorOf(input).code).toBe(code);
  });
});

describe("whatever comes in", () => {
  const json = fc.jsonValue({ maxDepth: 4 });
  const keyed = fc.dictionary(
    fc.constantFrom(
      "Transcript",
      "results",
      "segments",
      "utterances",
      "entries",
      "transcripts",
      "phrases",
      "recognizedPhrases",
      "vcon",
      "parties",
      "dialog",
      "analysis",
      "text",
      "speaker",
      "items",
      "channels",
      "words",
      "tokens",
      "start",
      "body",
      "type",
    ),
    fc.oneof(
      json,
      fc.array(
        fc.dictionary(
          fc.constantFrom(
            "text",
            "speaker",
            "start",
            "end",
            "phrases",
            "words",
            "tokens",
            "alternatives",
            "role",
            "Content",
            "type",
            "body",
            "segments",
            "nBest",
          ),
          json,
        ),
        { maxLength: 3 },
      ),
    ),
  );

  it("comes out as transcripts or as our errors, never as a crash", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          keyed.map((value) => JSON.stringify(value)),
          json.map((value) => JSON.stringify(value)),
          fc.string(),
        ),
        (text) => {
          for (const outcome of read(text)) {
            if (outcome instanceof KikimimiError) expect(outcome.cause).toBeUndefined();
            else expect(outcome.transcript.utterances.length).toBeGreaterThan(0);
          }
        },
      ),
      { numRuns: 1500 },
    );
  });

  it("keeps words and whole milliseconds of our own shape", () => {
    const utterance = fc.record({
      speaker: fc.constantFrom("agent", "customer", "system"),
      text: fc.string({ minLength: 1 }).filter((text) => text.trim() !== ""),
    });
    fc.assert(
      fc.property(fc.array(utterance, { minLength: 1, maxLength: 8 }), fc.nat(100_000), (utterances, step) => {
        const timed = utterances.map((u, i) => ({ ...u, startMs: i * step, endMs: i * step + 10 }));
        const transcript = { callId: "c", utterances: timed, metadata: { x: [1] } };
        expect(readOne(JSON.stringify(transcript)).transcript).toEqual(transcript);
      }),
    );
  });

  it("keeps words and times through CSV", () => {
    const word = fc
      .string({ minLength: 1, unit: "grapheme" })
      .map((text) => text.trim())
      .filter((text) => text !== "" && !/[\r\n\u2028\u2029]/u.test(text));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(word, fc.integer({ min: 200, max: 9000 })), { minLength: 2, maxLength: 8 }),
        (rows) => {
          const turns = rows.map(([text], i) => ({
            speaker: i % 2 ? "customer" : "agent",
            text,
            start: rows.slice(0, i + 1).reduce((sum, [, gap]) => sum + gap, 0),
          }));
          const table = [
            "speaker,start_ms,text",
            ...turns.map((t) => `${t.speaker},${t.start},"${t.text.replaceAll('"', '""')}"`),
          ].join("\n");
          const { utterances } = readOne(table, { format: "csv" }).transcript;
          expect(utterances.map((u) => [u.speaker, u.text, u.startMs])).toEqual(
            turns.map((t) => [t.speaker, t.text, t.start]),
          );
        },
      ),
    );
  });
});
