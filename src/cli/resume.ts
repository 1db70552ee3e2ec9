import { createReadStream, createWriteStream, type ReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { createInterface } from "node:readline";
import { KikimimiError, type Said } from "../errors.js";
import type { FileOutcome } from "../formats/files.js";
import { Report } from "../report/schema.js";
import { type Output, streamOutput, unwritable } from "./output.js";

/** What is asked of a line that an earlier run wrote. */
const EarlierReport = Report.pick({ callId: true, pack: true, risk: true, findings: true });
export type EarlierReport = Pick<Report, "callId" | "pack" | "risk" | "findings">;

/** A line as it stands in the file, and as it is read. */
interface EarlierLine {
  text: string;
  report: EarlierReport;
}

/** An output file that an earlier run began, one report a line. */
export interface Earlier {
  /**
   * Passes over the calls whose reports are in the file; `onSeen` is told of each. `again` says what a call brings in
   * this run, undefined where it fails: it is asked of a call that the file has no line of, and of the last one that it
   * has, so that one file never holds reports made with different options.
   * @throws KikimimiError `does-not-fit` when the file cannot have come from these calls with these options
   */
  rest(
    calls: AsyncIterable<FileOutcome>,
    onSeen: (report: EarlierReport) => void,
    again: (call: FileOutcome) => Promise<string | undefined>,
  ): AsyncGenerator<FileOutcome>;
  /** Writes behind the last whole line. Only when this is first written to is the file changed. */
  output(): Output;
}

/**
 * Opens the output of an earlier run to go on after it. A last line without its end is not counted.
 * @throws KikimimiError `unwritable-file` for what is not a file
 */
export async function openEarlier(file: string): Promise<Earlier> {
  const end = await endOfLines(file);
  const lines = end ? reportsIn(file, createReadStream(file, { end: end - 1 })) : undefined;
  const misfit = (line: number, reason: Said) =>
    new KikimimiError("does-not-fit", reason, {
      file,
      path: `line ${line}`,
      expected: { ja: "同じ入力・同じ指定で始めた結果", en: "a result begun with the same input and options" },
      hint: {
        ja: "別の --output にするか、このファイルを消してください",
        en: "give another --output, or delete this file",
      },
    });
  return {
    async *rest(calls, onSeen, again) {
      let line = 1;
      let next = await lines?.next();
      for await (const call of calls) {
        if (!next || next.done || call instanceof KikimimiError) {
          yield call;
          continue;
        }
        const { text, report } = next.value;
        if (report.callId !== call.transcript.callId) {
          if ((await again(call)) !== undefined)
            throw misfit(line, { ja: "入力の通話と順番が合いません", en: "the order is not that of the calls" });
          yield call;
          continue;
        }
        onSeen(report);
        next = await lines?.next();
        if (next?.done) {
          const now = await again(call);
          if (now?.trimEnd() !== text) throw misfit(line, whyNot(report, now));
        }
        line++;
      }
      if (next && !next.done)
        throw misfit(line, {
          ja: "入力にない通話の結果があります",
          en: "it has the report of a call that is not in the input",
        });
    },
    output: () => appendAfter(file, end),
  };

  async function* reportsIn(name: string, stream: ReadStream): AsyncGenerator<EarlierLine> {
    let line = 0;
    for await (const text of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
      line++;
      let report: EarlierReport | undefined;
      try {
        report = EarlierReport.parse(JSON.parse(text));
      } catch {
        const ja = `${name.endsWith(".ndjson") ? "" : "NDJSON の"}結果として読めません`;
        throw misfit(line, { ja, en: "this is no report, one a line" });
      }
      yield { text, report };
    }
  }
}

/** Why a line differs from what the same call brings now. */
function whyNot({ pack }: EarlierReport, now: string | undefined): Said {
  const other = now === undefined ? undefined : (JSON.parse(now) as EarlierReport).pack;
  if (other !== undefined && other !== pack)
    return {
      ja: `別の規則・辞書・重みで作られた結果です(${pack}、今は ${other})`,
      en: `these reports were made with other rules, dictionaries or weights (${pack}, now ${other})`,
    };
  return {
    ja: "同じ通話の結果が今の指定では変わります",
    en: "with the options given now the same call has another report",
  };
}

/** Where the last whole line ends; 0 where there is no file yet. */
async function endOfLines(file: string): Promise<number> {
  try {
    const handle = await open(file, "r");
    try {
      const found = await handle.stat();
      if (!found.isFile())
        throw new KikimimiError(
          "unwritable-file",
          { ja: "--resume はファイルにだけ使えます", en: "--resume works with files only" },
          { file },
        );
      const block = Buffer.alloc(1 << 16);
      for (let to = found.size; to > 0; to -= block.length) {
        const from = Math.max(0, to - block.length);
        const { bytesRead } = await handle.read(block, 0, to - from, from);
        const at = block.subarray(0, bytesRead).lastIndexOf(10);
        if (at >= 0) return from + at + 1;
      }
      return 0;
    } finally {
      await handle.close();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return 0;
    throw unwritable(file, error);
  }
}

/** Writes behind `end` and drops what stood there, a line that did not arrive whole. */
function appendAfter(file: string, end: number): Output {
  let opened: Promise<Output> | undefined;
  const begin = async (): Promise<Output> => {
    try {
      const handle = await open(file, end ? "r+" : "w");
      await handle.truncate(end);
      return streamOutput(createWriteStream(file, { fd: handle, start: end }), file);
    } catch (error) {
      throw unwritable(file, error);
    }
  };
  return {
    async write(text) {
      if (!text) return;
      opened ??= begin();
      await (await opened).write(text);
    },
    async close() {
      await (await opened)?.close();
    },
    abandon() {
      void opened?.then((output) => output.abandon()).catch(() => undefined);
    },
  };
}
