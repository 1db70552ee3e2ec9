import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { gunzip } from "node:zlib";
import { type DictionarySource, isGzip } from "./loader.js";

/** Reads dictionary files from a folder; by default from the installed kuromoji package. */
export function folderSource(folder: string = installedFolder()): DictionarySource {
  return {
    name: folder,
    async read(file, onBytes) {
      // In the thread pool the reads would wait for other files to unzip, and the largest for longest.
      const bytes = readFileSync(join(folder, file));
      onBytes(bytes.length, bytes.length);
      return isGzip(bytes) ? unzip(bytes) : new Uint8Array(bytes);
    },
  };
}

function installedFolder(): string {
  // The CommonJS build has __filename and no import.meta.url, the ESM build the other way round.
  const here = typeof __filename === "string" ? __filename : import.meta.url;
  return dirname(createRequire(here).resolve("kuromoji/dict/base.dat.gz"));
}

/** Unzips in the thread pool, straight into one buffer of the size that the file states. */
function unzip(bytes: Buffer): Promise<Uint8Array> {
  // RFC 1952: the last four bytes are the unzipped size. One byte more tells zlib that the end has been reached.
  const stated = bytes.length < 18 ? 0 : bytes.readUInt32LE(bytes.length - 4);
  const chunkSize = Math.min(Math.max(stated + 1, 1024), 1 << 28);
  return new Promise((resolve, reject) => {
    gunzip(bytes, { chunkSize }, (error, unzipped) => (error ? reject(error) : resolve(unzipped)));
  });
}
