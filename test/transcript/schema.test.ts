import { describe, expect, it } from "vitest";
import * as z from "zod";
import { KikimimiError } from "../../src/errors.js";
import { readTranscripts } from "../../src/formats/index.js";
import { transcriptSchema } from "../../src/transcript/json-schema.js";
import { parseTranscript } from "../../src/transcript/schema.js";

const line = { speaker: "agent", text: "お電話ありがとうございます。" };
const call = { callId: "c", utterances: [line] };

function refusal(value: unknown): KikimimiError {
  try {
    parseTranscript(value);
  } catch (error) {
    if (error instanceof KikimimiError) return error;
    throw error;
  }
  throw new Error("it was taken");
}

describe("a member that is misspelt", () => {
  it.each<[object, string, string]>([
    [{ ...call, directon: "inbound" }, "directon", "direction"],
    [{ ...call, Direction: "inbound" }, "Direction", "direction"],
    [{ ...call, started_at: "2026-05-12T14:20:00+09:00" }, "started_at", "startedAt"],
    [{ callID: "c", utterances: [line] }, "callID", "callId"],
    [{ callId: "c", utterence: [line] }, "utterence", "utterances"],
    [{ ...call, agent: { nmae: "佐藤" } }, "agent.nmae", "name"],
    [{ ...call, company: { name: "あおば通信", alias: ["あおば"] } }, "company.alias", "aliases"],
    [{ callId: "c", utterances: [line, { ...line, startMS: 5 }] }, "utterances[1].startMS", "startMs"],
    [{ callId: "c", utterances: [{ speeker: "agent", text: "x" }] }, "utterances[0].speeker", "speaker"],
  ])("%j", (value, path, meant) => {
    const error = refusal(value);
    expect(error).toMatchObject({ code: "bad-transcript", path, hint: `もしかして ${meant} ?` });
    expect(error.messageIn("en")).toBe(`${path}: there is no such field → did you mean ${meant}?`);
  });

  it("is told of a file", () => {
    const file = new TextEncoder().encode(JSON.stringify({ ...call, directon: "inbound" }));
    expect(() => readTranscripts(file)).toThrow("directon");
  });
});

const strange = [
  { ...call, queue: "sales", event: 1, calls: 2, audio: "x.wav" },
  { ...call, agent: { id: "a1", age: 30, uid: 5 }, company: { game: 1, names: [], name: "あおば通信" } },
  { callId: "c", utterances: [{ ...line, startMs: 500, start: 0.5, endMs: 900, end: 0.9, next: 1, words: [] }] },
];

describe("other members that are not known", () => {
  it.each(strange)("are left out: %j", (value) => {
    const read = JSON.stringify(parseTranscript(value));
    for (const key of [
      "queue",
      "event",
      "calls",
      "audio",
      "age",
      "uid",
      "game",
      "names",
      "start",
      "end",
      "next",
      "words",
    ])
      expect(read).not.toContain(`"${key}"`);
  });

  it("are left to whoever wrote them in the metadata", () => {
    const metadata = { directon: 1, agnt: { nmae: 2 } };
    expect(parseTranscript({ ...call, metadata }).metadata).toEqual(metadata);
  });
});

describe("the published schema", () => {
  const schema = z.fromJSONSchema(JSON.parse(JSON.stringify(transcriptSchema())));

  it.each([call, ...strange])("takes what the library takes: %j", (value) => {
    expect(schema.safeParse(value).success).toBe(true);
  });

  it.each([{}, { ...call, callId: "" }, { ...call, direction: "up" }, { ...call, utterances: [{ speaker: "agent" }] }])(
    "refuses what the library refuses: %j",
    (value) => {
      expect(refusal(value).code).toBe("bad-transcript");
      expect(schema.safeParse(value).success).toBe(false);
    },
  );
});
