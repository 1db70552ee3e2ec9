import type { Dictionary } from "../dictionary/load.js";
import { KikimimiError } from "../errors.js";
import { type LoadProgress, loadDictionary } from "../language/loader.js";
import { download, urlSource } from "../language/source-web.js";
import { Tokenizer } from "../language/tokenizer.js";
import { Model } from "../model/model.js";

/** Where the data comes from, and what is told on the way. */
export interface LoadOptions {
  /** The folder on a web server that holds the files of kuromoji's `dict/` (`base.dat.gz` …), the same site or another. */
  dictionary: string | URL;
  /** The folder that holds `dictionaries.json.gz` and `weights.bin`; by default beside this module. */
  assets?: string | URL | undefined;
  /** Name of the cache that keeps the data between visits; `false`: it is fetched each time. By default `kikimimi`. */
  cache?: string | false | undefined;
  onProgress?: ((progress: LoadProgress) => void) | undefined;
}

/** A hash of the data that belongs to this code, put in by the build: data of another version must not be taken. */
declare const ASSETS_VERSION: string | undefined;

// Written out, so that bundlers find the files and bring them along.
const builtin = {
  dictionaries: () => new URL("./dictionaries.json.gz", import.meta.url),
  weights: () => new URL("./weights.bin", import.meta.url),
};
const fileName = { dictionaries: "dictionaries.json.gz", weights: "weights.bin" };
type Asset = keyof typeof fileName;

/** What the package's own data holds, and the tokenizer. */
export interface Loaded {
  tokenizer: Tokenizer;
  dictionaries: Dictionary[];
  model: Model | undefined;
}

/**
 * Fetches everything at the same time.
 * @throws KikimimiError `dictionary-load` or `model-load`, naming the address that failed; one may try again
 */
export async function load(options: LoadOptions, withModel: boolean): Promise<Loaded> {
  const cacheName = options.cache === false ? undefined : (options.cache ?? "kikimimi");
  const wanted: Asset[] = withModel ? ["dictionaries", "weights"] : ["dictionaries"];
  const parts = new Map<string, LoadProgress>();
  const told = (part: string) => (progress: LoadProgress) => {
    parts.set(part, progress);
    options.onProgress?.(sum([...parts.values()]));
  };
  for (const asset of wanted) parts.set(asset, { files: 0, totalFiles: 1, loadedBytes: 0, totalBytes: 0 });
  const source = urlSource(new URL(options.dictionary, globalThis.location?.href).href, { cacheName });
  const [dictionary, dictionaries, model] = await Promise.all([
    loadDictionary(source, told("words")),
    loadAsset("dictionaries", options.assets, cacheName, told("dictionaries"), readDictionaries),
    withModel ? loadAsset("weights", options.assets, cacheName, told("weights"), Model.parse) : undefined,
  ]);
  return { tokenizer: new Tokenizer(dictionary), dictionaries, model };
}

const readDictionaries = (bytes: Uint8Array) => JSON.parse(new TextDecoder().decode(bytes)) as Dictionary[];

async function loadAsset<T>(
  asset: Asset,
  folder: string | URL | undefined,
  cacheName: string | undefined,
  onProgress: (progress: LoadProgress) => void,
  read: (bytes: Uint8Array) => T,
): Promise<T> {
  const url = addressOf(asset, folder);
  const progress = { files: 0, totalFiles: 1, loadedBytes: 0, totalBytes: 0 };
  try {
    const bytes = await download(url.href, cacheName, (loaded, total) => {
      Object.assign(progress, { loadedBytes: loaded, totalBytes: Math.max(total ?? 0, loaded) });
      onProgress({ ...progress });
    });
    const content = read(bytes);
    onProgress({ ...progress, files: 1 });
    await forget(url, cacheName, (kept) => kept !== url.href);
    return content;
  } catch (cause) {
    // Many servers answer with their front page where a file is not there.
    await forget(url, cacheName, () => true);
    throw new KikimimiError(
      asset === "weights" ? "model-load" : "dictionary-load",
      { ja: "ファイルを読み込めません", en: "cannot load the file" },
      {
        file: url.href,
        expected: `kikimimi/dist/browser/${fileName[asset]}`,
        hint: { ja: "assets に置き場所を指定できます", en: "assets says where it lies" },
        cause,
      },
    );
  }
}

function addressOf(asset: Asset, folder: string | URL | undefined): URL {
  if (folder === undefined) return versioned(builtin[asset]());
  const base = new URL(folder, globalThis.location?.href);
  if (!base.pathname.endsWith("/")) base.pathname += "/";
  return versioned(new URL(fileName[asset], base));
}

function versioned(url: URL): URL {
  if (typeof ASSETS_VERSION === "string" && url.protocol.startsWith("http")) url.searchParams.set("v", ASSETS_VERSION);
  return url;
}

/** Takes data out of the cache: what is broken, and versions that are no longer used. */
async function forget(url: URL, cacheName: string | undefined, which: (kept: string) => boolean): Promise<void> {
  if (!cacheName || typeof caches === "undefined") return;
  try {
    const cache = await caches.open(cacheName);
    for (const request of await cache.keys(url, { ignoreSearch: true }))
      if (which(request.url)) await cache.delete(request);
  } catch {
    // A cache that cannot be tidied is as good as none.
  }
}

function sum(parts: readonly LoadProgress[]): LoadProgress {
  const all = { files: 0, totalFiles: 0, loadedBytes: 0, totalBytes: 0 };
  for (const part of parts) for (const key of Object.keys(all) as (keyof LoadProgress)[]) all[key] += part[key];
  return all;
}
