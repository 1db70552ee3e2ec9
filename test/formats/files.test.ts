import { createReadStream } from "node:fs";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, type Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { zipSync } from "fflate";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { KikimimiError } from "../../src/errors.js";
import { type FileOutcome, listFiles, readFiles } from "../../src/formats/files.js";
import type { ReadOptions } from "../../src/formats/index.js";
import { call, fixture, fixturePath, lines } from "./fixtures.js";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "kikimimi-"));
});
afterEach(() => rm(folder, { recursive: true }));

const put = async (name: string, content: Uint8Array | string): Promise<string> => {
  const path = join(folder, name);
  await mkdir(join(path, ".."), { recursive: true });
  await writeFile(path, content);
  return path;
};

async function collect(paths: string[], options?: ReadOptions, stdin?: Readable): Promise<FileOutcome[]> {
  const all: FileOutcome[] = [];
  for await (const outcome of readFiles(paths, options, stdin)) all.push(outcome);
  return all;
}

const brief = (outcomes: readonly FileOutcome[]): string[] =>
  outcomes.map((o) => `${o.file.replace(folder, "")} ${o instanceof KikimimiError ? o.code : o.format}`);

const ndjson = (count: number): string =>
  Array.from({ length: count }, (_, i) =>
    JSON.stringify({ callId: `c${i}`, utterances: [{ speaker: "agent", text: "もしもし".repeat(150) }] }),
  ).join("\n");

describe("files", () => {
  it("reads a folder of mixed formats in order, and goes on past bad ones", async () => {
    await put("b/a.json", fixture("contact-lens-bare.json"));
    await put("b/z.vtt", fixture("voices.vtt"));
    await put("a.csv", fixture("english.tsv"));
    await put("c.bin", Uint8Array.of(1, 0, 2, 0, 0, 3));
    await put("d.zip", zipSync({ "x.json": fixture("deepgram.json"), "y.json": fixture("genesys.json") }));
    await put("e.json.gz", gzipSync(fixture("kikimimi.json")));
    await put("f.json", "{");
    await put("a.gold.json", "{}");
    await put(".hidden.json", "{}");
    await put("call.wav", "RIFF");
    await put("readme.md", "読み物です。");
    const outcomes = await collect([folder]);
    expect(brief(outcomes)).toEqual([
      "/a.csv csv",
      "/b/a.json contact-lens",
      "/b/z.vtt vtt",
      "/c.bin unknown-format",
      "/d.zip deepgram",
      "/d.zip genesys",
      "/e.json.gz kikimimi",
      "/f.json bad-transcript",
    ]);
    expect(outcomes.flatMap((o) => (o instanceof KikimimiError ? [] : lines(o)))).toEqual(
      [1, 2, 3, 4, 5, 6].flatMap(() => call),
    );
  });

  it("takes paths in the order given, also ones a folder would leave out", async () => {
    const b = await put("b.json", fixture("kikimimi.json"));
    const a = await put("a.md", fixture("typed-letters.txt"));
    expect(brief(await collect([b, a, b]))).toEqual(["/b.json kikimimi", "/a.md text", "/b.json kikimimi"]);
  });

  it("expands globs", async () => {
    await put("x/1.json", fixture("kikimimi.json"));
    await put("x/2.txt", fixture("typed-letters.txt"));
    expect(await listFiles(`${folder}/**/*.json`)).toEqual([join(folder, "x/1.json")]);
  });

  it.each([
    ["missing.json", "ファイルがありません"],
    ["**/*.nothing", "ひとつもありません"],
  ])("says of %s what is wrong, with the file's name", async (name, reason) => {
    const [error] = await collect([join(folder, name)]);
    expect(error).toBeInstanceOf(KikimimiError);
    expect(error).toMatchObject({ code: "unreadable-file", file: join(folder, name) });
    expect((error as KikimimiError).message).toContain(reason);
  });

  it("says of an empty folder that it is one", async () => {
    expect((await collect([folder]))[0]).toMatchObject({ code: "unreadable-file", file: folder });
  });

  it.skipIf(process.getuid?.() === 0)("says that a file may not be opened", async () => {
    const path = await put("a.json", "{}");
    await chmod(path, 0);
    expect((await collect([path]))[0]).toMatchObject({ code: "unreadable-file" });
  });

  it("puts the file in front of the place in a message", async () => {
    const path = await put("a.json", '{"callId":"c","utterances":[{"speaker":"x","text":""}]}');
    const [error] = await collect([path]);
    expect((error as KikimimiError).message.startsWith(`${path}: utterances[0].speaker: `)).toBe(true);
  });

  it.each([
    ["JSON", "kikimimi.json"],
    ["NDJSON", "kikimimi.ndjson"],
    ["a table", "english.tsv"],
  ])("reads %s from standard input", async (_, file) => {
    const outcomes = await collect(["-"], {}, createReadStream(fixturePath(file)));
    expect(outcomes.map((o) => o.file)).toEqual(outcomes.map(() => "-"));
    expect(outcomes.flatMap((o) => (o instanceof KikimimiError ? [] : lines(o)))).toEqual(outcomes.flatMap(() => call));
  });

  it("streams NDJSON beyond the size of a document, gzipped or not", async () => {
    const text = ndjson(1000);
    const limits = { maxBytes: 1_500_000 };
    expect(Buffer.byteLength(text)).toBeGreaterThan(limits.maxBytes);
    const plain = await put("a.ndjson", text);
    const packed = await put("a.ndjson.gz", gzipSync(text));
    for (const path of [plain, packed]) {
      const outcomes = await collect([path], { limits });
      expect(outcomes).toHaveLength(1000);
      expect(outcomes.filter((o) => o instanceof KikimimiError)).toEqual([]);
      expect(outcomes.at(-1)).toMatchObject({ transcript: { callId: "c999" }, place: "line 1000" });
    }
  });

  it("bounds a document that is no NDJSON", async () => {
    const path = await put("a.txt", "オペレーター:もしもし\n".repeat(100_000));
    expect((await collect([path], { limits: { maxBytes: 1_500_000 } }))[0]).toMatchObject({
      code: "limit-exceeded",
      file: path,
    });
  });

  it("reads on behind an endless first line", async () => {
    const long = `{"callId":"a","x":"${"あ".repeat(700_000)}"}`;
    const path = await put("a.ndjson", `${long}\n${ndjson(1)}\n`);
    const outcomes = await collect([path], { limits: { maxBytes: 1_500_000, maxLineBytes: 1_000_000 } });
    expect(brief(outcomes)).toEqual(["/a.ndjson limit-exceeded", "/a.ndjson kikimimi"]);
  });

  it("says that a gzipped file is damaged", async () => {
    const path = await put("a.json.gz", gzipSync(fixture("kikimimi.json")).subarray(0, 80));
    expect((await collect([path]))[0]).toMatchObject({ code: "unreadable-file", file: path });
  });
});

describe("a pipe whose writer is slow", () => {
  it("gives the first calls as soon as the next one begins", async () => {
    const stdin = new PassThrough();
    const line = (id: string) =>
      `${JSON.stringify({ callId: id, utterances: [{ speaker: "agent", text: "はい。" }] })}\n`;
    stdin.write(line("a"));
    stdin.write(line("b"));
    const outcomes = readFiles(["-"], {}, stdin);
    const first = await outcomes.next();
    expect((first.value as { transcript: { callId: string } }).transcript.callId).toBe("a");
    stdin.end(line("c"));
    const rest: string[] = [];
    for await (const outcome of outcomes) if ("transcript" in outcome) rest.push(outcome.transcript.callId);
    expect(rest).toEqual(["b", "c"]);
  });
});
