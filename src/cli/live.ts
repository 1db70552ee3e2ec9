import { createInterface } from "node:readline";
import { type Analyzer, createAnalyzer } from "../analyzer.js";
import { KikimimiError } from "../errors.js";
import { loadTokenizer } from "../language/load-node.js";
import type { Tokenizer } from "../language/tokenizer.js";
import type { CallStart, LiveCall } from "../live.js";
import { redact, redactFinding } from "../redaction/index.js";
import type { Locale } from "../report/build.js";
import type { Finding } from "../report/schema.js";
import type { Rule } from "../rules/rule.js";
import type { Direction, Utterance } from "../transcript/schema.js";
import { type ConfiguredOptions, configured } from "./configured.js";
import { type Heard, readHeard } from "./live-input.js";
import { type LiveWriter, liveNdjson, livePretty } from "./live-output.js";
import { openOutput } from "./output.js";

export interface LiveOptions extends ConfiguredOptions {
  format?: "ndjson" | "pretty";
  /** Where the reports go at the end; else they are the last thing that is written. */
  report?: string;
  callId: string;
  direction?: Direction;
  industry?: string;
  rulesOnly?: boolean;
  redact?: boolean;
}

type Settled = LiveOptions & { locale: Locale };

/** `kikimimi live`: utterances from standard input, findings as they come, a report for each call when it ends. */
export async function live(given: LiveOptions): Promise<void> {
  const { stdin, stderr } = process;
  const config = await configured(given);
  const { locale } = config;
  const options: Settled = { ...given, locale };
  const tokenizer = await loadTokenizer();
  const analyzer = await createAnalyzer({
    ...config.options,
    locale,
    tokenizer,
    ...(options.rulesOnly ? { model: false } : {}),
  });
  const output = openOutput(undefined);
  const reports = options.report === undefined ? undefined : openOutput(options.report);
  // A reader of standard output that goes away ends the command at once.
  process.once("exit", () => reports?.abandon());
  const redacting = options.redact ?? Boolean(config.config.redact);
  const calls = new Calls(analyzer, options, writerFor(options, config.rules), redacting ? tokenizer : undefined);
  const lines = createInterface({ input: stdin, crlfDelay: Number.POSITIVE_INFINITY });
  // The first Ctrl-C ends the calls as their own end would; a second one ends the command.
  let interrupted = false;
  const stop = () => {
    interrupted = true;
    lines.close();
    stdin.destroy();
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, stop);
  let number = 0;
  let bad = 0;
  const finish = async (callId: string) => {
    const { report, text } = calls.close(callId);
    if (reports) await reports.write(`${JSON.stringify(report)}\n`);
    else await output.write(text);
  };
  try {
    for await (const line of lines) {
      number++;
      const text = number === 1 ? line.replace(/^\ufeff/u, "") : line;
      if (interrupted || !text.trim()) continue;
      try {
        const heard = readHeard(text);
        if (heard.kind === "end") await finish(calls.idOf(heard));
        else await output.write(calls.hear(heard));
      } catch (error) {
        if (!(error instanceof KikimimiError)) throw error;
        bad++;
        stderr.write(`${placed(error, number).messageIn(locale)}\n`);
      }
    }
    for (const callId of calls.ids()) await finish(callId);
    await output.close();
    await reports?.close();
  } catch (error) {
    reports?.abandon();
    throw error;
  }
  process.exitCode = bad ? 2 : 0;
}

function writerFor({ format, locale }: Settled, rules: readonly Rule[]): LiveWriter {
  const { stdout } = process;
  if ((format ?? (stdout.isTTY ? "pretty" : "ndjson")) === "ndjson") return liveNdjson;
  const titles = new Map(rules.map((r) => [r.id, r.text.title[locale]]));
  const color = stdout.isTTY === true && !process.env["NO_COLOR"];
  return livePretty({ locale, titles, color, width: Math.min(stdout.columns || 88, 110) });
}

/** The same error, told of its line instead of its place in a transcript. */
function placed(error: KikimimiError, number: number): KikimimiError {
  const member = error.path?.replace(/^utterances\[0\]\.?/u, "");
  const rest = member ? `: ${member}` : "";
  return error.at({ path: { ja: `${number}行目${rest}`, en: `line ${number}${rest}` } });
}

interface OpenCall {
  live: LiveCall;
  start: CallStart;
  /** Final ones, to show the report with. */
  utterances: Utterance[];
  /** By id, those given and not taken back. */
  given: Map<string, Finding>;
  /** Something has been said. */
  begun: boolean;
}

/** The calls in progress. */
class Calls {
  readonly #open = new Map<string, OpenCall>();

  constructor(
    private readonly analyzer: Analyzer,
    private readonly options: LiveOptions,
    private readonly writer: LiveWriter,
    /** Given where what comes out is to be masked. */
    private readonly masking: Tokenizer | undefined,
  ) {}

  ids(): string[] {
    return [...this.#open.keys()];
  }

  /** Without a name the line is of the call last begun, where there is only one, or of the one the options name. */
  idOf({ callId }: Heard): string {
    if (callId !== undefined) return callId;
    const [only, ...others] = this.#open.keys();
    return only !== undefined && !others.length ? only : this.options.callId;
  }

  /** What a line brings, as it is to be written. */
  hear(heard: Exclude<Heard, { kind: "end" }>): string {
    const callId = this.idOf(heard);
    const { writer } = this;
    if (heard.kind === "start") {
      if (this.#open.get(callId)?.begun)
        throw new KikimimiError(
          "bad-transcript",
          { ja: "この通話はもう始まっています", en: "this call has begun already" },
          { expected: { ja: "発話", en: "an utterance" } },
        );
      this.#open.set(callId, this.#opened(callId, heard.start));
      return "";
    }
    const call = this.#open.get(callId) ?? this.#opened(callId, {});
    const { partial, utterance } = heard;
    const { findings, retracted } = call.live.push(utterance, { partial });
    // Only now: what cannot be read begins no call.
    this.#open.set(callId, call);
    call.begun = true;
    if (!partial) call.utterances.push(utterance);
    const out: string[] = [];
    for (const id of retracted) {
      const finding = call.given.get(id);
      if (finding) out.push(writer.retracted(callId, finding));
      call.given.delete(id);
    }
    for (const finding of findings) {
      call.given.set(finding.id, finding);
      const said = partial ? [...call.utterances, utterance] : call.utterances;
      out.push(writer.finding(callId, this.masking ? redactFinding(finding, said, this.masking) : finding, partial));
    }
    return out.join("");
  }

  /** @throws KikimimiError for a call that is not open */
  close(callId: string) {
    const call = this.#open.get(callId);
    if (!call)
      throw new KikimimiError(
        "bad-transcript",
        { ja: "始まっていない通話です", en: "this call has not begun" },
        { path: "callId" },
      );
    this.#open.delete(callId);
    const whole = { transcript: { ...call.start, callId, utterances: call.utterances }, report: call.live.close() };
    const { transcript, report } = this.masking ? redact(whole.transcript, whole.report, this.masking) : whole;
    return { report, text: this.writer.report(report, transcript) };
  }

  #opened(callId: string, given: CallStart): OpenCall {
    const { direction, industry } = this.options;
    const start = { ...(direction ? { direction } : {}), ...(industry ? { industry } : {}), ...given, callId };
    return { live: this.analyzer.open(start), start, utterances: [], given: new Map(), begun: false };
  }
}
