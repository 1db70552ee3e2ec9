import { type Analyzer, createAnalyzer } from "../analyzer.js";
import { KikimimiError } from "../errors.js";
import { type FileOutcome, readFiles } from "../formats/files.js";
import type { ReadOptions } from "../formats/index.js";
import type { Locale } from "../report/build.js";
import { notice } from "../report/pretty.js";
import type { Report, Severity } from "../report/schema.js";
import type { Direction, Transcript } from "../transcript/schema.js";
import { openOutput } from "./output.js";
import { outputFormats } from "./report-writers.js";

export interface AnalyzeOptions {
  format: string;
  output?: string;
  direction?: Direction;
  inputFormat?: string;
  encoding?: string;
  agentLabel?: string[];
  column?: string[];
  repairRoles?: boolean;
  minSeverity?: Severity;
  failOn?: Severity;
  explain?: boolean;
  locale: Locale;
  rulesOnly?: boolean;
}

const order: readonly Severity[] = ["low", "medium", "high", "critical"];
const atLeast = (severity: Severity, least: Severity) => order.indexOf(severity) >= order.indexOf(least);

/** `kikimimi analyze`: reads calls, prints reports; each input that cannot be read is one line on standard error. */
export async function analyze(paths: string[], options: AnalyzeOptions): Promise<void> {
  const writer = outputFormats[options.format];
  if (!writer)
    throw new KikimimiError("bad-option", `出力の形を知りません: ${options.format}`, {
      expected: Object.keys(outputFormats).join(" | "),
    });
  const analyzer = await createAnalyzer({ locale: options.locale, ...(options.rulesOnly ? { model: false } : {}) });
  const output = openOutput(options.output);
  const tally = { calls: 0, findings: 0, unreadable: 0, failing: false };
  const report = writer({
    locale: options.locale,
    explain: options.explain ?? false,
    color: options.output === undefined && process.stdout.isTTY === true && !process.env.NO_COLOR,
    width: Math.min(process.stdout.columns || 88, 110),
  });
  try {
    await output.write(report.start());
    for await (const outcome of readFiles(paths.length ? paths : ["-"], readOptions(options))) {
      const result = analyzeOne(analyzer, outcome);
      if (result instanceof KikimimiError) {
        tally.unreadable++;
        process.stderr.write(`${result.message}\n`);
        continue;
      }
      const shown = filtered(result.report, options.minSeverity);
      tally.calls++;
      tally.findings += shown.findings.length;
      if (options.failOn && shown.findings.some((f) => atLeast(f.severity, options.failOn as Severity)))
        tally.failing = true;
      for (const warning of result.warnings) process.stderr.write(`${warning}\n`);
      await output.write(report.call(result.transcript, shown));
    }
    await output.write(report.end());
    await output.close();
  } catch (error) {
    output.abandon();
    throw error;
  }
  if (options.format === "pretty" && tally.calls) {
    const unread = tally.unreadable ? `、読めなかった入力 ${tally.unreadable}` : "";
    process.stderr.write(
      options.locale === "ja"
        ? `通話 ${tally.calls}、指摘 ${tally.findings}${unread}。${notice.ja}\n`
        : `${tally.calls} calls, ${tally.findings} findings${tally.unreadable ? `, ${tally.unreadable} unreadable` : ""}. ${notice.en}\n`,
    );
  }
  process.exitCode = tally.unreadable ? 2 : tally.failing ? 1 : 0;
}

function readOptions(options: AnalyzeOptions): ReadOptions {
  return {
    locale: options.locale,
    format: options.inputFormat,
    direction: options.direction,
    agentLabels: options.agentLabel,
    repairRoles: options.repairRoles,
    columns: options.column && Object.fromEntries(options.column.map(pair)),
    ...(options.encoding ? { encoding: options.encoding as NonNullable<ReadOptions["encoding"]> } : {}),
  };
}

/** @throws KikimimiError `bad-option` for a word without `=` */
function pair(word: string): [string, string] {
  const at = word.indexOf("=");
  if (at < 1) throw new KikimimiError("bad-option", `--column を読めません: ${word}`, { expected: "speaker=話し手" });
  return [word.slice(0, at), word.slice(at + 1)];
}

interface Analysed {
  report: Report;
  transcript: Transcript;
  warnings: string[];
}

function analyzeOne(analyzer: Analyzer, outcome: FileOutcome): Analysed | KikimimiError {
  if (outcome instanceof KikimimiError) return outcome;
  const { transcript, file, warnings } = outcome;
  try {
    return {
      report: analyzer.analyze(transcript),
      transcript,
      warnings: warnings.map((w) => `${file}: ${w.place ? `${w.place}: ` : ""}${w.message}`),
    };
  } catch (error) {
    if (error instanceof KikimimiError) return error.in(file);
    throw error;
  }
}

function filtered(report: Report, least: Severity | undefined): Report {
  return least ? { ...report, findings: report.findings.filter((f) => atLeast(f.severity, least)) } : report;
}
