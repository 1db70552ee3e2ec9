import { createReadStream, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { KikimimiError, renderPath } from "../errors.js";
import type { Locale } from "../report/build.js";
import { type CallChange, ComparedReport, diffReports, type ReportDiff } from "../report/diff.js";
import { titleOf } from "../report/names.js";
import { printable } from "../report/pretty.js";
import { type ReviewTexts, reviewTexts } from "../report/texts.js";
import { type ConfiguredOptions, configured } from "./configured.js";

interface Options extends ConfiguredOptions {
  format: "pretty" | "json";
}

/** `kikimimi diff`: exit status 1 when any call gained, lost or regraded a finding, or is in one of the two only. */
export async function diff(before: string, after: string, options: Options): Promise<void> {
  const { rules, locale } = await configured(options);
  const [old, now] = [await readReports(before), await readReports(after)];
  const result = diffReports(old, now);
  for (const line of repeated([before, old], [after, now], locale)) process.stderr.write(`${line}\n`);
  console.log(
    options.format === "json" ? JSON.stringify(result, null, 2) : renderDiff(result, reviewTexts(rules), locale),
  );
  const { changed, onlyOld, onlyNew } = result.calls;
  if (changed || onlyOld.length || onlyNew.length) process.exitCode = 1;
}

/** Reports as `--format json` or `ndjson` wrote them. @throws KikimimiError naming file and place */
async function readReports(file: string): Promise<ComparedReport[]> {
  try {
    const reports: ComparedReport[] = [];
    let number = 0;
    for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
      number++;
      if (!line.trim()) continue;
      // An array, or one report over many lines: the whole file is one value.
      if (!reports.length && /^\s*(?:\[|\{\s*$)/u.test(line))
        return listOf(JSON.parse(readFileSync(file, "utf8")), file);
      reports.push(asReport(JSON.parse(line), file, { ja: `${number}行目`, en: `line ${number}` }));
    }
    return reports;
  } catch (cause) {
    if (cause instanceof KikimimiError) throw cause;
    const isJson = cause instanceof SyntaxError;
    throw new KikimimiError(
      "unreadable-file",
      isJson
        ? { ja: "JSON として読めません", en: "this is not JSON" }
        : { ja: "ファイルを読めません", en: "the file cannot be read" },
      { file, expected: "--format json | ndjson", cause },
    );
  }
}

/** Names that more than one call of a list has: which of them is meant is told by their order alone. */
function* repeated(before: Listed, after: Listed, locale: Locale): Generator<string> {
  for (const [file, reports] of [before, after]) {
    const seen = new Set<string>();
    const twice = new Set<string>();
    for (const { callId } of reports) (seen.has(callId) ? twice : seen).add(callId);
    if (!twice.size) continue;
    const names = [...twice].slice(0, 3).map(printable).join(", ") + (twice.size > 3 ? ", …" : "");
    yield words[locale].repeated(printable(file), twice.size, names);
  }
}

type Listed = readonly [file: string, reports: readonly ComparedReport[]];

const listOf = (value: unknown, file: string): ComparedReport[] =>
  (Array.isArray(value) ? value : [value]).map((item, i) => asReport(item, file, `[${i}]`));

function asReport(value: unknown, file: string, path: string | { ja: string; en: string }): ComparedReport {
  const result = ComparedReport.safeParse(value);
  if (result.success) return result.data;
  throw new KikimimiError(
    "does-not-fit",
    { ja: "kikimimi の報告ではありません", en: "this is not a report of kikimimi" },
    { file, path, expected: renderPath(result.error.issues[0]?.path ?? []) },
  );
}

const words = {
  ja: {
    calls: (n: number, changed: number) => `通話 ${n}、うち変わったもの ${changed}`,
    findings: (g: number, l: number, r: number) => `増えた指摘 ${g}、消えた指摘 ${l}、重さの変わった指摘 ${r}`,
    packs: "規則・辞書・重み",
    byRule: "規則ごと",
    onlyOld: "前だけにある通話",
    onlyNew: "後だけにある通話",
    risk: "リスク",
    call: "通話全体",
    repeated: (file: string, n: number, names: string) =>
      `${file}: 同じ名前の通話があります (${n} 件: ${names})。出てきた順に対にしました`,
  },
  en: {
    calls: (n: number, changed: number) => `${n} calls, ${changed} changed`,
    findings: (g: number, l: number, r: number) => `${g} findings gained, ${l} lost, ${r} regraded`,
    packs: "rules, dictionaries, weights",
    byRule: "By rule",
    onlyOld: "Calls only before",
    onlyNew: "Calls only after",
    risk: "risk",
    call: "whole call",
    repeated: (file: string, n: number, names: string) =>
      `${file}: calls share a name (${n}: ${names}); they were paired in order`,
  },
} as const;

/** For a terminal. It quotes nothing of what was said. */
function renderDiff(
  { packs, calls, findings, rules, changes }: ReportDiff,
  texts: ReviewTexts,
  locale: Locale,
): string {
  const w = words[locale];
  const out = [
    w.calls(calls.compared, calls.changed),
    w.findings(findings.gained, findings.lost, findings.regraded),
    `${w.packs}: ${packs.old.join(", ") || "?"} → ${packs.new.join(", ") || "?"}`,
  ];
  const byRule = Object.entries(rules);
  if (byRule.length) out.push("", w.byRule);
  for (const [id, { gained, lost }] of byRule) out.push(`  +${gained} -${lost}  ${id}  ${titleOf(id, texts, locale)}`);
  for (const change of changes) out.push("", ...renderChange(change, w));
  for (const [title, ids] of [
    [w.onlyOld, calls.onlyOld],
    [w.onlyNew, calls.onlyNew],
  ] as const)
    if (ids.length) out.push("", `${title}: ${ids.map(printable).join(", ")}`);
  return out.join("\n");
}

function renderChange({ callId, score, gained, lost, regraded }: CallChange, w: (typeof words)[Locale]): string[] {
  const at = (index: number | null) => (index === null ? w.call : `#${index + 1}`);
  return [
    `${printable(callId)}  ${w.risk} ${score.old} → ${score.new}`,
    ...gained.map((f) => `  + ${f.ruleId} ${at(f.utteranceIndex)} [${f.severity}] ${f.confidence.toFixed(2)}`),
    ...lost.map((f) => `  - ${f.ruleId} ${at(f.utteranceIndex)} [${f.severity}] ${f.confidence.toFixed(2)}`),
    ...regraded.map((f) => `  ~ ${f.id} ${f.old} → ${f.new}`),
  ];
}
