import { type DictionarySource, isGzip } from "./loader.js";

export interface UrlSourceOptions {
  /** Name of the cache (Cache API) that keeps the files between visits; without it they are fetched each time. */
  cacheName?: string | undefined;
}

type OnBytes = (loaded: number, total: number | undefined) => void;

/**
 * Fetches dictionary files from a folder on a web server, given as an absolute or relative URL. The server may send
 * the `.gz` files as they are or unzip them on the way.
 */
export function urlSource(folder: string, options: UrlSourceOptions = {}): DictionarySource {
  const prefix = folder.endsWith("/") ? folder : `${folder}/`;
  return {
    name: folder,
    async read(file, onBytes) {
      return download(`${prefix}${file}`, options.cacheName, onBytes);
    },
    async forget() {
      if (options.cacheName && typeof caches !== "undefined") await caches.delete(options.cacheName);
    },
  };
}

/**
 * The content of a file on a web server or in the named cache, unzipped where it is gzip.
 * @throws Error for an answer that is not the file, or not all of it
 */
export async function download(url: string, cacheName: string | undefined, onBytes: OnBytes): Promise<Uint8Array> {
  // Pages that are not secure have no Cache API, and a full or blocked cache must not keep the dictionary away.
  const cache =
    cacheName && typeof caches !== "undefined" ? await caches.open(cacheName).catch(() => undefined) : undefined;
  const kept = await cache?.match(url);
  const response = kept ?? (await fetch(url));
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  const forCache = cache && !kept ? response.clone() : undefined;
  const bytes = await drain(response, onBytes);
  if (forCache) await cache?.put(url, forCache).catch(() => undefined);
  return isGzip(bytes) ? unzip(bytes) : bytes;
}

async function drain(response: Response, onBytes: OnBytes): Promise<Uint8Array<ArrayBuffer>> {
  // With a content encoding, Content-Length counts other bytes than the ones that arrive here. Of another site the
  // browser shows the length but hides the encoding, so that there is no telling.
  const { headers, type } = response;
  const stated = type === "cors" || headers.get("content-encoding") ? null : headers.get("content-length");
  const total = stated ? Number(stated) : undefined;
  const pieces: Uint8Array[] = [];
  let loaded = 0;
  if (response.body) {
    for await (const piece of iterate(response.body)) {
      pieces.push(piece);
      loaded += piece.length;
      onBytes(loaded, total);
    }
  }
  if (total !== undefined && loaded !== total) throw new Error(`${loaded} / ${total} bytes`);
  const bytes = new Uint8Array(loaded);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  onBytes(loaded, loaded);
  return bytes;
}

async function unzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const unzipped = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(unzipped).arrayBuffer());
}

/** Not every browser lets one loop over a stream. */
async function* iterate(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}
