import { mkdtempSync, readFileSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { KikimimiError } from "../../src/errors.js";
import { DICTIONARY_FILES } from "../../src/language/dictionary-data.js";
import { loadTokenizer } from "../../src/language/load-node.js";
import { type LoadProgress, loadDictionary } from "../../src/language/loader.js";
import { folderSource } from "../../src/language/source-node.js";
import { urlSource } from "../../src/language/source-web.js";
import { Tokenizer } from "../../src/language/tokenizer.js";
import { sharedDictionary } from "./shared-dictionary.js";

const installed = dirname(createRequire(import.meta.url).resolve("kuromoji/dict/base.dat.gz"));
const line = "お電話番号を教えていただけますか";
const split = (tokenizer: Tokenizer) => tokenizer.tokenize(line).map((m) => m.surface);
const expected = ["お", "電話", "番号", "を", "教え", "て", "いただけ", "ます", "か"];

/** The error of a load that has to fail. */
async function failure(loading: Promise<unknown>): Promise<KikimimiError> {
  const error = await loading.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof KikimimiError)) throw new Error("expected a KikimimiError");
  return error;
}

describe("from a folder", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "dictionary-"));
    for (const file of DICTIONARY_FILES) symlinkSync(join(installed, file), join(folder, file));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function replace(file: string, bytes: Uint8Array) {
    unlinkSync(join(folder, file));
    writeFileSync(join(folder, file), bytes);
  }

  it("finds the installed dictionary by itself", async () => {
    expect(split(await loadTokenizer())).toEqual(expected);
  });

  it.each(["tid_pos.dat.gz", "cc.dat.gz", "unk_char.dat.gz"])(
    "names %s when it is missing, and can try again",
    async (file) => {
      unlinkSync(join(folder, file));
      const error = await failure(loadTokenizer({ source: folderSource(folder) }));
      expect(error.code).toBe("dictionary-load");
      expect(error.file).toBe(`${folder}/${file}`);
      symlinkSync(join(installed, file), join(folder, file));
      expect(split(await loadTokenizer({ source: folderSource(folder) }))).toEqual(expected);
    },
  );

  it.each(["tid.dat.gz", "base.dat.gz", "unk.dat.gz"])("names %s when its gzip data is cut short", async (file) => {
    const bytes = readFileSync(join(installed, file));
    replace(file, bytes.subarray(0, bytes.length / 2));
    const error = await failure(loadTokenizer({ source: folderSource(folder) }));
    expect(error.code).toBe("dictionary-load");
    expect(error.file).toContain(file);
  });

  it("names a file whose content was changed", async () => {
    const bytes = readFileSync(join(installed, "check.dat.gz"));
    bytes.fill(0x55, 1_000_000, 1_000_100);
    replace("check.dat.gz", bytes);
    expect((await failure(loadTokenizer({ source: folderSource(folder) }))).file).toContain("check.dat.gz");
  });

  it.each([
    ["tid_pos.dat.gz", 30_000_000],
    ["tid.dat.gz", 3_000_000],
    ["tid_map.dat.gz", 4_000_000],
    ["cc.dat.gz", 3_000_000],
    ["unk_char.dat.gz", 60_000],
    ["unk_map.dat.gz", 100],
    ["unk_pos.dat.gz", 1000],
    ["unk.dat.gz", 200],
    ["unk_invoke.dat.gz", 60],
    ["check.dat.gz", 8_000_000],
    ["base.dat.gz", 0],
  ])("refuses an unzipped %s of %d bytes", async (file, length) => {
    replace(file, gunzipSync(readFileSync(join(installed, file))).subarray(0, length));
    const error = await failure(loadTokenizer({ source: folderSource(folder) }));
    expect(error.code).toBe("dictionary-load");
    expect(error.file).toMatch(/\.dat\.gz$/);
  });
});

describe("from the web", () => {
  const url = "https://cdn.example.jp/kuromoji/dict";
  let asked: string[];

  /** Serves the installed files; `change` may answer something else. */
  function serve(change: (file: string, bytes: Buffer<ArrayBuffer>) => Response | undefined) {
    asked = [];
    vi.stubGlobal("fetch", async (address: string) => {
      asked.push(address);
      const file = address.slice(url.length + 1);
      const bytes = readFileSync(join(installed, file));
      return change(file, bytes) ?? new Response(bytes, { headers: { "content-length": String(bytes.length) } });
    });
  }
  afterEach(() => vi.unstubAllGlobals());

  it("keeps the address as it is, with or without a slash at the end", async () => {
    serve(() => undefined);
    expect(split(await loadTokenizer({ source: urlSource(url) }))).toEqual(expected);
    expect(new Set(asked)).toEqual(new Set(DICTIONARY_FILES.map((file) => `${url}/${file}`)));
    const first = asked;
    serve(() => undefined);
    await loadTokenizer({ source: urlSource(`${url}/`) });
    expect(asked).toEqual(first);
  });

  it("reads files that the server has unzipped", async () => {
    serve((_, bytes) => new Response(gunzipSync(bytes), { headers: { "content-encoding": "gzip" } }));
    expect(split(await loadTokenizer({ source: urlSource(url) }))).toEqual(expected);
  });

  it.each([
    ["an error page", () => new Response("not found", { status: 404 })],
    ["a page instead of the file", () => new Response("<!doctype html><title>Sign in</title>")],
    ["half of the gzip data", (bytes: Buffer<ArrayBuffer>) => new Response(bytes.subarray(0, bytes.length / 2))],
    [
      "less than it announced",
      (bytes: Buffer<ArrayBuffer>) =>
        new Response(gunzipSync(bytes).subarray(0, 4_000_000), { headers: { "content-length": "10485760" } }),
    ],
  ])("fails on %s, and can try again", async (_, answer) => {
    serve((file, bytes) => (file === "tid.dat.gz" ? answer(bytes) : undefined));
    const error = await failure(loadTokenizer({ source: urlSource(url) }));
    expect(error.code).toBe("dictionary-load");
    expect(error.file).toMatch(/tid(_map)?\.dat\.gz$/);
    serve(() => undefined);
    expect(split(await loadTokenizer({ source: urlSource(url) }))).toEqual(expected);
  });

  it("keeps files in the named cache and forgets them when they turn out broken", async () => {
    const kept = new Map<string, Response>();
    vi.stubGlobal("caches", {
      open: async () => ({
        match: async (key: string) => kept.get(key)?.clone(),
        put: async (key: string, response: Response) => void kept.set(key, response),
      }),
      delete: async () => kept.clear(),
    });
    const source = urlSource(url, { cacheName: "dictionary" });
    serve((file) => (file === "unk.dat.gz" ? new Response("<html>") : undefined));
    await failure(loadTokenizer({ source }));
    expect(kept.size).toBe(0);
    serve(() => undefined);
    await loadTokenizer({ source });
    expect(kept.size).toBe(DICTIONARY_FILES.length);
    serve(() => undefined);
    expect(split(await loadTokenizer({ source }))).toEqual(expected);
    expect(asked).toEqual([]);
  });

  it("reports progress up to all files and all bytes", async () => {
    serve(() => undefined);
    const steps: LoadProgress[] = [];
    await loadDictionary(urlSource(url), (progress) => steps.push(progress));
    const total = DICTIONARY_FILES.reduce((sum, file) => sum + readFileSync(join(installed, file)).length, 0);
    const count = DICTIONARY_FILES.length;
    expect(steps.at(-1)).toEqual({ files: count, totalFiles: count, loadedBytes: total, totalBytes: total });
    for (const [i, step] of steps.entries()) {
      expect(step.loadedBytes).toBeGreaterThanOrEqual(steps[i - 1]?.loadedBytes ?? 0);
      expect(step.totalBytes).toBeGreaterThanOrEqual(step.loadedBytes);
    }
  });
});
