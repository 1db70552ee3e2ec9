import { createReadStream, type Stats } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { isAbsolute, resolve, sep } from "node:path";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { glob, isDynamicPattern } from "tinyglobby";
import { KikimimiError, type Said } from "../errors.js";
import type { ReadOutcome } from "./choose.js";
import { parseEncoding } from "./encoding.js";
import type { ReadOptions, ReadResult } from "./format.js";
import { exceeded, type Limits, resolveLimits } from "./limits.js";
import { readStream } from "./lines.js";
import { readEach } from "./read.js";

/** A call out of a file, or an error that names it. */
export type FileOutcome = (ReadResult & { file: string }) | (KikimimiError & { file: string });

/** In a folder, what is plainly something else is passed over; a file that is named is always tried. */
const otherFiles =
  "wav mp3 m4a aac ogg opus flac wma amr mp4 mov webm avi png jpg jpeg gif svg pdf md html css js ts py sh exe dll db log yaml yml xml".split(
    " ",
  );

/**
 * The files that paths, folders and globs stand for, in the order given; within a folder or glob by name.
 * Hidden files, media and label files (`*.gold.json`) in folders are left out.
 * @throws KikimimiError `unreadable-file` for a path that is not there, or a folder or glob without files
 */
export async function listFiles(path: string): Promise<string[]> {
  if (path === "-") return ["-"];
  const found = await statOf(path);
  // A shell writes globs out: labels that lie beside transcripts are passed over there too.
  if (found && !found.isDirectory()) return path.endsWith(".gold.json") ? [] : [path];
  if (!found && !isDynamicPattern(path)) {
    throw new KikimimiError(
      "unreadable-file",
      { ja: "ファイルがありません", en: "there is no such file" },
      {
        file: path,
        expected: { ja: "ファイル、フォルダ、glob または -", en: "a file, a folder, a glob or -" },
      },
    );
  }
  const ignore = ["**/*.gold.json", "**/node_modules/**", ...otherFiles.map((extension) => `**/*.${extension}`)];
  const files = found
    ? (await glob("**/*", { cwd: path, ignore, dot: false, caseSensitiveMatch: false })).map((file) =>
        joinPath(path, file),
      )
    : await glob(path.replaceAll("\\", "/"), {
        ignore: ignore.slice(0, 2),
        dot: false,
        expandDirectories: false,
        absolute: isAbsolute(path),
      });
  if (files.length === 0) {
    throw new KikimimiError(
      "unreadable-file",
      { ja: "読めるファイルがひとつもありません", en: "there is no file to read" },
      {
        file: path,
        expected: { ja: "書き起こしのファイル", en: "transcript files" },
      },
    );
  }
  return files.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

const joinPath = (folder: string, file: string): string =>
  /[/\\]$/.test(folder) ? `${folder}${file}` : `${folder}${sep}${file}`;

async function statOf(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch {
    return undefined;
  }
}

/**
 * Reads the calls of files, folders, globs and standard input (`-`), one file after the other, in order.
 * A file that cannot be read gives an error in its place, and the next ones are read. Long NDJSON files are streamed.
 * @throws KikimimiError `bad-option` for an unknown encoding or a limit that is no positive number
 */
export async function* readFiles(
  paths: Iterable<string>,
  options: ReadOptions = {},
  stdin: Readable = process.stdin,
): AsyncGenerator<FileOutcome> {
  const limits = resolveLimits(options.limits);
  if (options.encoding !== undefined) parseEncoding(options.encoding);
  for (const path of paths) {
    let files: string[];
    try {
      files = await listFiles(path);
    } catch (error) {
      yield inFile(error, path);
      continue;
    }
    for (const file of files) {
      const source = file === "-" ? stdin : createReadStream(file, { highWaterMark: 1 << 18 });
      try {
        for await (const outcome of readSource(
          source,
          file,
          file === "-" ? options : { ...options, fileName: file },
          limits,
        )) {
          yield outcome instanceof KikimimiError ? inFile(outcome, file) : { ...outcome, file };
        }
      } catch (error) {
        yield inFile(error, file);
      } finally {
        if (file !== "-") source.destroy();
      }
    }
  }
}

function inFile(error: unknown, file: string): KikimimiError & { file: string } {
  const known =
    error instanceof KikimimiError
      ? error
      : new KikimimiError("unreadable-file", reasonOf(error), {
          expected: { ja: "読めるファイル", en: "a readable file" },
          cause: error,
        });
  return known.in(file) as KikimimiError & { file: string };
}

function reasonOf(error: unknown): Said {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "EACCES" || code === "EPERM")
    return { ja: "ファイルを開く権限がありません", en: "the file may not be opened" };
  if (code === "ENOENT") return { ja: "ファイルがありません", en: "there is no such file" };
  if (code.startsWith("Z_")) return { ja: "圧縮ファイルが壊れています", en: "the compressed file is damaged" };
  const detail = code ? ` (${code})` : "";
  return { ja: `ファイルを読めません${detail}`, en: `the file cannot be read${detail}` };
}

/** How much is looked at to tell NDJSON from everything else. */
const PEEK = 1 << 20;

async function* readSource(
  source: Readable,
  file: string,
  options: ReadOptions,
  limits: Limits,
): AsyncGenerator<ReadOutcome> {
  const chunks = source[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  const head: Uint8Array[] = [];
  // Who writes to a pipe may do so slowly: the first calls need not wait for more than tells what they are.
  const told = () => looksLikeLines(Buffer.concat(head)) === "more";
  const ended = await fill(chunks, head, PEEK, file === "-" ? told : undefined);
  const packed = head[0]?.[0] === 0x1f && head[0]?.[1] === 0x8b;
  if (packed) {
    // Looked into as well: an archive of NDJSON may be far larger than its file.
    const rest = chain(head, ended ? undefined : chunks);
    const unpacked = rest.pipe(createGunzip());
    rest.on("error", (error) => unpacked.destroy(error));
    const inner = unpacked[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
    const start: Uint8Array[] = [];
    const whole = await fill(inner, start, PEEK);
    yield* readPlain(start, whole ? undefined : inner, options, limits);
    return;
  }
  // A zip needs its end first; it is bounded by its own limits.
  const zip = head[0]?.[0] === 0x50 && head[0]?.[1] === 0x4b;
  if (zip && !ended && file !== "-") {
    const { size } = await stat(resolve(file));
    if (size > limits.maxArchiveBytes)
      throw exceeded(
        { ja: "ファイルの大きさ(バイト)", en: "the size of the file (bytes)" },
        "maxArchiveBytes",
        limits.maxArchiveBytes,
      );
    yield* readEach(await readFile(file), options);
    return;
  }
  yield* readPlain(head, ended ? undefined : chunks, options, limits);
}

async function* readPlain(
  head: Uint8Array[],
  rest: AsyncIterator<Uint8Array> | undefined,
  options: ReadOptions,
  limits: Limits,
): AsyncGenerator<ReadOutcome> {
  if (options.format === "ndjson" || (rest && looksLikeLines(Buffer.concat(head)))) {
    yield* readStream(chain(head, rest), options);
    return;
  }
  let size = head.reduce((sum, chunk) => sum + chunk.length, 0);
  for (let next = await rest?.next(); next && !next.done; next = await rest?.next()) {
    head.push(next.value);
    size += next.value.length;
    if (size > limits.maxBytes && !head.slice(0, 4).some((chunk) => chunk.includes(10)) && head[0]?.[0] === 0x7b) {
      // One endless line: if others follow it, they can still be read.
      yield* readStream(chain(head, rest), options);
      return;
    }
    if (size > limits.maxBytes)
      throw exceeded(
        { ja: "ファイルの大きさ(バイト)", en: "the size of the file (bytes)" },
        "maxBytes",
        limits.maxBytes,
      );
  }
  yield* readEach(Buffer.concat(head), options);
}

async function fill(
  chunks: AsyncIterator<Uint8Array>,
  into: Uint8Array[],
  wanted: number,
  isEnough: () => boolean = () => false,
): Promise<boolean> {
  for (let size = 0; size < wanted; ) {
    const next = await chunks.next();
    if (next.done) return true;
    into.push(next.value);
    size += next.value.length;
    if (isEnough()) return false;
  }
  return false;
}

/** Whether the first line is a whole JSON object; `more` when another one begins after it. */
function looksLikeLines(head: Buffer): boolean | "more" {
  const text = head.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? head.subarray(3) : head;
  if (text[0] !== 0x7b) return false;
  const end = text.indexOf(10);
  if (end < 0) return false;
  const next = text.subarray(end + 1).find((byte) => byte !== 10 && byte !== 13 && byte !== 32);
  try {
    JSON.parse(text.subarray(0, end).toString("latin1"));
    return next === 0x7b ? "more" : next === undefined;
  } catch {
    return false;
  }
}

/** What has been read already, and then the rest. */
function chain(head: readonly Uint8Array[], rest: AsyncIterator<Uint8Array> | undefined): Readable {
  const chunks = async function* (): AsyncGenerator<Uint8Array> {
    yield* head;
    for (let next = await rest?.next(); next && !next.done; next = await rest?.next()) yield next.value;
  };
  return Readable.from(chunks(), { objectMode: false });
}
