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

/** An output file that an earlier run began, one report a line. */
export interface Earlier {
  /**
   * Passes over the calls whose reports are in the file; `onSeen` is told of each. Where the next line is of another
   * call, `failsAgain` is asked whether this one brought no line because it fails.
   * @throws KikimimiError `does-not-fit` when the file cannot have come from these calls
   */
  rest(
    calls: AsyncIterable<FileOutcome>,
    onSeen: (report: EarlierReport) => void,
    failsAgain: (call: FileOutcome) => Promise<boolean>,
  ): AsyncGenerator<FileOutcome>;
  /** The pack of the reports in the file; undefined where it has none. */
  readonly pack: string | undefined;
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
  let pack: string | undefined;
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
    get pack() {
      return pack;
    },
    async *rest(calls, onSeen, failsAgain) {
      let line = 1;
      let next = await lines?.next();
      for await (const call of calls) {
        if (!next || next.done || call instanceof KikimimiError) {
          yield call;
          continue;
        }
        if (next.value.callId !== call.transcript.callId) {
          if (!(await failsAgain(call)))
            throw misfit(line, { ja: "入力の通話と順番が合いません", en: "the order is not that of the calls" });
          yield call;
          continue;
        }
        pack = next.value.pack;
        onSeen(next.value);
        line++;
        next = await lines?.next();
      }
      if (next && !next.done)
        throw misfit(line, {
          ja: "入力にない通話の結果があります",
          en: "it has the report of a call that is not in the input",
        });
    },
    output: () => appendAfter(file, end),
  };

  async function* reportsIn(name: string, stream: ReadStream): AsyncGenerator<EarlierReport> {
    let line = 0;
    for await (const text of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
      line++;
      let read: EarlierReport | undefined;
      try {
        read = EarlierReport.parse(JSON.parse(text));
      } catch {
        const ja = `${name.endsWith(".ndjson") ? "" : "NDJSON の"}結果として読めません`;
        throw misfit(line, { ja, en: "this is no report, one a line" });
      }
      yield read;
    }
  }
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
