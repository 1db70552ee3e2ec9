#!/usr/bin/env node
import { setFlagsFromString } from "node:v8";
import { KikimimiError } from "../errors.js";
import { readerLeft } from "./output.js";
import { program } from "./program.js";

/** As the shell tells of a program that wrote to a pipe nobody reads: 128 + SIGPIPE. */
const READER_LEFT = 141;

// A run over a million calls should need no more memory than one over a thousand: V8 would let garbage lie while there is
// room on the machine. Costs about a tenth in time.
setFlagsFromString("--optimize-for-size");

try {
  await program().parseAsync();
} catch (thrown) {
  const error = ofSystem(thrown) ?? thrown;
  if (!(error instanceof KikimimiError)) throw error;
  if (readerLeft(error)) process.exit(READER_LEFT);
  const english = /(?:^| )--locale[= ]en(?: |$)/u.test(process.argv.slice(2).join(" "));
  process.stderr.write(`${error.messageIn(english ? "en" : "ja")}\n`);
  process.exitCode = 2;
}

/** What the system says of a file or folder that was named: one line, and no trace. */
function ofSystem(error: unknown): KikimimiError | undefined {
  if (error instanceof KikimimiError || !(error instanceof Error) || !("syscall" in error)) return undefined;
  const { code, path } = error as NodeJS.ErrnoException;
  const reasons: Record<string, { ja: string; en: string }> = {
    ENOENT: { ja: "ありません", en: "there is no such file or folder" },
    EISDIR: { ja: "フォルダーです", en: "this is a folder" },
    ENOTDIR: { ja: "フォルダーではありません", en: "this is no folder" },
    EACCES: { ja: "開く権限がありません", en: "no permission to open it" },
    EPERM: { ja: "開く権限がありません", en: "no permission to open it" },
  };
  const known = reasons[String(code)] ?? {
    ja: `読み書きできません (${code})`,
    en: `cannot be read or written (${code})`,
  };
  return new KikimimiError("unreadable-file", known, { file: path });
}
