import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { loadConfig } from "../../src/config/load-node.js";
import { KikimimiError } from "../../src/errors.js";

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true });
});

/** A folder with these files. */
function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "kikimimi-config-"));
  made.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

async function refusal(files: Record<string, string>): Promise<KikimimiError> {
  const error = await loadConfig({ from: folderWith(files) }).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(KikimimiError);
  return error as KikimimiError;
}

const words = (finding: boolean) => `free:
  about: 完全無料
  ${finding ? "finding: { severity: high, message: 使いません。, advice: 月額を言います。 }" : "speaker: agent"}
  entries:
    - phrases: [完全無料]
      match: [完全無料です]
`;

describe("a configuration", () => {
  it("is found in a folder above, and its paths are seen from there", async () => {
    const folder = folderWith({
      "kikimimi.config.yaml": "dictionaries: [words/own.yaml]\nbaseline: base.json\nlocale: en\n",
      "words/own.yaml": words(true),
      "deep/er/x.txt": "",
    });
    const loaded = await loadConfig({ from: join(folder, "deep", "er") });
    expect(loaded.options.dictionaries[0]?.cues.free?.about).toBe("完全無料");
    expect(loaded.config.baseline).toBe(join(folder, "base.json"));
    expect(loaded.options.locale).toBe("en");
    expect(loaded.rules.map((r) => r.id)).toContain("custom/free");
  });

  it("may be absent, named, or refused", async () => {
    const folder = folderWith({ "kikimimi.config.yaml": "threshold: 0.9\n", "other.json": '{ "threshold": 0.8 }' });
    expect((await loadConfig({ from: folder })).options.settings.threshold).toBe(0.9);
    expect((await loadConfig({ from: folder, file: "other.json" })).options.settings.threshold).toBe(0.8);
    const none = await loadConfig({ from: folder, file: false });
    expect(none.file).toBeUndefined();
    expect(none.options.settings.threshold).toBeUndefined();
  });

  it.each([
    ["kikimimi.config.json", '{ "$schema": "x", "threshold": 0.7 }'],
    ["kikimimi.config.yml", "threshold: 0.7"],
    ["kikimimi.config.mjs", "export default { threshold: 0.7 };"],
    ["kikimimi.config.ts", "const threshold: number = 0.7;\nexport default { threshold };"],
  ])("is read as %s", async (name, text) => {
    expect((await loadConfig({ from: folderWith({ [name]: text }) })).options.settings.threshold).toBe(0.7);
  });

  it("brings rules from modules, and the state of their text with them", async () => {
    const module = (n: number) =>
      `export const rule = { id: "custom/own", category: "custom", severity: "low", legalBasis: [],
        text: { title: { ja: "例", en: "example" }, message: { ja: "例", en: "example" }, advice: { ja: "例", en: "example" }, flags: [], clean: [] },
        propose: () => null };\nexport const other = ${n};\n`;
    const load = (n: number) =>
      loadConfig({ from: folderWith({ "kikimimi.config.yaml": "customRules: [./own.mjs]", "own.mjs": module(n) }) });
    const [first, second] = [await load(1), await load(2)];
    expect(first.options.customRules.map((r) => r.id)).toEqual(["custom/own"]);
    expect(first.options.customRules[0]?.revision).not.toBe(second.options.customRules[0]?.revision);
    expect(first.rules.map((r) => r.id)).toContain("custom/own");
  });
});

describe("a configuration that does not fit names file, place and expectation", () => {
  it.each([
    [
      { "kikimimi.config.yaml": "rules:\n  pressure/urgencyy: off\n" },
      "kikimimi.config.yaml: rules.pressure/urgencyy: そのような規則はありません → もしかして pressure/urgency ?",
    ],
    [
      { "kikimimi.config.yaml": "extends: [telekom]\n" },
      /^kikimimi\.config\.yaml: extends\[0\]: 値が違います \(期待: telecom \| finance/u,
    ],
    [{ "kikimimi.config.yaml": "input: { columns: { spaeker: 話者 } }\n" }, /^kikimimi\.config\.yaml: input\.columns/u],
    [{ "kikimimi.config.yaml": "a: [1\n" }, /^kikimimi\.config\.yaml: 2行目: YAML として読めません/u],
    [{ "kikimimi.config.json": '{\n "a": 1,\n}' }, /^kikimimi\.config\.json: .*JSON として読めません/u],
    [
      { "kikimimi.config.yaml": "mustSay: [{ id: a, title: 例, cues: [names-compani] }]" },
      /^kikimimi\.config\.yaml: mustSay\[0\]\.cues\[0\]: そのような手がかりはありません → もしかして names-company/u,
    ],
    [{ "kikimimi.config.mjs": "export const a = 1;" }, /^kikimimi\.config\.mjs: default の書き出しがありません/u],
    [{ "kikimimi.config.mjs": "throw new Error('broken');" }, /^kikimimi\.config\.mjs: 実行できません: broken/u],
    [
      { "kikimimi.config.yaml": "dictionaries: [none.yaml]\n" },
      /^kikimimi\.config\.yaml: dictionaries\[0\]: 辞書を読めません: none\.yaml/u,
    ],
    [
      { "kikimimi.config.yaml": "dictionaries: [own.yaml]\n", "own.yaml": words(true).replace("high", "hi") },
      /^own\.yaml: .*free\.finding\.severity/u,
    ],
    [
      { "kikimimi.config.yaml": "customRules: [own.mjs]\n", "own.mjs": "export default 1;" },
      /own\.mjs: 規則が書き出されていません/u,
    ],
    [{ "kikimimi.config.yaml": "", "kikimimi.config.json": "{}" }, /設定ファイルが二つ以上あります/u],
    [
      {
        "kikimimi.config.yaml": "mustSay:\n  - { id: free, title: 例, phrases: [例] }\ndictionaries: [own.yaml]\n",
        "own.yaml": words(true),
      },
      /custom\/free: 同じ名前の規則が二つあります/u,
    ],
  ] as [Record<string, string>, string | RegExp][])("%j", async (files, message) => {
    const error = await refusal(files);
    if (typeof message === "string") expect(error.message).toBe(message);
    else expect(error.message).toMatch(message);
    // Every such message has its English.
    expect(error.messageIn("en")).not.toMatch(/[ぁ-ん]/u);
  });

  it("is refused where the named file is not there", async () => {
    await expect(loadConfig({ from: folderWith({}), file: "none.yaml" })).rejects.toMatchObject({
      code: "unreadable-file",
      file: "none.yaml",
    });
  });
});

describe("presets", () => {
  it("give way to the file: groups are joined, items of one id replace each other", async () => {
    const config = `extends: [real-estate, collection]
hours: { to: "19:00" }
mustSay:
  - { id: name-at-once, title: 名乗り, by: { lines: 1 }, cues: [names-company] }
`;
    const { settings } = (await loadConfig({ from: folderWith({ "kikimimi.config.yaml": config }) })).options;
    expect(settings.industry).toBe("collection");
    expect(settings.hours).toMatchObject({ from: "08:00", to: "19:00", calls: "outbound" });
    expect(settings.mustSay?.map((m) => [m.id, m.by])).toEqual([
      ["purpose-at-once", { lines: 3 }],
      ["name-at-once", { lines: 1 }],
    ]);
  });
});
