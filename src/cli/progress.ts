import { stat } from "node:fs/promises";
import stringWidth from "string-width";
import { listFiles } from "../formats/files.js";
import type { Locale } from "../report/build.js";
import { clock } from "../report/time.js";
import type { Tally } from "./summary.js";

/** Where the line is drawn: standard error, or a stand-in. */
export interface Terminal {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

/** One line at the foot of a terminal that says how far a run has come. Elsewhere it is silent. */
export interface Progress {
  /** Something came out of this file; call it after the tally has been told. */
  seen(file: string): void;
  /** Takes the line away so that other text can be written. */
  clear(): void;
}

const EVERY_MS = 100;
const CLEAR = "\r\u001b[2K";

/** @param sizes bytes by file, where known: then the line says how many files there are and how long it will take */
export function drawProgress(
  terminal: Terminal,
  tally: Tally,
  locale: Locale,
  sizes: ReadonlyMap<string, number> | undefined,
  now: () => number = Date.now,
): Progress {
  if (!terminal.isTTY) return { seen() {}, clear() {} };
  const begun = now();
  const seen = new Set<string>();
  const all = [...(sizes?.values() ?? [])].reduce((a, b) => a + b, 0);
  let finished = 0;
  let current: string | undefined;
  let drawnAt = Number.NEGATIVE_INFINITY;
  let drawn = false;
  const clear = () => {
    if (drawn) terminal.write(CLEAR);
    drawn = false;
  };
  return {
    clear,
    seen(file) {
      if (file !== current) {
        if (current !== undefined) finished += sizes?.get(current) ?? 0;
        if (!sizes || sizes.has(file)) seen.add(file);
        current = file;
      }
      const time = now();
      if (drawn && time - drawnAt < EVERY_MS) return;
      const seconds = (time - begun) / 1000;
      const leftMs = sizes && finished > 0 ? ((time - begun) * (all - finished)) / finished : undefined;
      clear();
      terminal.write(
        progressLine(tally, locale, { files: seen.size, of: sizes?.size, seconds, leftMs }, terminal.columns),
      );
      drawnAt = time;
      drawn = true;
    },
  };
}

interface Pace {
  files: number;
  of: number | undefined;
  seconds: number;
  leftMs: number | undefined;
}

function progressLine(
  { calls, findings, unreadable }: Tally,
  locale: Locale,
  { files, of, seconds, leftMs }: Pace,
  columns: number | undefined,
): string {
  const ja = locale === "ja";
  const ofAll = of === undefined ? String(files) : `${files}/${of}`;
  const rate = calls / Math.max(seconds, 0.001);
  const shownRate = rate < 10 ? rate.toFixed(1) : String(Math.round(rate));
  const parts = [
    ja ? `ファイル ${ofAll}` : `files ${ofAll}`,
    ja ? `通話 ${calls}` : `calls ${calls}`,
    ja ? `指摘 ${findings}` : `findings ${findings}`,
    ...(unreadable ? [ja ? `読めない入力 ${unreadable}` : `unreadable ${unreadable}`] : []),
    ...(seconds >= 1 ? [ja ? `毎秒 ${shownRate} 通話` : `${shownRate} calls/s`] : []),
    ...(leftMs !== undefined && seconds >= 1 ? [ja ? `残り約 ${clock(leftMs)}` : `about ${clock(leftMs)} left`] : []),
  ];
  // A line that the terminal folds could not be taken away again.
  while (parts.length > 1 && stringWidth(parts.join("  ")) >= (columns || 80)) parts.pop();
  return parts.join("  ");
}

/** Bytes of the files that these paths stand for; nothing where standard input is among them. */
export async function sizesOf(paths: readonly string[]): Promise<Map<string, number> | undefined> {
  const sizes = new Map<string, number>();
  for (const path of paths) {
    if (path === "-") return undefined;
    // What cannot be found is named when it is read.
    for (const file of await listFiles(path).catch(() => []))
      sizes.set(
        file,
        await stat(file)
          .then((s) => s.size)
          .catch(() => 0),
      );
  }
  return sizes;
}
