import { gzipSync, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { parseDictionary } from "../../src/dictionary/load.js";
import { KikimimiError } from "../../src/errors.js";
import { readEach } from "../../src/formats/index.js";

const bytes = (text: string) => new TextEncoder().encode(text);
const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;
const first = (file: Uint8Array, limits = {}) => [...readEach(file, { limits })][0];
const line = { speaker: "agent", text: "はい" };

describe("files that are made to exhaust", () => {
  test.each([
    ["a zip", zipSync({ "a.json": new Uint8Array(50_000_000) }, { level: 9 }), "maxRatio", { maxRatio: 500 }],
    ["a gzip", gzipSync(new Uint8Array(50_000_000), { level: 9 }), "maxBytes", { maxBytes: 1_000_000 }],
    [
      "many files",
      zipSync(Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`${i}`, bytes("x")]))),
      "maxArchiveEntries",
      { maxArchiveEntries: 200 },
    ],
    ["a zip in a gzip in a gzip", gzipSync(gzipSync(gzipSync(gzipSync(bytes("x"))))), undefined, {}],
    [
      "metadata too deep to be written again",
      bytes(`{"callId":"x","utterances":[${JSON.stringify(line)}],"metadata":{"a":${nested(50_000)}}}`),
      "maxDepth",
      {},
    ],
    ["lists too deep for the stack", bytes(`${"[".repeat(200_000)}${"]".repeat(200_000)}`), undefined, {}],
    ["objects too deep for the stack", bytes(nested(200_000)), undefined, {}],
  ])("%s", (_, file, limit, limits) => {
    const outcome = first(file, limits);
    expect(outcome).toBeInstanceOf(KikimimiError);
    // The error names the limit that a user may raise.
    if (limit) expect(outcome).toMatchObject({ code: "limit-exceeded", hint: expect.stringContaining(limit) });
  });

  test.each([
    [
      "aliases of aliases",
      "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c]",
    ],
    ["an alias of nothing", "<<: *x"],
    ["depth", "[".repeat(20_000)],
  ])("a dictionary: %s", (_, yaml) => {
    expect(() => parseDictionary("own.yaml", yaml)).toThrow(KikimimiError);
  });
});

describe("names from outside", () => {
  test("in an archive are shown, and never paths", () => {
    const text = bytes("オペレーター：はい\nお客様：はい\n");
    const outcomes = [...readEach(zipSync({ "../../../evil.txt": text, "/etc/passwd.txt": text }))];
    for (const outcome of outcomes) {
      if (outcome instanceof KikimimiError) throw outcome;
      expect(outcome.transcript.callId).not.toMatch(/[./]/u);
    }
    expect(outcomes).toHaveLength(2);
  });

  test("__proto__ among the members, the columns and the header is a name like any other, or none", () => {
    const json = `{"callId":"x","__proto__":{"polluted":1},"utterances":[{"speaker":"agent","text":"はい","__proto__":{"polluted":1}}],"metadata":{"__proto__":{"polluted":1}}}`;
    const csv = "call_id,__proto__,speaker,text\n__proto__,polluted,agent,はい\n__proto__,polluted,customer,はい\n";
    for (const file of [json, csv]) expect(first(bytes(file))).not.toBeInstanceOf(KikimimiError);
    const own = parseDictionary("own.yaml", "__proto__: {about: x, entries: [{phrases: [x], match: [x]}]}");
    expect(Object.keys(own.cues)).toEqual([]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
  });

  test("errors stay on one line, whatever the file is called", () => {
    const error = new KikimimiError("unreadable-file", "a\nb", { file: "x\u001b[31m\r\n\u202e.json" });
    expect(error.message).toBe("x [31m .json: a b");
  });
});
