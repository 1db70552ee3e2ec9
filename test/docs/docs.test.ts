import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { expect, test } from "vitest";
import { rulePages } from "../../scripts/docs.js";

const root = resolve(import.meta.dirname, "../..");
const docs = join(root, "docs");

test("the reference of the rules is what the rules say (npm run docs)", () => {
  for (const [path, text] of rulePages()) expect(readFileSync(join(docs, path), "utf8"), path).toBe(text);
});

const pages = readdirSync(docs, { recursive: true, encoding: "utf8" }).filter((f) => f.endsWith(".md"));

test("every page can be reached from the first one of its language", () => {
  for (const locale of ["ja", "en"]) {
    const seen = new Set<string>();
    const follow = (page: string): void => {
      if (seen.has(page)) return;
      seen.add(page);
      for (const link of linksOf(join(docs, page))) {
        const path = join(dirname(page), link);
        if (path.endsWith(".md") && !path.startsWith("..")) follow(path);
      }
    };
    follow(`${locale}/README.md`);
    expect(pages.filter((p) => p.startsWith(`${locale}/`) && !seen.has(p))).toEqual([]);
  }
});

test("links lead to files that are there, and to places in them", () => {
  const files = [...pages.map((p) => join("docs", p)), "README.md", "CONTRIBUTING.md", "SECURITY.md"];
  const broken = files.flatMap((file) => {
    const text = readFileSync(join(root, file), "utf8");
    return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, link = ""]) => link)
      .filter((link) => {
        if (/^[a-z]+:/.test(link)) return false;
        const [path = "", place] = link.split("#");
        const target = path ? join(root, dirname(file), path) : join(root, file);
        if (!existsSync(target)) return true;
        return (
          place !== undefined && target.endsWith(".md") && !placesOf(readFileSync(target, "utf8")).has(decodeURI(place))
        );
      })
      .map((link) => `${file}: ${link}`);
  });
  expect(broken).toEqual([]);
});

function linksOf(file: string): string[] {
  return [...readFileSync(file, "utf8").matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)]
    .map(([, link = ""]) => link)
    .filter((l) => !/^[a-z]+:/.test(l));
}

/** Headings as GitHub names them, and anchors. */
function placesOf(text: string): Set<string> {
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, h = ""]) =>
    h
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .trim()
      .replace(/\s/g, "-"),
  );
  return new Set([...headings, ...[...text.matchAll(/id="([^"]+)"/g)].map(([, id = ""]) => id)]);
}
