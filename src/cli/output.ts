import { randomBytes } from "node:crypto";
import { createWriteStream, realpathSync, renameSync, rmSync, statSync } from "node:fs";
import type { Writable } from "node:stream";
import { KikimimiError, type Said } from "../errors.js";

/** Where a run writes. */
export interface Output {
  /** Resolves when there is room for more. @throws KikimimiError `unwritable-file` */
  write(text: string): Promise<void>;
  /** Ends it: what was written is in its place. @throws KikimimiError `unwritable-file` */
  close(): Promise<void>;
  /** Leaves without finishing; a file that was begun is taken away. */
  abandon(): void;
}

/** Standard output, or a file that appears whole or not at all. @throws KikimimiError `unwritable-file` */
export function openOutput(file: string | undefined): Output {
  if (file === undefined) return streamOutput(process.stdout, { ja: "標準出力", en: "standard output" });
  const place = placeOf(file);
  // Devices and pipes are written to as they are: a new file must not take their place.
  if (!place.replaceable) return streamOutput(createWriteStream(file), file);
  const draft = `${place.path}.${randomBytes(4).toString("hex")}.part`;
  const stream = createWriteStream(draft, { flags: "wx" });
  const output = streamOutput(stream, file);
  const discard = () => rmSync(draft, { force: true });
  return {
    write: (text) => output.write(text),
    async close() {
      try {
        await output.close();
        renameSync(draft, place.path);
      } catch (error) {
        discard();
        throw unwritable(file, error);
      }
    },
    abandon() {
      output.abandon();
      // The file may only come to be after it was given up.
      stream.once("close", discard);
      discard();
    },
  };
}

/** The file itself where the name given is a link to it. */
function placeOf(file: string): { path: string; replaceable: boolean } {
  try {
    return { path: realpathSync(file), replaceable: statSync(file).isFile() };
  } catch {
    return { path: file, replaceable: true };
  }
}

/** Writes to a stream, waiting for it where it is slow, and meets its failures. */
export function streamOutput(stream: Writable, name: Said): Output {
  let failure: Error | undefined;
  let wake = () => {};
  stream.on("drain", () => wake());
  stream.on("close", () => wake());
  stream.on("error", (error) => {
    failure ??= error;
    wake();
  });
  const settled = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
    });
  const check = () => {
    if (failure) throw unwritable(name, failure);
  };
  return {
    async write(text) {
      check();
      if (!text) return;
      if (!stream.write(text) && !failure) await settled();
      check();
    },
    async close() {
      check();
      // Standard output is not ours to close, but what is on its way must arrive.
      if (stream === process.stdout)
        await new Promise<void>((resolve) =>
          stream.write("", (error) => resolve(void (failure ??= error ?? undefined))),
        );
      else {
        const closed = settled();
        stream.end();
        await closed;
      }
      check();
    },
    abandon() {
      if (stream !== process.stdout) stream.destroy();
    },
  };
}

const reasons: Record<string, { ja: string; en: string }> = {
  ENOSPC: { ja: "空き容量がありません", en: "no space is left" },
  EDQUOT: { ja: "割り当て容量を使い切りました", en: "the quota is used up" },
  EACCES: { ja: "書く権限がありません", en: "it may not be written" },
  EPERM: { ja: "書く権限がありません", en: "it may not be written" },
  EROFS: { ja: "読み取り専用です", en: "it is read-only" },
  ENOENT: { ja: "フォルダーがありません", en: "there is no such folder" },
  ENOTDIR: { ja: "フォルダーがありません", en: "there is no such folder" },
  EISDIR: { ja: "フォルダーです", en: "it is a folder" },
  EPIPE: { ja: "読み手がいなくなりました", en: "nobody reads it any more" },
};

/** @param error what the system said; a KikimimiError is given back as it is */
export function unwritable(file: Said, error: unknown): KikimimiError {
  if (error instanceof KikimimiError) return error;
  const code = (error as NodeJS.ErrnoException).code ?? "";
  const known = reasons[code];
  const reason = {
    ja: `書き込めません(${known ? `${known.ja} ${code}` : code})`,
    en: `it cannot be written (${known ? `${known.en}, ${code}` : code})`,
  };
  const place = typeof file === "string" ? { file } : { path: file };
  return new KikimimiError("unwritable-file", reason, { ...place, cause: error });
}

/** Whether the run ended because nobody reads on, as with `| head`. */
export const readerLeft = (error: unknown): boolean =>
  error instanceof KikimimiError && (error.cause as NodeJS.ErrnoException | undefined)?.code === "EPIPE";
