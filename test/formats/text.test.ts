import { describe, expect, it } from "vitest";
import { codes, errorOf, fixture, lines, readOne, said } from "./fixtures.js";

describe("typed text", () => {
  it("takes what stands above the dialogue, and goes on over line ends", () => {
    const { transcript } = readOne(fixture("typed.txt"));
    expect(transcript).toMatchObject({
      callId: "t-100",
      direction: "outbound",
      startedAt: "2026-05-12T14:20:00+09:00",
    });
    expect(transcript.utterances.map((u) => u.text)).toEqual([
      said.greeting,
      said.question,
      "かしこまりました。\nお名前をお願いいたします。",
      said.answer,
    ]);
  });

  it("reads times in front", () => {
    expect(readOne(fixture("typed-times.txt")).transcript.utterances.map((u) => u.startMs)).toEqual([
      0, 4000, 7000, 11000,
    ]);
  });

  it("reads times of day past midnight, with the words below the speaker", () => {
    const result = readOne(fixture("typed-clock.txt"));
    expect(lines(result)).toEqual([
      `agent 0- ${said.greeting}`,
      `customer 2000- ${said.question}`,
      `agent 7000- ${said.name}`,
      `customer 11000- ${said.answer}`,
    ]);
    expect(result.roles.labels).toEqual({ 話者1: "agent", 話者2: "customer" });
  });

  it.each([
    ["full-width colons and spaces", "オペレーター\uff1aもしもし\nお客様\u3000\uff1a\u3000はい"],
    ["brackets", "【担当者】もしもし\n【お客様】はい"],
    ["full-width brackets", "\uff08担当\uff09もしもし\n\uff08客\uff09はい"],
    ["a name behind the role", "オペレーター(田中):もしもし\nお客様(山田様):はい"],
    ["numbers behind the role", "オペレーター1:もしもし\nお客様1:はい"],
    ["bullets", "・OP:もしもし\n・客:はい"],
    ["Markdown", "**Agent:** もしもし\n\n**Customer:** はい"],
    ["one line", "OP:もしもし 客:はい"],
    ["tabs", "オペレーター\tもしもし\nお客様\tはい"],
    ["times and ranges", "00:01-00:02 OP: もしもし\n00:03〜00:04 客: はい"],
  ])("with %s", (_, text) => {
    expect(readOne(text).transcript.utterances.map((u) => `${u.speaker} ${u.text}`)).toEqual([
      "agent もしもし",
      "customer はい",
    ]);
  });

  it("does not take a time or an address in the words for a speaker", () => {
    const text = "OP:受付は10:30からです。\n案内は https://example.com です。\n客:注意:何か\nありますか";
    expect(readOne(text).transcript.utterances.map((u) => u.text)).toEqual([
      "受付は10:30からです。\n案内は https://example.com です。",
      "注意:何か\nありますか",
    ]);
  });

  it("keeps a person's name as the speaker where it comes again", () => {
    const text = "佐藤:お電話ありがとうございます。\n山田:聞きたいんですけど。\n佐藤:かしこまりました。\n山田:はい。";
    const result = readOne(text);
    expect(result.roles).toMatchObject({ source: "inferred", labels: { 佐藤: "agent", 山田: "customer" } });
  });
});

describe("a talk script", () => {
  it("is all the agent's, without titles and directions, and said to be a guess", () => {
    const result = readOne(fixture("script.txt"));
    expect(lines(result)).toEqual([
      `agent - ${said.greeting}`,
      "agent - お名前をお願いいたします。",
      "agent - かしこまりました。",
    ]);
    expect(codes(result)).toContain("weak-detection");
    expect(result.roles).toMatchObject({ source: "inferred", confidence: 0.5 });
  });

  it("is certain where it is asked for", () => {
    const result = readOne(fixture("script.txt"), { format: "script" });
    expect(codes(result)).toEqual([]);
    expect(result.roles).toMatchObject({ source: "map", confidence: 1 });
  });

  it("is not what holds no Japanese", () => {
    expect(errorOf("name = value\nport = 80\n").code).toBe("unknown-format");
  });
});

describe("text in which nobody is told apart", () => {
  const call = [
    "お電話ありがとうございます。あおば通信でございます。",
    "料金のことで聞きたいんですけど。",
    "かしこまりました。少々お待ちください。",
    "まだ届いてないんですけど。",
  ].join("\n");

  it.each([undefined, "text"])("is inferred line by line where both sides are heard (format: %s)", (format) => {
    const result = readOne(call, { format });
    expect(result.transcript.utterances.map((u) => u.speaker)).toEqual(["agent", "customer", "agent", "customer"]);
    expect(result.roles.source).toBe("inferred");
    expect(result.roles.confidence).toBeGreaterThan(0);
    expect(result.roles.confidence).toBeLessThanOrEqual(0.5);
    expect(codes(result)).toContain("no-speakers");
  });

  it("is all the agent's where only one side is heard, with a warning that says so", () => {
    const result = readOne(fixture("script.txt"));
    expect(result.warnings.find((w) => w.code === "all-agent")?.message).toBe(
      "話者の区別がありません。すべて担当者の発話として読みました",
    );
  });

  it("is all the agent's where one line alone sounds like a customer", () => {
    const script =
      "お電話ありがとうございます。あおば通信でございます。\n料金のことで聞きたいんですけど。\nかしこまりました。";
    expect(codes(readOne(script))).toContain("all-agent");
    expect(codes(readOne(script, { format: "text" }))).toContain("no-speakers");
  });

  it("is refused as text where nothing tells who speaks, and not for want of utterances", () => {
    const error = errorOf(fixture("script.txt"), { format: "text" });
    expect(error.code).toBe("bad-transcript");
    expect(error.message).toContain("話者の区別がなく");
    expect(error.message).toContain("--input-format script");
  });

  it("is not a line of its header", () => {
    const result = readOne(`日時:2026/05/12 14:20\n${call}`, { format: "text" });
    expect(result.transcript).toMatchObject({ startedAt: "2026-05-12T14:20:00+09:00" });
    expect(result.transcript.utterances).toHaveLength(4);
  });
});

describe("a forced format", () => {
  it("is used, and reported as forced", () => {
    const result = readOne(fixture("typed-letters.txt"), { format: "text" });
    expect(result.detection.forced).toBe(true);
  });

  it("fails by its own words where the content is something else", () => {
    expect(errorOf(fixture("deepgram.json"), { format: "genesys" })).toMatchObject({ code: "bad-transcript" });
  });

  it("reports a close second", () => {
    const file = {
      utterances: [
        { speaker: "A", text: "もしもし", start: 1, end: 2, words: [] },
        { speaker: "B", text: "はい", start: 3, end: 4 },
      ],
    };
    expect(readOne(JSON.stringify(file)).format).toBe("assemblyai");
  });
});
