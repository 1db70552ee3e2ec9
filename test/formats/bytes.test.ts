import { Readable } from "node:stream";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { KikimimiError } from "../../src/errors.js";
import { readFiles } from "../../src/formats/files.js";
import { type Encoding, type ReadOptions, readStream, readTranscripts } from "../../src/formats/index.js";
import { bytes, call, fixture, fixturePath, lines } from "./fixtures.js";

/** What programs without types pass. */
const untyped = readTranscripts as (bytes?: unknown, options?: unknown) => ReturnType<typeof readTranscripts>;

function thrownBy(act: () => unknown): KikimimiError {
  try {
    act();
  } catch (error) {
    if (error instanceof KikimimiError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("the content of a file", () => {
  const file = Uint8Array.from(fixture("kikimimi.json"));

  it("is taken as an ArrayBuffer, too, and of another realm", () => {
    expect(readTranscripts(file.buffer).map(lines)).toEqual([call]);
    const foreign = runInNewContext("Uint8Array.from(content).buffer", { content: file }) as ArrayBuffer;
    expect(foreign).not.toBeInstanceOf(ArrayBuffer);
    expect(readTranscripts(foreign).map(lines)).toEqual([call]);
  });

  it("is no more than what a view shows", () => {
    const padded = Uint8Array.from([...bytes("xx"), ...file, ...bytes("yy")]);
    expect(untyped(new DataView(padded.buffer, 2, file.length)).map(lines)).toEqual([call]);
  });

  it.each([
    ["a text", "secret call"],
    ["nothing", undefined],
    ["numbers", [1, 2]],
    ["an object", {}],
  ])("%s is refused by what was expected", (_, content) => {
    const error = thrownBy(() => untyped(content));
    expect(error).toMatchObject({ code: "bad-option", path: "bytes" });
    expect(error.message).toContain("期待: Uint8Array か ArrayBuffer");
    expect(error.messageIn("en")).toContain("expected: a Uint8Array or an ArrayBuffer");
    expect(error.message).not.toContain("secret");
  });

  it("says how a text or a file name can be passed", () => {
    expect(thrownBy(() => untyped("call.json")).messageIn("en")).toContain("TextEncoder");
  });
});

describe("the encoding option", () => {
  const content = fixture("kikimimi.json");
  const wrong = { encoding: "utf-7" as Encoding };

  it.each(["utf-7", "klingon", "", 8, null, {}])("%j is refused with those that there are", (encoding) => {
    const error = thrownBy(() => untyped(content, { encoding }));
    expect(error).toMatchObject({ code: "bad-option", path: "encoding" });
    expect(error.expected).toBe("utf-8 | utf-16le | utf-16be | shift_jis | euc-jp | iso-2022-jp");
  });

  it("hints at the one that was meant", () => {
    expect(thrownBy(() => readTranscripts(content, wrong)).messageIn("en")).toContain("did you mean utf-8?");
  });

  it("is refused at once, not for every line or file", async () => {
    const first = (outcomes: AsyncGenerator<unknown>) => outcomes.next();
    await expect(first(readStream(Readable.from([content]), wrong))).rejects.toMatchObject({ code: "bad-option" });
    await expect(first(readFiles([fixturePath("kikimimi.json")], wrong))).rejects.toMatchObject({ code: "bad-option" });
  });

  it("takes the names that people use", () => {
    const options = { encoding: "UTF8" } as unknown as ReadOptions;
    expect(readTranscripts(content, options).map(lines)).toEqual([call]);
  });
});
