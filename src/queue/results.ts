import { type FileHandle, open } from "node:fs/promises";
import { KikimimiError } from "../errors.js";
import type { Report } from "../report/schema.js";

/**
 * Where reports go. A job may be delivered twice – its worker died between the result and the receipt – so a store
 * keeps one report for each call and pack.
 */
export interface ResultStore {
  /** Whether the call's report made with this pack is there already; then the call is not analysed again. */
  has?(callId: string, pack: string): Promise<boolean>;
  /** Resolves when the report is safe. The same call and pack may come again. */
  save(report: Report): Promise<void>;
  close?(): Promise<void>;
}

const keyOf = (callId: string, pack: string) => JSON.stringify([callId, pack]);

/**
 * One report a line, each call and pack once; a file that is there is added to. For one worker process: a second one
 * would not know of the first one's lines.
 */
export async function fileStore(file: string): Promise<ResultStore> {
  const handle = await open(file, "a+");
  const { keys, end } = await readKeys(handle);
  // A last line without its end was never receipted: its call comes again.
  await handle.truncate(end);
  let last = Promise.resolve();
  return {
    has: async (callId, pack) => keys.has(keyOf(callId, pack)),
    async save(report) {
      const key = keyOf(report.callId, report.pack);
      const write = last.then(async () => {
        if (keys.has(key)) return;
        await handle.appendFile(`${JSON.stringify(report)}\n`);
        await handle.datasync();
        keys.add(key);
      });
      // The next one is written whatever becomes of this one.
      last = write.catch(() => undefined);
      await write;
    },
    async close() {
      await last;
      await handle.close();
    },
  };
}

function keyIn(line: string): string {
  try {
    const { callId, pack } = JSON.parse(line) as Report;
    return keyOf(callId, pack);
  } catch (cause) {
    throw new KikimimiError(
      "does-not-fit",
      { ja: "結果のファイルではありません", en: "not a file of reports" },
      { expected: "NDJSON", cause },
    );
  }
}

async function readKeys(handle: FileHandle): Promise<{ keys: Set<string>; end: number }> {
  const keys = new Set<string>();
  let end = 0;
  let rest = Buffer.alloc(0);
  for await (const chunk of handle.createReadStream({ start: 0, autoClose: false })) {
    rest = Buffer.concat([rest, chunk as Buffer]);
    for (let at = rest.indexOf(10); at >= 0; at = rest.indexOf(10)) {
      keys.add(keyIn(rest.toString("utf8", 0, at)));
      rest = rest.subarray(at + 1);
      end += at + 1;
    }
  }
  return { keys, end };
}

/** Hands each report to a function. It may be handed the same call and pack twice. */
export const handlerStore = (handle: (report: Report) => Promise<void> | void): ResultStore => ({
  save: async (report) => handle(report),
});
