import { KikimimiError } from "../errors.js";
import { type FileOutcome, readFiles } from "../formats/files.js";
import type { ReadOptions } from "../formats/index.js";
import { loadTokenizer } from "../language/load-node.js";
import { inOrder } from "../pool/in-order.js";
import { redact } from "../redaction/index.js";
import type { Locale } from "../report/build.js";
import type { Report, Severity } from "../report/schema.js";
import type { Direction, Transcript } from "../transcript/schema.js";
import { type Analysts, openAnalysts } from "./jobs.js";
import { openOutput } from "./output.js";
import { drawProgress, sizesOf } from "./progress.js";
import { outputFormats } from "./report-writers.js";
import { summaryLine, summaryTable, Tally } from "./summary.js";

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
  jobs?: string;
  redact?: boolean;
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
  const analysts = await openAnalysts(options.jobs, {
    locale: options.locale,
    ...(options.rulesOnly ? { model: false } : {}),
  });
  const tokenizer = options.redact ? await loadTokenizer() : undefined;
  const output = openOutput(options.output);
  const inputs = paths.length ? paths : ["-"];
  const { stderr } = process;
  const tally = new Tally();
  const progress = drawProgress(stderr, tally, options.locale, stderr.isTTY ? await sizesOf(inputs) : undefined);
  const onTerminal = options.output === undefined && process.stdout.isTTY === true;
  let failing = false;
  const report = writer({
    locale: options.locale,
    explain: options.explain ?? false,
    color: onTerminal && !process.env.NO_COLOR,
    width: Math.min(process.stdout.columns || 88, 110),
  });
  try {
    await output.write(report.start());
    const outcomes = readFiles(inputs, readOptions(options));
    for await (const result of inOrder(outcomes, (outcome) => analyzeOne(analysts, outcome), analysts.atOnce)) {
      if (result instanceof KikimimiError) {
        tally.unreadable++;
        progress.clear();
        stderr.write(`${result.message}\n`);
        progress.seen(result.file);
        continue;
      }
      const shown = filtered(result.report, options.minSeverity);
      tally.add(shown);
      if (options.failOn && shown.findings.some((f) => atLeast(f.severity, options.failOn as Severity))) failing = true;
      if (result.warnings.length || onTerminal) progress.clear();
      for (const warning of result.warnings) stderr.write(`${warning}\n`);
      const out = tokenizer
        ? redact(result.transcript, shown, tokenizer)
        : { transcript: result.transcript, report: shown };
      await output.write(report.call(out.transcript, out.report));
      progress.seen(result.file);
    }
    progress.clear();
    await output.write(report.end());
    await output.close();
  } catch (error) {
    output.abandon();
    throw error;
  } finally {
    await analysts.close();
  }
  if (stderr.isTTY && tally.calls > 1) stderr.write(summaryTable(tally, options.locale, !process.env.NO_COLOR));
  else if (options.format === "pretty" && tally.calls) stderr.write(summaryLine(tally, options.locale));
  process.exitCode = tally.unreadable ? 2 : failing ? 1 : 0;
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

type InFile<T> = T & { file: string };

interface Analysed {
  report: Report;
  transcript: Transcript;
  warnings: string[];
}

async function analyzeOne(analysts: Analysts, outcome: FileOutcome): Promise<InFile<Analysed | KikimimiError>> {
  if (outcome instanceof KikimimiError) return outcome;
  const { transcript, file, warnings } = outcome;
  try {
    return {
      file,
      report: await analysts.analyze(transcript),
      transcript,
      warnings: warnings.map((w) => `${file}: ${w.place ? `${w.place}: ` : ""}${w.message}`),
    };
  } catch (error) {
    if (error instanceof KikimimiError) return error.in(file) as InFile<KikimimiError>;
    throw error;
  }
}

function filtered(report: Report, least: Severity | undefined): Report {
  return least ? { ...report, findings: report.findings.filter((f) => atLeast(f.severity, least)) } : report;
}
