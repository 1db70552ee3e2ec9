import { number } from "./json.js";
import { clockToMs, dateToMs, durationToMs, epochToMs, localDateToMs } from "./time.js";

export type TimeUnit = "ms" | "s" | "epoch";

/** What times a key or column name says it holds. */
export function unitOfName(name: string): TimeUnit | undefined {
  const plain = name.normalize("NFKC").toLowerCase();
  if (/(^|[^a-z])ms$|millis|ミリ秒|(start|end|offset|duration)ms/.test(plain)) return "ms";
  if (/sec(onds?)?\)?$|\(s\)|_s$|秒/.test(plain)) return "s";
  return undefined;
}

/**
 * The unit of a column of bare numbers. Unix times are told by their size, seconds by their fractions;
 * whole numbers are seconds if utterances would otherwise follow each other within a few hundredths.
 */
export function unitOfValues(values: readonly unknown[]): TimeUnit {
  const numbers = values.flatMap((value) => number(value) ?? []);
  if (numbers.length === 0) return "s";
  if (numbers.every((n) => epochToMs(n) !== undefined)) return "epoch";
  if (numbers.some((n) => !Number.isInteger(n))) return numbers.some((n) => n > 100_000) ? "ms" : "s";
  const ascending = [...numbers].sort((a, b) => a - b);
  const gaps = ascending
    .slice(1)
    .map((n, i) => n - (ascending[i] ?? 0))
    .filter((gap) => gap > 0)
    .sort((a, b) => a - b);
  const median = gaps[gaps.length >> 1] ?? ascending[0] ?? 0;
  return median >= 150 ? "ms" : "s";
}

/** A time in whatever way it is written: `at` for a moment, `ms` since the start of the call. */
export function readTime(value: unknown, unit: TimeUnit): { at?: number; ms?: number } {
  const n = number(value);
  if (n !== undefined) {
    if (unit === "epoch") {
      const at = epochToMs(n);
      return at === undefined ? {} : { at };
    }
    return { ms: unit === "s" ? n * 1000 : n };
  }
  if (typeof value !== "string") return {};
  const at = dateToMs(value) ?? localDateToMs(value);
  if (at !== undefined) return { at };
  const ms = clockToMs(value) ?? durationToMs(value);
  return ms === undefined ? {} : { ms };
}
