import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, sep } from "node:path";
import ts from "typescript";

/**
 * What the package promises, one file for each entry: its built declarations without comments. `npm run api` writes them
 * to `api/` after a build, so that a change of the surface shows in the diff of a commit.
 */
export function apiOf(root: string): Map<string, string> {
  const printer = ts.createPrinter({ removeComments: true });
  const surface = new Map<string, string>();
  for (const file of readdirSync(join(root, "dist"), { recursive: true }).map(String).sort()) {
    // .d.cts says the same again; chunks have a hash for a name and are reached through the entries.
    if (!file.endsWith(".d.ts")) continue;
    const text = readFileSync(join(root, "dist", file), "utf8");
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
    const name = file
      .replace(/\.d\.ts$/, "")
      .replace(/-[A-Za-z0-9_]{8}$/, "")
      .replaceAll(sep, "-");
    const plain = printer.printFile(source).replace(/-[A-Za-z0-9_]{8}\.js/g, ".js");
    surface.set(`${name}.txt`, `${surface.get(`${name}.txt`) ?? ""}${plain}`);
  }
  return surface;
}

const root = join(import.meta.dirname, "..");
if (process.argv[1] === import.meta.filename) {
  const folder = join(root, "api");
  if (!existsSync(folder)) mkdirSync(folder);
  for (const [name, text] of apiOf(root)) writeFileSync(join(folder, name), text);
}
