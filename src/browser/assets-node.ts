import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { parse } from "yaml";
import { builtinDictionaries, packageFolder } from "../dictionary/builtin-node.js";

/** The package's data in the form that browsers fetch, and a hash that names this version of it. */
export function browserAssets(): { files: Map<string, Uint8Array>; version: string } {
  const dictionaries = JSON.stringify(builtinDictionaries());
  const weights = readFileSync(join(packageFolder(), "model", "weights.bin"));
  const version = createHash("sha256").update(dictionaries).update(weights).digest("hex").slice(0, 12);
  const files = new Map<string, Uint8Array>([
    ["dictionaries.json.gz", gzipSync(dictionaries, { level: 9 })],
    ["weights.bin", weights],
  ]);
  return { files, version };
}

/** What the build puts into the code for browsers. */
export function browserConstants(): Record<string, string> {
  const roles: unknown = parse(readFileSync(join(packageFolder(), "dictionaries", "roles.yaml"), "utf8"));
  return { ASSETS_VERSION: JSON.stringify(browserAssets().version), ROLE_EVIDENCE: JSON.stringify(roles) };
}

/** Writes them where the browser build expects them. */
export function writeBrowserAssets(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of browserAssets().files) writeFileSync(join(folder, name), bytes);
}
