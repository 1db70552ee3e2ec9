import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { dirname, extname, join } from "node:path";
import { browserAssets, browserConstants } from "../../src/browser/assets-node.js";
import { bundle } from "../element/browser.js";

const words = dirname(createRequire(import.meta.url).resolve("kuromoji/dict/base.dat.gz"));
const types: Record<string, string> = { ".html": "text/html", ".js": "text/javascript" };

const page = `<!doctype html><html lang="ja"><meta charset="utf-8"><title>x</title><script type="module" src="page.js"></script></html>`;
const script = `
import { createAnalyzer } from "/kikimimi/index.js";
import { createWorkerAnalyzer } from "/kikimimi/client.js";
import { readTranscripts } from "/kikimimi/formats.js";
Object.assign(globalThis, { createAnalyzer, createWorkerAnalyzer, readTranscripts });`;

/** Web servers as people have them: one with the page, one with the dictionary, and what they were asked for. */
export interface Site {
  /** The page, under a strict policy. */
  origin: string;
  /** Another site: `/plain/` gives `.gz` files as they are, `/encoded/` with Content-Encoding, `/broken/` none. */
  words: string;
  asked: string[];
  close(): void;
}

/** @param plain further pages, by path, served without a policy */
export async function openSite(plain: Record<string, string> = {}): Promise<Site> {
  const { files } = browserAssets();
  const define = browserConstants();
  const texts: Record<string, string | Uint8Array> = { "/": page, "/page.js": script };
  for (const name of ["index", "client", "worker", "formats"])
    texts[`/kikimimi/${name}.js`] = await bundle(`src/browser/${name}.ts`, "esm", define);
  for (const [name, bytes] of files) texts[`/kikimimi/${name}`] = bytes;
  const asked: string[] = [];

  const dictionary = await listen((path) => {
    asked.push(`words${path}`);
    const [, kind = "", name = ""] = path.split("/");
    const file = join(words, name);
    if (kind === "broken" || !existsSync(file)) return undefined;
    const headers = { "cache-control": "no-store", "access-control-allow-origin": "*" };
    return [readFileSync(file), kind === "encoded" ? { ...headers, "content-encoding": "gzip" } : headers];
  });
  const pages = await listen((path) => {
    asked.push(path);
    const front = path.startsWith("/front/") ? page : undefined;
    const free = plain[path];
    if (free !== undefined) return [free, { "content-type": "text/html" }];
    const body = path.startsWith("/dict/") ? readFileSync(join(words, path.slice(6))) : (front ?? texts[path]);
    if (body === undefined) return undefined;
    const isPage = path === "/" || path.endsWith(".js");
    return [
      body,
      {
        // The page and its scripts come from the browser's own cache on a second visit; the data must not.
        "cache-control": isPage ? "max-age=600" : "no-store",
        "content-type": types[extname(path === "/" ? "x.html" : path)] ?? "application/octet-stream",
        "content-security-policy": `default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self' ${dictionary.origin}`,
        ...(path.startsWith("/dict/") ? { "content-encoding": "gzip" } : {}),
      },
    ];
  });
  return {
    origin: pages.origin,
    words: dictionary.origin,
    asked,
    close() {
      for (const { server } of [pages, dictionary]) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}

type Answer = [body: string | Uint8Array, headers: Record<string, string>] | undefined;

async function listen(answer: (path: string) => Answer): Promise<{ server: Server; origin: string }> {
  const server = createServer((request, response) => {
    const found = answer(new URL(request.url ?? "/", "http://x").pathname);
    if (!found) return response.writeHead(404, { "access-control-allow-origin": "*" }).end("not here");
    const [body, headers] = found;
    response.writeHead(200, { ...headers, "content-length": String(Buffer.byteLength(body)) });
    return response.end(body);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
