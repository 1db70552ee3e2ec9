import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createGunzip } from "node:zlib";
import { ByteSink, isGzip, unzippedSize } from "./byte-sink.js";
import type { DictionarySource } from "./loader.js";

/** Reads dictionary files from a folder; by default from the installed kuromoji package. */
export function folderSource(folder: string = installedFolder()): DictionarySource {
  return {
    name: folder,
    async read(file, onBytes) {
      const bytes = await readFile(join(folder, file));
      onBytes(bytes.length, bytes.length);
      return isGzip(bytes) ? gunzip(bytes) : copy(bytes);
    },
  };
}

function installedFolder(): string {
  // The CommonJS build has __filename and no import.meta.url, the ESM build the other way round.
  const here = typeof __filename === "string" ? __filename : import.meta.url;
  return dirname(createRequire(here).resolve("kuromoji/dict/base.dat.gz"));
}

function copy(bytes: Uint8Array): Uint8Array {
  const sink = new ByteSink(bytes.length);
  sink.write(bytes);
  return sink.finish();
}

/** zlib works in the thread pool, so that several files unzip at the same time. */
function gunzip(bytes: Uint8Array): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const sink = new ByteSink(unzippedSize(bytes));
    const stream = createGunzip({ chunkSize: 256 * 1024 });
    stream.on("data", (piece: Uint8Array) => sink.write(piece));
    stream.on("end", () => resolve(sink.finish()));
    stream.on("error", reject);
    stream.end(bytes);
  });
}
