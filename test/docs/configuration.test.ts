import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, it, vi } from "vitest";
import { loadConfig } from "../../src/config/load-node.js";
import { mustSayDictionary } from "../../src/config/must-say.js";
import { checkDictionaries } from "../../src/dictionary/compile.js";
import { sharedTokenizer } from "../engine.js";

// What the pages on configuration, rules and findings show is read, and run, as it stands there.

const root = join(import.meta.dirname, "../..");
const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true });
});

interface Block {
  kind: string;
  /** From its first line: `# kikimimi.config.yaml`, `// rules/own.ts`. */
  name: string | undefined;
  text: string;
}

const pages = ["ja", "en"].flatMap((locale) =>
  ["configuration", "custom-rules", "living-with-findings"].map((page) => `docs/${locale}/${page}.md`),
);

function blocksOf(page: string): Block[] {
  const text = readFileSync(join(root, page), "utf8");
  return [...text.matchAll(/^```(yaml|ts)\n(.*?)^```$/gmsu)].map(([, kind = "", body = ""]) => ({
    kind,
    name: /^(?:#|\/\/) ([\w./-]+\.(?:ya?ml|ts))\n/u.exec(body)?.[1],
    text: body
      .replaceAll('from "kikimimi"', `from ${JSON.stringify(join(root, "src/index.ts"))}`)
      .replace(
        'import test from "node:test";',
        "const test = (_: string, run: () => Promise<void>) => Object.assign(globalThis, { ran: run() });",
      ),
  }));
}

/** A folder with these blocks as the files that they say they are. */
function folderOf(blocks: readonly Block[]): string {
  const folder = mkdtempSync(join(tmpdir(), "kikimimi-docs-"));
  made.push(folder);
  for (const { name, text } of blocks)
    if (name) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
  return folder;
}

const isConfig = ({ name }: Block) => name?.startsWith("kikimimi.config.") ?? false;

it.each(pages)("the configurations and dictionaries of %s are accepted, and their examples hold", async (page) => {
  const blocks = blocksOf(page);
  expect(blocks.length).toBeGreaterThan(0);
  const tokenizer = await sharedTokenizer();
  for (const config of blocks.filter(isConfig)) {
    const folder = folderOf([...blocks.filter((b) => !isConfig(b)), config]);
    const { file, config: read, options } = await loadConfig({ from: folder });
    expect(file).toBe(config.name);
    const dictionaries = [...options.dictionaries, mustSayDictionary(read.mustSay)];
    expect(checkDictionaries(dictionaries, (text) => tokenizer.tokenize(text))).toEqual([]);
  }
});

it.each(pages)("the programs of %s run", async (page) => {
  const blocks = blocksOf(page).filter((b) => b.kind === "ts");
  const folder = folderOf(blocks.filter((b) => !isConfig(b)));
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  for (const [i, { name, text }] of blocks.entries()) {
    if (name && !name.endsWith(".test.ts")) continue;
    const file = join(folder, name ?? `block${i}.ts`);
    writeFileSync(file, text);
    await import(/* @vite-ignore */ pathToFileURL(file).href);
    if (name) await (globalThis as { ran?: Promise<void> }).ran;
    else expect(log).toHaveBeenCalled();
  }
  log.mockRestore();
});
