import { Gunzip, type UnzipFileInfo, unzipSync } from "fflate";
import { KikimimiError, type Said } from "../errors.js";
import { decodeText } from "./encoding.js";
import type { FormatInput, ReadOptions } from "./format.js";
import { exceeded, type Limits } from "./limits.js";
import { readWorkbook } from "./workbook.js";

/** A document out of a file; `name` is its name in an archive, for messages only. */
export type Part = { name?: string } & ({ bytes: Uint8Array } | { sheets: NonNullable<FormatInput["sheets"]> });

const startsWith = (bytes: Uint8Array, ...magic: number[]): boolean => magic.every((byte, i) => bytes[i] === byte);
const isGzip = (bytes: Uint8Array): boolean => startsWith(bytes, 0x1f, 0x8b, 0x08);
const isZip = (bytes: Uint8Array): boolean =>
  startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || startsWith(bytes, 0x50, 0x4b, 0x05, 0x06);

/**
 * The documents of a file: itself, what it holds gzipped, or the files of a zip archive.
 * Names in an archive are never used as paths. Errors stand in the place of the document they concern.
 */
export function* unpack(
  bytes: Uint8Array,
  limits: Limits,
  options: ReadOptions = {},
  depth = 0,
): Generator<Part | KikimimiError> {
  try {
    if (bytes.length > limits.maxBytes && !isZip(bytes))
      throw exceeded(
        { ja: "ファイルの大きさ(バイト)", en: "the size of the file (bytes)" },
        "maxBytes",
        limits.maxBytes,
      );
    if (isGzip(bytes) && depth < 3) yield* unpack(gunzip(bytes, limits), limits, options, depth + 1);
    else if (isZip(bytes)) yield* unzip(bytes, limits, options, depth);
    else {
      refuseBinary(bytes, options);
      yield { bytes };
    }
  } catch (error) {
    yield error instanceof KikimimiError ? error : damaged(error);
  }
}

function damaged(cause: unknown): KikimimiError {
  return new KikimimiError(
    "unreadable-file",
    { ja: "圧縮ファイルが壊れています", en: "the compressed file is damaged" },
    {
      expected: { ja: "gzip または zip", en: "gzip or zip" },
      hint: { ja: "圧縮し直すか、展開してから渡してください", en: "compress it again, or unpack it first" },
      cause,
    },
  );
}

function gunzip(bytes: Uint8Array, limits: Limits): Uint8Array {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let ended = false;
  const stream = new Gunzip((chunk, final) => {
    size += chunk.length;
    if (size > limits.maxBytes)
      throw exceeded({ ja: "展開後の大きさ(バイト)", en: "the unpacked size (bytes)" }, "maxBytes", limits.maxBytes);
    chunks.push(chunk);
    ended = final;
  });
  // In small steps, so that a bomb is stopped soon after the limit.
  for (let at = 0; at < bytes.length; at += 16_384) {
    stream.push(bytes.subarray(at, at + 16_384), at + 16_384 >= bytes.length);
  }
  if (!ended) throw damaged(undefined);
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

function* unzip(
  bytes: Uint8Array,
  limits: Limits,
  options: ReadOptions,
  depth: number,
): Generator<Part | KikimimiError> {
  if (depth > 0)
    throw new KikimimiError(
      "unreadable-file",
      { ja: "圧縮ファイルの中の zip は読みません", en: "a zip inside a compressed file is not read" },
      {
        hint: { ja: "展開してから渡してください", en: "unpack it first" },
      },
    );
  const entries: UnzipFileInfo[] = [];
  unzipSync(bytes, {
    filter: (entry) => {
      entries.push(entry);
      if (entries.length > limits.maxArchiveEntries) {
        throw exceeded(
          { ja: "zip の中のファイルの数", en: "the number of files in the zip" },
          "maxArchiveEntries",
          limits.maxArchiveEntries,
        );
      }
      return false;
    },
  });
  const total = entries.reduce((sum, entry) => sum + entry.originalSize, 0);
  if (total > limits.maxArchiveBytes)
    throw exceeded(
      { ja: "zip の展開後の大きさ(バイト)", en: "the unpacked size of the zip (bytes)" },
      "maxArchiveBytes",
      limits.maxArchiveBytes,
    );
  if (total > 1_000_000 && total > bytes.length * limits.maxRatio)
    throw exceeded({ ja: "zip の圧縮率", en: "the compression of the zip" }, "maxRatio", limits.maxRatio);

  const names = new Set(entries.map((entry) => entry.name));
  if (names.has("[Content_Types].xml") || names.has("mimetype")) {
    if (!names.has("xl/workbook.xml")) {
      throw new KikimimiError(
        "unknown-format",
        { ja: "Word や PowerPoint などの文書です", en: "this is a Word or PowerPoint document" },
        {
          expected: { ja: "テキスト、CSV、Excel(.xlsx)、JSON", en: "text, CSV, Excel (.xlsx), JSON" },
          hint: { ja: "テキストとして保存し直してください", en: "save it as text" },
        },
      );
    }
    yield { sheets: readWorkbook(unzipSync(bytes, { filter: ({ name }) => /^xl\/.*\.(xml|rels)$/.test(name) })) };
    return;
  }
  const wanted = entries
    .filter(({ name }) => !name.endsWith("/") && !/(^|\/)(\.[^./]|__MACOSX\/|Thumbs\.db$)/i.test(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  if (wanted.length === 0)
    throw new KikimimiError("bad-transcript", {
      ja: "zip の中にファイルがありません",
      en: "there are no files in the zip",
    });
  for (const entry of wanted) {
    const name = displayName(entry.name);
    try {
      if (entry.originalSize > limits.maxBytes)
        throw exceeded(
          { ja: "ファイルの大きさ(バイト)", en: "the size of the file (bytes)" },
          "maxBytes",
          limits.maxBytes,
          name,
        );
      // One file at a time: only that much is in memory.
      const content = unzipSync(bytes, { filter: (other) => other.name === entry.name })[entry.name];
      if (!content) throw damaged(undefined);
      for (const part of unpack(content, limits, options, depth + 1)) {
        yield part instanceof KikimimiError ? placed(part, name) : { ...part, name };
      }
    } catch (error) {
      yield placed(error instanceof KikimimiError ? error : damaged(error), name);
    }
  }
}

const placed = (error: KikimimiError, name: string): KikimimiError =>
  error.at({ path: error.path && error.path !== name ? `${name}: ${error.path}` : name });

/** The name for people: Japanese Windows writes names in Shift_JIS, which arrive here as Latin-1. */
function displayName(name: string): string {
  let text = name;
  if (/[\u0080-\u00ff]/.test(name) && !/[\u0100-\uffff]/.test(name)) {
    try {
      text = decodeText(Uint8Array.from(name, (char) => char.charCodeAt(0))).text;
    } catch {
      // Left as it is: it is only shown.
    }
  }
  return text.replace(/\p{Cc}/gu, "?").slice(-200);
}

const recording = { ja: "先に音声認識で書き起こしてください", en: "have it transcribed first" };
const magics: [Said, number[], Said?][] = [
  ["PDF", [0x25, 0x50, 0x44, 0x46]],
  [{ ja: "音声(WAV)", en: "audio (WAV)" }, [0x52, 0x49, 0x46, 0x46], recording],
  [{ ja: "音声(MP3)", en: "audio (MP3)" }, [0x49, 0x44, 0x33], recording],
  [{ ja: "音声(MP3)", en: "audio (MP3)" }, [0xff, 0xfb], recording],
  [{ ja: "音声(Ogg)", en: "audio (Ogg)" }, [0x4f, 0x67, 0x67, 0x53], recording],
  [{ ja: "音声(FLAC)", en: "audio (FLAC)" }, [0x66, 0x4c, 0x61, 0x43], recording],
  [{ ja: "画像(PNG)", en: "an image (PNG)" }, [0x89, 0x50, 0x4e, 0x47]],
  [{ ja: "画像(JPEG)", en: "an image (JPEG)" }, [0xff, 0xd8, 0xff]],
  [
    { ja: "旧形式の Office 文書(.xls, .doc)", en: "an old Office document (.xls, .doc)" },
    [0xd0, 0xcf, 0x11, 0xe0],
    { ja: ".xlsx、CSV またはテキストで保存し直してください", en: "save it as .xlsx, CSV or text" },
  ],
  [
    "7-Zip",
    [0x37, 0x7a, 0xbc, 0xaf],
    { ja: "zip にするか、展開してから渡してください", en: "make it a zip, or unpack it first" },
  ],
];

/** @throws KikimimiError `unknown-format` for what is no text in any encoding */
function refuseBinary(bytes: Uint8Array, options: ReadOptions): void {
  const known = magics.find(([, magic]) => startsWith(bytes, ...magic));
  const marked =
    startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff) || options.encoding?.startsWith("utf-16");
  if (!known && marked) return;
  const sample = bytes.subarray(0, 8192);
  let zero = 0;
  let control = 0;
  for (const byte of sample) {
    if (byte === 0) zero++;
    else if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13 && byte !== 27) control++;
  }
  // UTF-16 without a mark has zeros under its ASCII, but hardly any other control bytes on their own.
  const wide = zero > 0 && bytes.length % 2 === 0 && looksWide(sample);
  if (!known && (wide || (zero === 0 && control <= sample.length / 50))) return;
  const what = known ? `: ${typeof known[0] === "string" ? known[0] : known[0].ja}` : "";
  const named = known ? `: ${typeof known[0] === "string" ? known[0] : known[0].en}` : "";
  const reason = { ja: `書き起こしではなくバイナリです${what}`, en: `this is binary, not a transcript${named}` };
  throw new KikimimiError("unknown-format", reason, {
    expected: {
      ja: "テキスト、CSV、JSON、字幕、Excel(.xlsx)、またはそれらの gzip か zip",
      en: "text, CSV, JSON, subtitles, Excel (.xlsx), or these in gzip or zip",
    },
    hint: known?.[2] ?? { ja: "書き起こしのファイルか確かめてください", en: "make sure that it is a transcript" },
  });
}

/** Zeros on one side of the byte pairs only. */
function looksWide(sample: Uint8Array): boolean {
  let even = 0;
  let odd = 0;
  for (let i = 0; i + 1 < sample.length; i += 2) {
    if (sample[i] === 0) even++;
    if (sample[i + 1] === 0) odd++;
  }
  return Math.min(even, odd) <= sample.length / 200;
}
