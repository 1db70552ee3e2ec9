import { KikimimiError } from "../errors.js";

/** Bounds on what is read, so that no file can exhaust memory. */
export interface Limits {
  /** Bytes of one document after unpacking. NDJSON files may be longer; they are read line by line. */
  maxBytes: number;
  /** Bytes of one NDJSON line. */
  maxLineBytes: number;
  maxUtterances: number;
  /** UTF-16 units of one utterance. */
  maxUtteranceLength: number;
  /** Files in one zip archive. */
  maxArchiveEntries: number;
  /** Bytes of a zip archive after unpacking. */
  maxArchiveBytes: number;
  /** Unpacked size to packed size, beyond which an archive is refused. */
  maxRatio: number;
  /** How deep members of `metadata` may nest; what is deeper can be read but not written again. */
  maxDepth: number;
}

export const defaultLimits: Limits = {
  maxBytes: 128 * 2 ** 20,
  maxLineBytes: 32 * 2 ** 20,
  maxUtterances: 100_000,
  maxUtteranceLength: 1_000_000,
  maxArchiveEntries: 10_000,
  maxArchiveBytes: 512 * 2 ** 20,
  maxRatio: 1000,
  maxDepth: 200,
};

/** @throws KikimimiError `bad-option` for a limit that is no positive number */
export function resolveLimits(given: Partial<Limits> | undefined): Limits {
  const limits: Limits = { ...defaultLimits };
  for (const key of Object.keys(limits) as (keyof Limits)[]) {
    const value = given?.[key];
    if (value === undefined) continue;
    if (!(value > 0)) {
      throw new KikimimiError(
        "bad-option",
        { ja: "上限が正の数ではありません", en: "the limit is not a positive number" },
        {
          path: `limits.${key}`,
          expected: { ja: "正の数", en: "a positive number" },
        },
      );
    }
    limits[key] = value;
  }
  return limits;
}

/** Whether a value nests deeper than that. Without recursion: what is asked about may be deeper than the stack. */
export function nestsDeeper(value: unknown, depth: number): boolean {
  let level: unknown[] = [value];
  for (let at = 0; level.length; at++) {
    if (at > depth) return true;
    level = level.flatMap((v) => (typeof v === "object" && v !== null ? Object.values(v) : []));
  }
  return false;
}

/** The error for a bound passed, naming the option that moves it. */
export function exceeded(
  what: { ja: string; en: string },
  limit: keyof Limits,
  bound: number,
  path?: string,
): KikimimiError {
  const reason = { ja: `${what.ja}が上限を超えています`, en: `${what.en} is beyond the limit` };
  return new KikimimiError("limit-exceeded", reason, {
    path,
    expected: { ja: `${bound.toLocaleString("en-US")} 以下`, en: `at most ${bound.toLocaleString("en-US")}` },
    hint: { ja: `分割するか、上限 ${limit} を上げてください`, en: `split it, or raise the limit ${limit}` },
  });
}
