import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { transformSync } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { parseDictionary } from "../../src/dictionary/load.js";
import { EmptyProject, repository } from "./empty-project.js";

/** A block that cannot be run here stands below a comment that says why: `<!-- not run: needs a Redis server -->`. */
interface Block {
  language: string;
  /** `# own.yaml` on the first line, or behind the language: the block is that file. */
  file: string | undefined;
  text: string;
  line: number;
  notRun: boolean;
}

function blocksOf(text: string): Block[] {
  const found: Block[] = [];
  for (const match of text.matchAll(/(<!-- not run: [^\n]+ -->\n+)?^```([a-z]+)(?: ([^\s`]+))?\n([\s\S]*?)^```$/gm)) {
    const [, mark, language = "", named, body = ""] = match;
    const file = named ?? /^(?:#|\/\/) ([\w./-]+\.\w+)\n/.exec(body)?.[1];
    found.push({
      language,
      file,
      text: body,
      line: text.slice(0, match.index).split("\n").length,
      notRun: mark !== undefined,
    });
  }
  return found;
}

const pages = [
  "README.md",
  ...readdirSync(join(repository, "docs"), { recursive: true, encoding: "utf8" })
    .filter((f) => f.endsWith(".md") && !f.includes("rules"))
    .map((f) => join("docs", f))
    .sort(),
];

let project: EmptyProject;
beforeAll(() => {
  project = new EmptyProject();
});
afterAll(() => project.remove());

/** A call with a finding that the pages name: pressure/urgency. */
const hurried = {
  callId: "1",
  direction: "outbound",
  utterances: [{ speaker: "agent", text: "今日ご決断いただけるようでしたら、工事費は無料にいたします。" }],
};

/** A folder for the page, with what its commands name: the calls that come with the repository. */
function folderOf(page: string, blocks: readonly Block[]): string {
  const folder = join(project.folder, page.replaceAll(/\W/g, "-"));
  const own = readFileSync(join(repository, "docs/ja/dictionary.md"), "utf8");
  const gold = join(repository, "fixtures/corpus/held-out");
  // A page that makes its own calls has an empty folder, as its reader has.
  const calls = blocks.some((b) => b.file?.startsWith("calls/")) ? [] : ["calls"];
  for (const name of ["通話フォルダー", "fixtures/calls", ...calls])
    cpSync(join(repository, "fixtures/calls"), join(folder, name), { recursive: true });
  cpSync(join(repository, "fixtures/formats/kikimimi.ndjson"), join(folder, "calls.ndjson"));
  writeFileSync(join(folder, "call.json"), JSON.stringify(hurried));
  writeFileSync(join(folder, "自分の辞書.yaml"), blocksOf(own).find((b) => b.file === "own.yaml")?.text ?? "");
  mkdirSync(join(folder, "ラベルつきフォルダー"));
  const id = readdirSync(gold, { recursive: true, encoding: "utf8" }).find((f) => f.endsWith(".gold.json"));
  if (id)
    for (const f of [id, id.replace(".gold", "")])
      cpSync(join(gold, f), join(folder, "ラベルつきフォルダー", f.split("/").at(-1) ?? f));
  // The page's own name for what an empty folder has after `npm install kikimimi`.
  project.run("ln", ["-s", join(project.folder, "node_modules"), join(folder, "node_modules")]);
  return folder;
}

test.each(pages)("%s", (page) => {
  const blocks = blocksOf(readFileSync(join(repository, page), "utf8"));
  const folder = folderOf(page, blocks);
  const env = {
    PATH: `${join(project.folder, "node_modules/.bin")}:${dirname(process.execPath)}:${process.env.PATH}`,
    KIKIMIMI_KEY: "a-key-for-the-examples-only",
  };
  for (const [i, { language, file, text, line, notRun }] of blocks.entries()) {
    if (notRun) continue;
    const place = `${page}:${line}`;
    if (file?.endsWith(".config.ts")) {
      // Node 20 reads no TypeScript: the types are what can be tried everywhere.
      writeFileSync(join(folder, "config.mts"), text);
      expect(typeErrors(join(folder, "config.mts")), place).toBe("");
    } else if (file) {
      // One configuration takes the place of another, as its reader would do it.
      if (file.startsWith("kikimimi.config."))
        for (const other of readdirSync(folder)) if (other.startsWith("kikimimi.config.")) rmSync(join(folder, other));
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    if (language === "sh") {
      // The package is installed already. Status 1 is a finding; 2 and above are faults.
      const script = text.replace(/^npm install kikimimi$/gm, "true").replaceAll("npx kikimimi", "kikimimi");
      const ran = project.run(
        "bash",
        ["-c", `cd '${folder}'; trap 's=$?; [ $s -lt 2 ] || exit $s' ERR\n${script}`],
        env,
      );
      expect(ran.status, `${place}\n${ran.stderr}`).toBeLessThan(2);
    } else if (language === "yaml") {
      const value: unknown = parse(text);
      if (/^ {2}entries:/m.test(text)) parseDictionary(place, text);
      else expect(value, place).toBeTypeOf("object");
    } else if (language === "json") expect(JSON.parse(text), place).toBeTypeOf("object");
    else if ((language === "ts" || language === "js") && !file) {
      const name = `block-${i}`;
      writeFileSync(join(folder, `${name}.m${language}`), text);
      if (language === "ts") expect(typeErrors(join(folder, `${name}.mts`)), place).toBe("");
      const code = language === "ts" ? transformSync(text, { loader: "ts", format: "esm" }).code : text;
      writeFileSync(join(folder, `${name}.run.mjs`), code);
      const ran = project.run("bash", ["-c", `cd '${folder}' && node ${name}.run.mjs`], env);
      expect(ran.status, `${place}\n${ran.stderr}`).toBe(0);
    } else if (!file) expect(["text"], `${place}: a block of ${language} that is not run says why`).toContain(language);
  }
});

function typeErrors(file: string): string {
  const settings = [
    "--noEmit",
    "--strict",
    "--module",
    "nodenext",
    "--moduleResolution",
    "nodenext",
    "--target",
    "es2022",
    "--skipLibCheck",
  ];
  const types = ["--typeRoots", join(repository, "node_modules/@types"), "--types", "node"];
  const tsc = join(repository, "node_modules/typescript/bin/tsc");
  return project.run(process.execPath, [tsc, ...settings, ...types, file]).stdout;
}
