import { describe, expect, it } from "vitest";
import { call, callStarts, callWords, codes, errorOf, fixture, lines, read, readOne, said } from "./fixtures.js";

describe("the same call out of every format", () => {
  it.each([
    ["kikimimi.json", "kikimimi", "file"],
    ["contact-lens-bare.json", "contact-lens", "file"],
    ["contact-lens-realtime.ndjson", "contact-lens-realtime", "file"],
    ["contact-lens-segments.json", "contact-lens-realtime", "file"],
    ["call-analytics.json", "call-analytics", "file"],
    ["transcribe-speakers.json", "transcribe", "inferred"],
    ["transcribe-channels.json", "transcribe", "inferred"],
    ["google-insights.json", "google-insights", "file"],
    ["google-speech.json", "google-speech", "inferred"],
    ["google-speech-channels.json", "google-speech", "inferred"],
    ["genesys.json", "genesys", "file"],
    ["azure-batch.json", "azure-batch", "inferred"],
    ["azure-batch-speakers.json", "azure-batch", "inferred"],
    ["azure-fast.json", "azure-fast", "inferred"],
    ["whisper.json", "whisper", "inferred"],
    ["whisperx.json", "whisper", "inferred"],
    ["whisperx-wrapped.json", "whisper", "inferred"],
    ["openai-diarized.json", "openai-diarized", "inferred"],
    ["deepgram.json", "deepgram", "inferred"],
    ["deepgram-channels.json", "deepgram", "inferred"],
    ["deepgram-collapsed.json", "deepgram", "inferred"],
    ["assemblyai.json", "assemblyai", "inferred"],
    ["assemblyai-words.json", "assemblyai", "inferred"],
    ["amivoice-async.json", "amivoice", "inferred"],
    ["vcon-wtf.json", "vcon", "inferred"],
    ["vcon-deepgram.json", "vcon", "inferred"],
    ["voices.vtt", "vtt", "file"],
    ["whisperx.vtt", "vtt", "inferred"],
    ["speakers.ass", "ass", "file"],
    ["english.tsv", "csv", "file"],
  ])("%s is read as %s with roles from %s", (file, format, source) => {
    const result = readOne(fixture(file));
    expect(lines(result)).toEqual(call);
    expect(result.format).toBe(format);
    expect(result.roles.source).toBe(source);
    expect(result.detection.forced).toBe(false);
    expect(codes(result)).not.toContain("weak-detection");
  });

  it.each(["wide.csv", "headless.csv"])("%s has starts only", (file) => {
    expect(lines(readOne(fixture(file)))).toEqual(callStarts);
  });

  it.each(["vcon-names.json", "vcon-messages.json", "turns-role.json", "typed-letters.txt", "typed-quotes.txt"])(
    "%s has no times",
    (file) => {
      expect(lines(readOne(fixture(file)))).toEqual(callWords);
    },
  );
});

describe("Amazon Connect", () => {
  it("looks participants up by id, drops the quieter echo and keeps what the contact record says", () => {
    const { transcript, warnings } = readOne(fixture("contact-lens.json"));
    expect(transcript.utterances.map((u) => u.speaker)).toEqual(["agent", "customer", "agent", "customer"]);
    expect(transcript.utterances[0]?.startMs).toBe(500);
    expect(transcript).toMatchObject({
      callId: "contact-0001",
      direction: "inbound",
      startedAt: "2026-05-12T14:20:00+09:00",
      agent: { id: "agent-17" },
      metadata: {
        source: {
          queue: "料金窓口",
          redactions: [{ turn: 4, startMs: 11500, endMs: 12100 }],
          categories: { MatchedCategories: ["本人確認"] },
        },
      },
    });
    expect(warnings.map((w) => w.code)).toEqual(["echoed-channel"]);
  });

  it("keeps short words that both sides say at once", () => {
    const turn = (id: string, begin: number, text: string) => ({
      ParticipantId: id,
      Content: text,
      BeginOffsetMillis: begin,
      EndOffsetMillis: begin + 400,
    });
    const file = { Participants: [], Transcript: [turn("AGENT", 0, "もしもし"), turn("CUSTOMER", 50, "もしもし")] };
    expect(readOne(JSON.stringify(file)).transcript.utterances).toHaveLength(2);
  });

  it("leaves the events of a chat out and takes its times from the clock", () => {
    const item = (second: number, members: object) => ({ AbsoluteTime: `2026-05-12T05:20:0${second}Z`, ...members });
    const file = {
      Participants: [{ ParticipantId: "p1" }],
      Transcript: [
        item(0, { Type: "EVENT", Content: "joined", ParticipantId: "p1", ParticipantRole: "AGENT" }),
        item(2, { Content: "ご用件をどうぞ", ParticipantId: "p1", ParticipantRole: "AGENT" }),
        item(9, { Content: "料金の件です", ParticipantId: "p2", ParticipantRole: "CUSTOMER" }),
      ],
    };
    expect(lines(readOne(JSON.stringify(file)))).toEqual(["agent 0- ご用件をどうぞ", "customer 7000- 料金の件です"]);
  });

  it("leaves provisional utterances out and takes a segment delivered twice once", () => {
    const result = readOne(fixture("contact-lens-realtime.ndjson"));
    expect(result.transcript.callId).toBe("contact-0003");
    expect(codes(result)).toEqual(["partial-results"]);
  });

  it("reads nested redactions of Call Analytics", () => {
    const { transcript } = readOne(fixture("call-analytics.json"));
    expect(transcript.metadata?.source).toMatchObject({ redactions: [{ turn: 2, startMs: 8000, endMs: 8400 }] });
  });
});

describe("Google", () => {
  it("keeps the two agents of a transferred call apart, and the bot out of both", () => {
    const { transcript } = readOne(fixture("google-upload.json"));
    expect(transcript.utterances.map((u) => u.speaker)).toEqual([
      "system",
      "agent",
      "customer",
      "agent",
      "agent",
      "customer",
    ]);
    expect(transcript.utterances[1]?.startMs).toBe(3500);
    expect(transcript.startedAt).toBe("2026-05-12T14:20:00+09:00");
    expect(transcript.metadata?.source).toMatchObject({
      speakerLabels: ["AUTOMATED_AGENT-9", "AGENT-2", "CUSTOMER-1", "AGENT-2", "AGENT-3", "END_USER-1"],
    });
  });

  it("takes message times as times since the first message", () => {
    const { transcript, format } = readOne(fixture("dialogflow.json"));
    expect(format).toBe("dialogflow");
    expect(transcript.utterances.map((u) => u.startMs)).toEqual([0, 4100, 7000, 10700]);
    expect(transcript.startedAt).toBe("2026-05-12T14:20:00.500+09:00");
  });
});

describe("Genesys Cloud", () => {
  it("joins the transcripts of one call and takes its direction", () => {
    const { transcript } = readOne(fixture("genesys.json"));
    expect(transcript).toMatchObject({ callId: "conv-0004", direction: "inbound", agent: { id: "user-9" } });
    expect(transcript.metadata?.source).toMatchObject({ queue: "queue-3", transcripts: 2 });
  });

  it("takes small start times as times since the start of the call", () => {
    const phrase = (purpose: string, startTimeMs: number) => ({
      participantPurpose: purpose,
      text: "はい",
      startTimeMs,
      durationMs: 300,
    });
    const file = {
      conversationId: "c",
      transcripts: [{ phrases: [phrase("internal", 100), phrase("external", 900)] }],
    };
    const { transcript } = readOne(JSON.stringify(file));
    expect(transcript.utterances).toEqual([
      { speaker: "agent", text: "はい", startMs: 100, endMs: 400 },
      { speaker: "customer", text: "はい", startMs: 900, endMs: 1200 },
    ]);
    expect(transcript.startedAt).toBeUndefined();
  });
});

describe("Azure", () => {
  it("puts channels in order of time and drops phrases without words", () => {
    expect(codes(readOne(fixture("azure-batch.json")))).toEqual(["empty-turns", "reordered", "roles-inferred"]);
  });

  it("says of a list of jobs that it is no transcript", () => {
    expect(errorOf(fixture("azure-jobs.json"))).toMatchObject({ code: "unknown-format", path: "values" });
  });
});

describe("Whisper", () => {
  it("says that roles were guessed utterance by utterance", () => {
    const result = readOne(fixture("whisper.json"));
    expect(result.roles.confidence).toBeLessThanOrEqual(0.5);
    expect(codes(result)).toContain("no-speakers");
  });

  it("reads chunk lists, with an open end", () => {
    const result = readOne(fixture("whisper-chunks.json"));
    expect(lines(result)).toEqual([...call.slice(0, 3), `customer 11200- ${said.answer}`]);
  });

  it("points at a sentence that is repeated over and over", () => {
    const segments = [0, 1, 2, 3, 4].map((i) => ({
      start: i,
      end: i + 1,
      text: "ご視聴ありがとうございました",
      speaker: i ? "SPEAKER_00" : "SPEAKER_01",
    }));
    const result = readOne(JSON.stringify({ segments }));
    expect(codes(result)).toContain("repeated-text");
    expect(result.transcript.utterances).toHaveLength(5);
  });
});

describe("AmiVoice", () => {
  it("keeps readings beside the words", () => {
    const { transcript } = readOne(fixture("amivoice-async.json"));
    expect(transcript.metadata?.source).toMatchObject({ sessionId: "sess-0001" });
    expect(transcript).toHaveProperty("metadata.source.readings.1", "りょうきんのことでききたいんですけど");
  });

  it("takes the marks off fillers", () => {
    const [first] = readOne(fixture("amivoice-sync.json")).transcript.utterances;
    expect(first?.text).toBe(`えーと${said.greeting}`);
  });

  it("says that a job is not finished", () => {
    const job = { session_id: "s", status: "processing", audio_md5: "0" };
    expect(errorOf(JSON.stringify(job))).toMatchObject({ code: "bad-transcript", path: "status" });
  });
});

describe("vCon", () => {
  it("takes sender, times and direction of text dialogs", () => {
    const { transcript } = readOne(fixture("vcon-text.json"));
    expect(transcript).toMatchObject({
      callId: "vcon-0001",
      direction: "outbound",
      startedAt: "2026-05-12T14:20:00.500+09:00",
    });
    expect(transcript.utterances[1]).toEqual({ speaker: "customer", text: said.question, startMs: 4100, endMs: 6600 });
  });

  it("prefers a stated direction, and the transcript that tells most, and says so", () => {
    const result = readOne(fixture("vcon-wtf.json"));
    expect(result.transcript.direction).toBe("outbound");
    expect(codes(result)).toContain("several-transcripts");
    expect(result.transcript.startedAt).toBe("2026-05-12T14:20:00+09:00");
  });

  it.each([
    ["vcon-deepgram.json", "inbound"],
    ["vcon-messages.json", "inbound"],
  ])("%s: the first party's role tells the direction", (file, direction) => {
    expect(readOne(fixture(file)).transcript.direction).toBe(direction);
  });

  it.each([
    ["vcon-signed.json", "JWS"],
    ["vcon-encrypted.json", "JWE"],
  ])("%s is refused", (file, form) => {
    const error = errorOf(fixture(file));
    expect(error.code).toBe("unknown-format");
    expect(error.reason).toContain(form);
  });
});

describe("subtitles", () => {
  it("carries a speaker on until the next, and mends malformed times", () => {
    expect(lines(readOne(fixture("carried.srt")))).toEqual([
      "agent 500-2000 お電話ありがとうございます。",
      "agent 2300-4200 あおば通信の佐藤でございます。",
      `customer 4600-7100 ${said.question}`,
      `agent 7500-10900 ${said.name}`,
      `customer 11200- ${said.answer}`,
    ]);
  });

  it("splits a cue of two people, and knows a name without its colon", () => {
    expect(lines(readOne(fixture("dashes.srt")))).toEqual([
      `agent 500-7100 ${said.greeting}`,
      `customer 500-7100 ${said.question}`,
      `agent 7500-10900 ${said.name}`,
      `customer 11200-12600 ${said.answer}`,
    ]);
  });

  it("says that a header alone is an empty call", () => {
    expect(errorOf(fixture("header-only.vtt")).code).toBe("bad-transcript");
  });
});

describe("JSON of no known vendor", () => {
  it("is read by the usual names, as a guess", () => {
    const result = readOne(fixture("turns.json"));
    expect(lines(result)).toEqual([
      `agent 0- ${said.greeting}`,
      `customer 4000- ${said.question}`,
      `agent 7000- ${said.name}`,
      `customer 11000- ${said.answer}`,
    ]);
    expect(result.transcript).toMatchObject({ callId: "g-1", direction: "outbound" });
    expect(codes(result)).toContain("weak-detection");
  });

  it("gives every conversation of a file, and an error in the place of an empty one", () => {
    const outcomes = read(fixture("conversations.json"));
    expect(outcomes.map((o) => (o instanceof Error ? `${o.code} ${o.path}` : o.transcript.callId))).toEqual([
      "k-1",
      "bad-transcript conversations[1]",
      "k-3",
    ]);
  });

  it("is found inside what a service wraps it in", () => {
    const turn = (participantRole: string | null, content: string) => ({
      participantRole,
      content,
      absoluteTime: "2026-05-12T05:20:00Z",
    });
    const file = {
      status: "success",
      data: { id: "i", transcripts: [turn("CUSTOMER", "はい"), turn("AGENT", "どうぞ"), turn("SYSTEM", "x")] },
    };
    const result = readOne(JSON.stringify(file));
    expect(result.place).toBe("data");
    expect(result.transcript.utterances.map((u) => u.speaker)).toEqual(["customer", "agent", "system"]);
  });

  it.each([
    ["seconds as strings", ["0.5", "4.6"], [500, 4600]],
    ["whole seconds", [0, 5], [0, 5000]],
    ["milliseconds", [500, 4600], [500, 4600]],
    ["Unix seconds", [1778563200, 1778563204], [0, 4000]],
    ["Unix milliseconds", [1778563200500, 1778563204600], [0, 4100]],
    ["clock times", ["00:00:01", "00:01:05"], [1000, 65_000]],
    ["ISO times", ["2026-05-12T14:20:00+09:00", "2026-05-12T14:20:03.5+09:00"], [0, 3500]],
  ])("tells %s by themselves", (_, start, expected) => {
    const turns = start.map((value, i) => ({ speaker: i ? "customer" : "agent", text: "はい", start_time: value }));
    expect(readOne(JSON.stringify(turns)).transcript.utterances.map((u) => u.startMs)).toEqual(expected);
  });
});
