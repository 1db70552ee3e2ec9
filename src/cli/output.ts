import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createWriteStream, renameSync, rmSync, type WriteStream } from "node:fs";
import { KikimimiError } from "../errors.js";

/** Where a run writes: standard output, or a file that appears whole or not at all. */
export interface Output {
  write(text: string): Promise<void>;
  /** Puts the file in its place. */
  close(): Promise<void>;
  /** Leaves nothing behind. */
  abandon(): void;
}

export function openOutput(file: string | undefined): Output {
  return file === undefined ? standardOutput() : fileOutput(file);
}

function standardOutput(): Output {
  const { stdout } = process;
  // A reader that goes away (`| head`) ends the run quietly.
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    throw error;
  });
  return {
    async write(text) {
      if (!stdout.write(text)) await once(stdout, "drain");
    },
    async close() {},
    abandon() {},
  };
}

function fileOutput(file: string): Output {
  const draft = `${file}.${randomBytes(4).toString("hex")}.part`;
  const stream: WriteStream = createWriteStream(draft, { flags: "wx" });
  let failure: Error | undefined;
  let wake = () => {};
  for (const event of ["drain", "close"]) stream.on(event, () => wake());
  stream.on("error", (error) => {
    failure = error;
    wake();
  });
  const settled = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
    });
  const check = () => {
    if (failure) {
      rmSync(draft, { force: true });
      throw new KikimimiError(
        "unreadable-file",
        `書き込めません(${(failure as NodeJS.ErrnoException).code ?? failure.message})`,
        { file },
      );
    }
  };
  return {
    async write(text) {
      check();
      if (!stream.write(text)) await settled();
      check();
    },
    async close() {
      const closed = settled();
      stream.end();
      if (!failure) await closed;
      check();
      renameSync(draft, file);
    },
    abandon() {
      stream.destroy();
      rmSync(draft, { force: true });
    },
  };
}
