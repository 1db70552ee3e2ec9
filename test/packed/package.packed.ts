import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { build } from "esbuild";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EmptyProject, repository } from "./empty-project.js";

let project: EmptyProject;
beforeAll(() => {
  project = new EmptyProject();
});
afterAll(() => project.remove());

const call = JSON.stringify({
  callId: "packed",
  direction: "outbound",
  utterances: [{ speaker: "agent", text: "ご本人様確認のため、生年月日を教えていただけますか。" }],
});

const typescript = `import { createAnalyzer, KikimimiError, type Report, type Transcript } from "kikimimi";
const transcript: Transcript = ${call};
export const report: Promise<Report> = createAnalyzer({ locale: "en" }).then((a) => a.analyze(transcript));
export const code: (e: KikimimiError) => string = (e) => e.code;
// @ts-expect-error a locale that there is not
createAnalyzer({ locale: "fr" });
`;

interface Manifest {
  exports: Record<string, unknown>;
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
}
const manifest = () => JSON.parse(project.read("node_modules/kikimimi/package.json")) as Manifest;

describe("the tarball", () => {
  test("holds what is needed and nothing of the workshop", () => {
    const { files } = project;
    for (const name of ["LICENSE", "THIRD-PARTY-NOTICES.md", "README.md", "CHANGELOG.md", "model/weights.bin"])
      expect(files).toContain(name);
    expect(files.filter((f) => /^(src|test|fixtures|bench|docs|examples|node_modules|\.)/.test(f))).toEqual([]);
  });

  test("runs no script when it is installed, and neither does anything it depends on", () => {
    expect(Object.keys(manifest().scripts).filter((s) => /^(pre|post)?install$/.test(s))).toEqual([]);
    const lock = JSON.parse(project.read("package-lock.json")) as {
      packages: Record<string, { hasInstallScript?: true }>;
    };
    const entries = Object.entries(lock.packages);
    expect(entries.length).toBeGreaterThan(5);
    expect(entries.filter(([, p]) => p.hasInstallScript).map(([name]) => name)).toEqual([]);
  });

  test("every file that exports name is there", () => {
    const named = (value: unknown): string[] =>
      typeof value === "string" ? [value] : Object.values(value as Record<string, unknown>).flatMap(named);
    const paths = named(manifest().exports).map((p) => p.replace(/^\.\//, ""));
    const missing = paths.filter((p) =>
      p.includes("*")
        ? !project.files.some((f) => f.startsWith(p.slice(0, p.indexOf("*"))))
        : !project.files.includes(p),
    );
    expect(missing).toEqual([]);
  });

  test("publint finds nothing", async () => {
    const bytes = readFileSync(project.tarball);
    const tarball = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    const { messages, pkg } = await publint({ pack: { tarball }, level: "warning" });
    expect(messages.map((m) => formatMessage(m, pkg))).toEqual([]);
  });

  test("types resolve as the code does", async () => {
    const result = await checkPackage(createPackageFromTarballData(new Uint8Array(readFileSync(project.tarball))));
    if (!result.types) throw new Error("the package has no types");
    const problems = result.problems.flatMap((p) => {
      const entry = "entrypoint" in p ? p.entrypoint : undefined;
      const resolution = "resolutionKind" in p ? p.resolutionKind : undefined;
      // Resolution of TypeScript 4 and before knows no exports; the parts for browsers are modules only.
      if (resolution === "node10" || (entry !== "." && p.kind === "CJSResolvesToESM")) return [];
      return [`${p.kind} ${entry ?? ""} ${resolution ?? ""}`];
    });
    expect(problems).toEqual([]);
  });
});

describe("in an empty folder", () => {
  const analyse = `createAnalyzer().then((a) => console.log(a.analyze(${call}).findings.map((f) => f.ruleId).join()))`;

  test("import", () => {
    project.write("a.mjs", `import { createAnalyzer } from "kikimimi";\n${analyse};\n`);
    expect(project.run(process.execPath, ["a.mjs"])).toMatchObject({ status: 0, stdout: "personal-data/request\n" });
  });

  test("require", () => {
    project.write("a.cjs", `const { createAnalyzer } = require("kikimimi");\n${analyse};\n`);
    expect(project.run(process.execPath, ["a.cjs"])).toMatchObject({ status: 0, stdout: "personal-data/request\n" });
  });

  test.each([
    ["bundler", "esnext", "a.ts"],
    ["nodenext", "nodenext", "a.mts"],
    ["nodenext", "nodenext", "a.cts"],
  ])("TypeScript with moduleResolution %s (%s, %s)", (moduleResolution, module, file) => {
    project.write(file, typescript);
    const settings = ["--module", module, "--moduleResolution", moduleResolution, "--target", "es2022", "--strict"];
    const tsc = join(repository, "node_modules/typescript/bin/tsc");
    // Without skipLibCheck: our declarations are checked too.
    const { status, stdout } = project.run(process.execPath, [tsc, "--noEmit", ...settings, file]);
    expect(stdout).toBe("");
    expect(status).toBe(0);
  });

  test.each(["kikimimi/element", "kikimimi/browser"])("a bundle for the browser of %s", async (entry) => {
    // Built where it is exported; an entry that needs something of Node would not be bundled.
    if (!(entry.replace("kikimimi", ".") in manifest().exports)) return expect(entry).toBe("kikimimi/browser");
    const name = entry === "kikimimi/element" ? "KikimimiReview" : "createAnalyzer";
    const file = project.write("browser.js", `import { ${name} } from "${entry}"; console.log(${name});\n`);
    const built = await build({
      entryPoints: [file],
      bundle: true,
      platform: "browser",
      write: false,
      logLevel: "silent",
    });
    expect(built.warnings).toEqual([]);
    expect(built.outputFiles[0]?.text.length).toBeGreaterThan(10_000);
    return undefined;
  });

  test("npx kikimimi analyze", () => {
    project.write("calls/one.json", call);
    const ran = project.run("npx", ["--no-install", "kikimimi", "analyze", "calls", "--format", "json"]);
    expect(ran.status).toBe(0);
    expect(JSON.parse(ran.stdout)).toMatchObject([
      { callId: "packed", findings: [{ ruleId: "personal-data/request" }] },
    ]);
    const html = project.run("npx", ["--no-install", "kikimimi", "analyze", "calls", "--format", "html"]);
    expect(html).toMatchObject({ status: 0, stdout: expect.stringContaining("Content-Security-Policy") });
    const gate = project.run("npx", ["--no-install", "kikimimi", "analyze", "calls", "--fail-on", "low"]);
    expect(gate.status).toBe(1);
  });

  test("JSON Schemas by their published names", () => {
    project.write(
      "s.mjs",
      `import s from "kikimimi/schema/report.json" with { type: "json" };\nconsole.log(s.type);\n`,
    );
    expect(project.run(process.execPath, ["s.mjs"])).toMatchObject({ status: 0, stdout: "object\n" });
  });
});
