import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import manifest from "../package.json" with { type: "json" };

const notices = readFileSync(new URL("../THIRD-PARTY-NOTICES.md", import.meta.url), "utf8");

test("every dependency is listed with the licence that it states", () => {
  const require = createRequire(import.meta.url);
  for (const name of Object.keys(manifest.dependencies)) {
    const file = require.resolve.paths(name)?.map((folder) => `${folder}/${name}/package.json`) ?? [];
    const text = file.map(read).find((t) => t !== undefined);
    const { license } = JSON.parse(text ?? "{}") as { license?: string };
    const row = notices.split("\n").find((line) => line.startsWith(`| [${name}](`));
    expect(row, name).toMatch(new RegExp(`\\| ${license} \\|$`));
  }
});

test("the terms of IPADIC stand in full", () => {
  const theirs = read(createRequire(import.meta.url).resolve("kuromoji/NOTICE.md")) ?? "";
  const from = theirs.indexOf("Copyright 2000, 2001");
  expect(from).toBeGreaterThan(0);
  expect(notices).toContain(theirs.slice(from).replace("˜˜", "").trim());
});

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
