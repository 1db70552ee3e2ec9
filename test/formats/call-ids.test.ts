import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { zipSync } from "fflate";
import { afterEach, beforeEach, expect, it } from "vitest";
import { KikimimiError } from "../../src/errors.js";
import { readFiles } from "../../src/formats/files.js";
import { type ReadOptions, type ReadOutcome, readStream } from "../../src/formats/index.js";
import { bytes, read } from "./fixtures.js";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "kikimimi-"));
});
afterEach(() => rm(folder, { recursive: true }));

const typed = "オペレーター:もしもし\nお客様:はい";
const srt =
  "1\n00:00:01,000 --> 00:00:02,000\nオペレーター: もしもし\n\n2\n00:00:03,000 --> 00:00:04,000\nお客様: はい\n";
const vtt = `WEBVTT\n\n${srt.replaceAll(",", ".")}`;
const turns = JSON.stringify([
  { speaker: "agent", text: "もしもし", start: 1 },
  { speaker: "customer", text: "はい", start: 2 },
]);
const calls = `queue,text\n窓口,"OP:もしもし\n客:はい"\n窓口,"OP:こんにちは\n客:ええ"\n`;

const idOf = (outcome: ReadOutcome): string =>
  outcome instanceof KikimimiError ? `${outcome.code}` : outcome.transcript.callId;

async function idsIn(files: Record<string, string | Uint8Array>, options?: ReadOptions): Promise<string[]> {
  const ids: string[] = [];
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(folder, name, ".."), { recursive: true });
    await writeFile(join(folder, name), content);
    for await (const outcome of readFiles([join(folder, name)], options)) ids.push(idOf(outcome));
  }
  return ids;
}

it.each([
  ["0412_山田.txt", typed, "0412_山田"],
  ["a/b/0412.vtt", vtt, "0412"],
  ["0412.srt", srt, "0412"],
  ["0412.json", turns, "0412"],
  ["0412.txt.gz", gzipSync(typed), "0412"],
  ["2026.11.16", typed, "2026.11.16"],
  ["2026.11.16.txt", typed, "2026.11.16"],
  ["か\u3099.txt", typed, "が"],
])("calls the call of %s after its file", async (name, content, id) => {
  expect(await idsIn({ [name]: content })).toEqual([id]);
});

it("numbers further calls of one file", async () => {
  expect(await idsIn({ "day.csv": calls })).toEqual(["day", "day-2"]);
});

it("calls what is in a zip after its members, and tells members of one name apart", async () => {
  const zip = zipSync({ "a/1.txt": bytes(typed), "b/1.txt": bytes(typed), "2.vtt": bytes(vtt) });
  expect((await idsIn({ "all.zip": zip })).sort()).toEqual(["1", "1-2", "2"]);
});

it("leaves an id of the file alone, and takes the one of the options before the name", async () => {
  expect(await idsIn({ "0412.txt": `通話ID:x-9\n${typed}` }, { callId: "given" })).toEqual(["x-9"]);
  expect(await idsIn({ "0413.txt": typed }, { callId: "given" })).toEqual(["given"]);
});

it("does not number ids that the file gives itself", async () => {
  const line = JSON.stringify({ callId: "same", utterances: [{ speaker: "agent", text: "はい" }] });
  expect(await idsIn({ "same.ndjson": `${line}\n${line}\n` })).toEqual(["same", "same"]);
});

it("keeps `call` for standard input", async () => {
  const ids: string[] = [];
  for await (const outcome of readFiles(["-"], {}, Readable.from([Buffer.from(typed)]))) ids.push(idOf(outcome));
  expect(ids).toEqual(["call"]);
});

it("takes the name of bytes and streams where it is told", async () => {
  expect(read(typed, { fileName: "C:\\calls\\0412.txt" }).map(idOf)).toEqual(["0412"]);
  expect(read(typed).map(idOf)).toEqual(["call"]);
  const streamed: string[] = [];
  const line = JSON.stringify({
    utterances: [
      { speaker: "agent", text: "もしもし", start: 1 },
      { speaker: "customer", text: "はい", start: 2 },
    ],
  });
  const source = Readable.from([Buffer.from(`${line}\n${line}\n`)]);
  for await (const outcome of readStream(source, { fileName: "day.ndjson" })) streamed.push(idOf(outcome));
  expect(streamed).toEqual(["day", "day-2"]);
});
