import { describe, expect, it } from "vitest";
import { KikimimiError } from "../../src/errors.js";
import { type ReadOptions, type ReadOutcome, readStream } from "../../src/formats/index.js";
import { bytes, call, fixture, lines, read } from "./fixtures.js";

async function* chunks(content: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
}

async function collect(source: AsyncIterable<Uint8Array>, options?: ReadOptions): Promise<ReadOutcome[]> {
  const all: ReadOutcome[] = [];
  for await (const outcome of readStream(source, options)) all.push(outcome);
  return all;
}

const brief = (outcomes: readonly ReadOutcome[]): string[] =>
  outcomes.map((o) => (o instanceof KikimimiError ? `${o.code} ${o.path}` : `${o.transcript.callId} ${o.place}`));

const line = (id: string): string =>
  JSON.stringify({ callId: id, utterances: [{ speaker: "agent", text: "もしもし" }] });

describe("NDJSON", () => {
  it.each([1, 7, 64, 100_000])("reads the same in chunks of %i bytes as at once", async (size) => {
    const content = fixture("kikimimi.ndjson");
    const streamed = await collect(chunks(content, size));
    expect(brief(streamed)).toEqual(brief(read(content)));
    expect(streamed.map((o) => (o instanceof KikimimiError ? [] : lines(o)))).toEqual([call, call]);
  });

  it("gives one error for each bad line and reads on", async () => {
    const text = [line("a"), "{}}", "", '{"x":1}', line("b"), "not json", line("c")].join("\r\n");
    const expected = [
      "a line 1",
      "bad-transcript line 2, column 3",
      "unknown-format line 4",
      "b line 5",
      "bad-transcript line 6, column 1",
      "c line 7",
    ];
    expect(brief(await collect(chunks(bytes(text), 10)))).toEqual(expected);
    expect(brief(read(text))).toEqual(expected);
  });

  it("gives one error for a line of wrong bytes", async () => {
    const content = Uint8Array.from([...bytes(`${line("a")}\n{"x":"`), 0xff, 0xff, ...bytes(`"}\n${line("b")}\n`)]);
    expect(brief(await collect(chunks(content, 50)))).toEqual(["a line 1", "bad-encoding line 2.byte 6", "b line 3"]);
  });

  it("skips a line past the limit without holding it", async () => {
    const source = async function* (): AsyncGenerator<Uint8Array> {
      yield bytes(`${line("a")}\n{"x":"`);
      for (let i = 0; i < 200; i++) yield new Uint8Array(1 << 20).fill(0x61);
      yield bytes(`"}\n${line("b")}\n`);
    };
    expect(brief(await collect(source(), { limits: { maxLineBytes: 1 << 20 } }))).toEqual([
      "a line 1",
      "limit-exceeded line 2",
      "b line 3",
    ]);
  });

  it("reads the source only as results are taken", async () => {
    let given = 0;
    const source = async function* (): AsyncGenerator<Uint8Array> {
      for (; given < 1000; given++) yield bytes(`${line(`c${given}`)}\n`);
    };
    const results = readStream(source());
    await results.next();
    await results.next();
    expect(given).toBeLessThan(3);
    await results.return(undefined);
  });

  it("gathers turns that come line by line into their calls", () => {
    const outcomes = read(fixture("turns.ndjson"));
    expect(brief(outcomes)).toEqual(["n-1 line 1", "n-2 line 5"]);
  });

  it("keeps the events of calls in progress apart", async () => {
    const event = (id: string, type: string, text?: string): string =>
      JSON.stringify({
        ContactId: id,
        EventType: type,
        ...(text
          ? { Segments: [{ Transcript: { Id: text, ParticipantRole: "AGENT", Content: text, BeginOffsetMillis: 1 } }] }
          : {}),
      });
    const text = [
      event("x", "STARTED"),
      event("x", "SEGMENTS", "もしもし"),
      event("y", "SEGMENTS", "はい"),
      event("x", "SEGMENTS", "どうも"),
      event("x", "COMPLETED"),
      event("y", "COMPLETED"),
    ].join("\n");
    const outcomes = await collect(chunks(bytes(text), 30));
    expect(
      outcomes.map((o) =>
        o instanceof KikimimiError
          ? o.message
          : `${o.transcript.callId} ${o.transcript.utterances.map((u) => u.text).join()}`,
      ),
    ).toEqual(["x もしもし,どうも", "y はい"]);
  });

  it("bounds the turns gathered for one call", () => {
    const text = [1, 2, 3, 4].map((n) => JSON.stringify({ call_id: "a", speaker: "agent", text: `${n}` })).join("\n");
    expect(brief(read(text, { limits: { maxUtterances: 2 } }))[0]).toBe("limit-exceeded line 3");
  });
});
