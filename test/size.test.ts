import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const KB = 1000;
const MB = 1000 * KB;

/** The files that an entry loads, itself included. */
function filesOf(entry: string, seen = new Set<string>()): Set<string> {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  const text = readFileSync(entry, "utf8");
  for (const [, name] of text.matchAll(/from\s*["'](\.[^"']+)["']/g)) filesOf(join(entry, "..", name ?? ""), seen);
  return seen;
}
const total = (files: Iterable<string>) => [...files].reduce((n, file) => n + readFileSync(file).length, 0);

// Budgets: a change that breaks one is a decision to be taken, not an accident.
it("the core is below 800 KB of code", () => {
  expect(total(filesOf(join(root, "dist/index.js")))).toBeLessThan(800 * KB);
});

it("the component is below 120 KB, and below 40 KB as it travels", () => {
  const code = readFileSync(join(root, "dist/element.js"));
  expect(code.length).toBeLessThan(120 * KB);
  expect(gzipSync(code).length).toBeLessThan(40 * KB);
});

it("the weights are below 1.5 MB as they travel", () => {
  expect(gzipSync(readFileSync(join(root, "model/weights.bin"))).length).toBeLessThan(1.5 * MB);
});

it("the package is below 6 MB as it travels", () => {
  const pack = ["pack", "--dry-run", "--json", "--ignore-scripts"];
  const [packed] = JSON.parse(
    execFileSync("npm", pack, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }),
  );
  expect(packed.size).toBeLessThan(6 * MB);
});

it("the core needs ten packages, and nothing that only the queue needs", () => {
  const { dependencies, peerDependencies, peerDependenciesMeta } = JSON.parse(
    readFileSync(join(root, "package.json"), "utf8"),
  );
  expect(Object.keys(dependencies).length).toBeLessThanOrEqual(10);
  for (const name of Object.keys(peerDependencies)) expect(peerDependenciesMeta[name]?.optional).toBe(true);
  for (const name of ["bullmq", "ioredis", "pg", "@electric-sql/pglite"]) {
    expect(dependencies[name]).toBeUndefined();
    // Not even looked for before it is asked for.
    for (const entry of ["dist/index.js", "dist/cli/main.js"])
      for (const file of filesOf(join(root, entry)))
        expect(readFileSync(file, "utf8")).not.toMatch(new RegExp(`from\\s*["']${name}["']`));
  }
});
