import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { categoryName, severityName } from "../src/report/names.js";
import { Category } from "../src/report/schema.js";
import { rules } from "../src/rules/index.js";
import type { Provision } from "../src/rules/provisions.js";
import type { Rule } from "../src/rules/rule.js";

/** The reference of the rules, made of their own data: `npm run docs`. A page for each category, in both languages. */

type Locale = "ja" | "en";

const words = {
  ja: {
    index: "規則の一覧",
    intro:
      "規則そのものの題・説明・例・関係法令から作られたページです(`npm run docs`)。例は試験されています。指摘は確認する人のための手がかりで、法令違反の判断ではありません。",
    severity: "重さ",
    instead: "言い換え",
    flags: "指摘する例",
    clean: "似ているが指摘しない例",
    law: "関係法令",
    none: "なし",
    industries: "業種",
    outbound: "こちらからかけた通話と折り返し",
    rule: "規則",
    grade:
      "条番号の確かさ: A は条文の保存版か改正後の公的なページで確かめたもの、B は 2013 年の条文と後のページで同じ番号だったもの。使う前に現行法を確かめてください。",
    back: "一覧へ",
  },
  en: {
    index: "The rules",
    intro:
      "Made of the rules' own titles, explanations, examples and provisions (`npm run docs`); the examples are tested. Findings are signs for a reviewer, not legal judgements. Examples and provisions are in Japanese, as the calls are.",
    severity: "Severity",
    instead: "Say instead",
    flags: "Flagged",
    clean: "Alike, and not flagged",
    law: "Provisions",
    none: "none",
    industries: "industries",
    outbound: "calls that the company made, and callbacks",
    rule: "Rule",
    grade:
      "How sure the numbers are: A was seen in a stored copy of the statute or an official page later than its last renumbering, B in the statute of 2013 and under the same number later. Check the law in force before relying on one.",
    back: "All rules",
  },
} as const;

/** Every page by its path under `docs/`. */
export function rulePages(): Map<string, string> {
  const pages = new Map<string, string>();
  for (const locale of ["ja", "en"] as const) {
    const w = words[locale];
    const rows: string[] = [];
    for (const category of Category.options) {
      const own = rules.filter((r) => r.category === category);
      if (!own.length) continue;
      const name = categoryName[category][locale];
      pages.set(
        `${locale}/rules/${category}.md`,
        `${[`# ${name}`, `[${w.back}](README.md)`, ...own.map((r) => section(r, locale))].join("\n\n")}\n`,
      );
      for (const r of own)
        rows.push(
          `| [${r.text.title[locale]}](${category}.md#${anchor(r)}) | \`${r.id}\` | ${severityName[r.severity][locale]} |`,
        );
    }
    const table = [`| ${w.rule} | ID | ${w.severity} |`, "| --- | --- | --- |", ...rows].join("\n");
    pages.set(`${locale}/rules/README.md`, `# ${w.index}\n\n${w.intro}\n\n${table}\n\n${w.grade}\n`);
  }
  return pages;
}

const anchor = (rule: Rule): string => rule.id.replace("/", "-");

function section(rule: Rule, locale: Locale): string {
  const w = words[locale];
  const { title, message, advice, flags, clean } = rule.text;
  const list = (lines: readonly string[], mark: string) => lines.map((line) => `- ${mark} ${line}`).join("\n");
  return [
    `<a id="${anchor(rule)}"></a>\n\n## ${title[locale]}`,
    `\`${rule.id}\` · ${w.severity}: ${severityName[rule.severity][locale]}`,
    message[locale],
    `**${w.instead}**: ${advice[locale]}`,
    `**${w.flags}**\n\n${list(flags, "✗")}`,
    `**${w.clean}**\n\n${list(clean, "✓")}`,
    `**${w.law}**\n\n${rule.legalBasis.length ? rule.legalBasis.map((p) => provision(p, locale)).join("\n") : w.none}`,
  ].join("\n\n");
}

function provision({ cite, gist, grade, industries, direction }: Provision, locale: Locale): string {
  const w = words[locale];
  const limits = [
    ...(industries ? [`${w.industries}: ${industries.join(", ")}`] : []),
    ...(direction ? [w.outbound] : []),
  ].join(" / ");
  return `- ${cite} (${grade})${limits ? ` – ${limits}` : ""}<br>${gist}`;
}

if (process.argv[1] === import.meta.filename)
  for (const [path, text] of rulePages()) {
    const file = join(import.meta.dirname, "../docs", path);
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, text);
  }
