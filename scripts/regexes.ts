import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { parse } from "yaml";

// Looks for regular expressions that an input can make slow: every literal in src/, the patterns put together from
// strings, and those of dictionaries/roles.yaml. Needs `npm install --no-save recheck@4.5.0` (large, so no dependency).

/** Reviewed by hand: what recheck counts as polynomial is bounded by the numbers in the pattern. */
const reviewed = new Set([
  "src/redaction/emails.ts",
  "src/redaction/mask.ts",
  "src/redaction/dates.ts (assembled)",
  "src/formats/text.ts (assembled)",
  "src/formats/text-header.ts",
]);

interface Found {
  source: string;
  flags: string;
  place: string;
}

function literals(root: string): Found[] {
  const found: Found[] = [];
  for (const file of readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".ts")) continue;
    const source = ts.createSourceFile(
      file,
      readFileSync(join(root, "src", file), "utf8"),
      ts.ScriptTarget.Latest,
      true,
    );
    const walk = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) {
        const end = node.text.lastIndexOf("/");
        const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
        found.push({ source: node.text.slice(1, end), flags: node.text.slice(end + 1), place: `src/${file}:${line}` });
      }
      node.forEachChild(walk);
    };
    walk(source);
  }
  return found;
}

/** Patterns that come into being as a module is loaded: whatever passes through `RegExp` then. */
async function assembled(): Promise<Found[]> {
  const found: Found[] = [];
  const Native = RegExp;
  for (const file of ["redaction/dates", "formats/text", "element/text"]) {
    globalThis.RegExp = new Proxy(Native, {
      construct(target, args: [string | RegExp, string?]) {
        const made = new target(...args);
        found.push({ source: made.source, flags: made.flags, place: `src/${file}.ts (assembled)` });
        return made;
      },
    });
    await import(`../src/${file}.js`);
  }
  globalThis.RegExp = Native;
  return found;
}

const root = join(import.meta.dirname, "..");
const { checkSync } = (await import("recheck" as string)) as {
  checkSync(source: string, flags: string, options: object): { status: string; complexity?: { summary: string } };
};
const roles = parse(readFileSync(join(root, "dictionaries/roles.yaml"), "utf8")) as { phrases: { match: string }[] };
const all = [
  ...(await assembled()),
  ...literals(root),
  ...roles.phrases.map(({ match }, i) => ({
    source: match.replace(/^\(\?i\)/, ""),
    flags: "u",
    place: `dictionaries/roles.yaml phrases[${i}]`,
  })),
];
let slow = 0;
for (const { source, flags, place } of all) {
  const { status, complexity } = checkSync(source, flags.replace(/[dv]/g, ""), { timeout: 10_000 });
  if (status === "safe" || reviewed.has(place.replace(/:\d+$/, ""))) continue;
  if (status === "vulnerable") slow++;
  console.log(`${place}: ${status} ${complexity?.summary ?? ""}\n    /${source.slice(0, 200)}/${flags}`);
}
console.log(`${all.length} regular expressions, ${slow} that can be made slow`);
if (slow) process.exitCode = 1;
