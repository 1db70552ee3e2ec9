import type { Loaded } from "../config/load-node.js";
import { KikimimiError } from "../errors.js";
import { type FileOutcome, readFiles } from "../formats/files.js";
import { defaultLimits, type Limits, parseEncoding, type ReadOptions } from "../formats/index.js";
import { loadTokenizer } from "../language/load-node.js";
import { inOrder } from "../pool/in-order.js";
import { redact } from "../redaction/index.js";
import type { Locale } from "../report/build.js";
import type { Report, Severity } from "../report/schema.js";
import type { Direction, Transcript } from "../transcript/schema.js";
import { type ConfiguredOptions, configured } from "./configured.js";
import { onInterruption } from "./interrupt.js";
import { type Analysts, openAnalysts } from "./jobs.js";
import { type LedgerOptions, openLedger } from "./ledger.js";
import { openOutput } from "./output.js";
import { drawProgress, sizesOf } from "./progress.js";
import { outputFormats } from "./report-writers.js";
import { openEarlier } from "./resume.js";
import { type Counted, summaryLine, summaryTable, Tally } from "./summary.js";

export interface AnalyzeOptions extends ConfiguredOptions, LedgerOptions {
  format: string;
  output?: string;
  direction?: Direction;
  inputFormat?: string;
  encoding?: string;
  agentLabel?: string[];
  column?: string[];
  limit?: string[];
  repairRoles?: boolean;
  minSeverity?: Severity;
  failOn?: Severity;
  explain?: boolean;
  rulesOnly?: boolean;
  jobs?: string;
  redact?: boolean;
  resume?: boolean;
}

const order: readonly Severity[] = ["low", "medium", "high", "critical"];
const atLeast = (severity: Severity, least: Severity) => order.indexOf(severity) >= order.indexOf(least);

/** `kikimimi analyze`: reads calls, prints reports; each input that cannot be read is one line on standard error. */
export async function analyze(paths: string[], options: AnalyzeOptions): Promise<void> {
  const writer = outputFormats[options.format];
  if (!writer)
    throw new KikimimiError(
      "bad-option",
      { ja: `出力の形を知りません: ${options.format}`, en: `there is no such output format: ${options.format}` },
      {
        expected: Object.keys(outputFormats).join(" | "),
      },
    );
  const begun = options.resume ? resumable(options) : undefined;
  const config = await configured(options);
  const { locale } = config;
  const ledger = openLedger(options, config);
  const analysts = await openAnalysts(options.jobs, {
    ...config.options,
    ruleFiles: config.ruleFiles,
    locale,
    ...(options.rulesOnly ? { model: false } : {}),
  });
  const tokenizer = (options.redact ?? config.config.redact) ? await loadTokenizer() : undefined;
  const inputs = paths.length ? paths : ["-"];
  const earlier = begun === undefined ? undefined : await openEarlier(begun);
  const output = earlier?.output() ?? openOutput(options.output);
  const interruption = onInterruption();
  const { stderr } = process;
  const tally = new Tally();
  const progress = drawProgress(stderr, tally, locale, stderr.isTTY ? await sizesOf(inputs) : undefined);
  const onTerminal = options.output === undefined && process.stdout.isTTY === true;
  let failing = false;
  const count = (shown: Counted) => {
    tally.add(shown);
    if (options.failOn && shown.findings.some((f) => !f.known && atLeast(f.severity, options.failOn as Severity)))
      failing = true;
  };
  const report = writer({
    locale,
    rules: config.rules,
    dictionaries: config.options.dictionaries,
    explain: options.explain ?? false,
    color: onTerminal && !process.env.NO_COLOR,
    width: Math.min(process.stdout.columns || 88, 110),
  });
  for (const line of ledger.notices) stderr.write(`${line}\n`);
  try {
    await output.write(report.start());
    const read = interruption.until(readFiles(inputs, readOptions(options, config)));
    const render = (made: Analysed) => {
      const shown = filtered(ledger.apply(made.report, made.transcript), options.minSeverity);
      const out = tokenizer ? redact(made.transcript, shown, tokenizer) : { ...made, report: shown };
      return { shown, text: report.call(out.transcript, out.report) };
    };
    const again = async (call: FileOutcome) => {
      const result = await analyzeOne(analysts, call);
      return result instanceof KikimimiError ? undefined : render(result).text;
    };
    const outcomes = earlier?.rest(read, count, again) ?? read;
    for await (const result of inOrder(outcomes, (outcome) => analyzeOne(analysts, outcome), analysts.atOnce)) {
      if (result instanceof KikimimiError) {
        tally.unreadable++;
        progress.clear();
        stderr.write(`${result.messageIn(locale)}\n`);
        progress.seen(result.file);
        continue;
      }
      const { shown, text } = render(result);
      count(shown);
      if (result.warnings.length || onTerminal) progress.clear();
      for (const warning of result.warnings) stderr.write(`${warning}\n`);
      await output.write(text);
      progress.seen(result.file);
    }
    progress.clear();
    if (interruption.signal) {
      // A file that appears whole or not at all is not whole yet; what was printed or appended stays.
      if (options.output === undefined || earlier) await output.close();
      else output.abandon();
      stderr.write(`${interrupted(interruption.signal, tally, options, locale)}\n`);
      process.exit(interruption.status);
    }
    await output.write(report.end());
    await output.close();
    const written = await ledger.close();
    if (written) stderr.write(`${written}\n`);
  } catch (error) {
    progress.clear();
    output.abandon();
    throw error;
  } finally {
    interruption.end();
    await analysts.close();
    if (inputs.includes("-")) process.stdin.destroy();
  }
  if (stderr.isTTY && tally.calls > 1) stderr.write(summaryTable(tally, locale, !process.env.NO_COLOR));
  else if (options.format === "pretty" && tally.calls) stderr.write(summaryLine(tally, locale));
  process.exitCode = tally.unreadable ? 2 : failing ? 1 : 0;
}

/** @throws KikimimiError `bad-option` where an earlier output could not be told from a new one */
function resumable({ output, format, writeBaseline }: AnalyzeOptions): string {
  if (writeBaseline)
    throw new KikimimiError(
      "bad-option",
      {
        ja: "--resume と --write-baseline は一緒に使えません: 前に済んだ通話の指摘が基準に入りません",
        en: "--resume and --write-baseline do not go together: findings of the calls done before would be missing",
      },
      { expected: "--resume | --write-baseline" },
    );
  if (output !== undefined && format === "ndjson") return output;
  throw new KikimimiError(
    "bad-option",
    {
      ja: "--resume は一行に一件の結果をファイルに書くときに使えます",
      en: "--resume needs one report a line in a file",
    },
    {
      expected: "--format ndjson --output FILE",
    },
  );
}

function interrupted(signal: string, { calls }: Tally, { output, resume }: AnalyzeOptions, locale: Locale): string {
  const kept = output === undefined || resume;
  if (locale === "en") {
    const left = kept ? `${calls} calls are written` : `${output} was not written`;
    return `Interrupted (${signal}): ${left}.${resume ? " Run it again to go on." : ""}`;
  }
  const left = kept ? `${calls} 通話まで書きました` : `${output} は書いていません`;
  return `中断しました(${signal}): ${left}。${resume ? "もう一度実行すると続きから始めます。" : ""}`;
}

/** What is given at the command outweighs the configuration. */
function readOptions(
  options: AnalyzeOptions,
  { read, locale }: Pick<Loaded, "read"> & { locale: Locale },
): ReadOptions {
  return {
    ...read,
    locale,
    format: options.inputFormat ?? read.format,
    direction: options.direction ?? read.direction,
    agentLabels: options.agentLabel ?? read.agentLabels,
    repairRoles: options.repairRoles ?? read.repairRoles,
    columns: options.column
      ? {
          ...read.columns,
          ...Object.fromEntries(options.column.map((word) => pair(word, "--column", "speaker=話し手"))),
        }
      : read.columns,
    limits: options.limit ? { ...read.limits, ...limitsOf(options.limit) } : read.limits,
    encoding: options.encoding === undefined ? read.encoding : parseEncoding(options.encoding),
  };
}

/** @throws KikimimiError `bad-option` for a word without `=` */
function pair(word: string, option: string, expected: string): [string, string] {
  const at = word.indexOf("=");
  if (at < 1)
    throw new KikimimiError(
      "bad-option",
      { ja: `${option} を読めません: ${word}`, en: `${option} does not fit: ${word}` },
      { expected },
    );
  return [word.slice(0, at), word.slice(at + 1)];
}

/** @throws KikimimiError `bad-option` for a limit that there is not; its size is checked where it is used */
function limitsOf(words: readonly string[]): Partial<Limits> {
  const names = Object.keys(defaultLimits);
  return Object.fromEntries(
    words.map((word) => {
      const [name, value] = pair(word, "--limit", "maxBytes=300000000");
      if (!names.includes(name))
        throw new KikimimiError(
          "bad-option",
          { ja: `--limit を読めません: ${word}`, en: `--limit does not fit: ${word}` },
          { expected: names.join(" | ") },
        );
      return [name, Number(value)];
    }),
  );
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
