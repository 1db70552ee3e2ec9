import { number } from "./json.js";

const clockPattern = /^(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,:](\d{1,9}))?$/;

/** `mm:ss`, `h:mm:ss`, with `.`, `,` or a stray `:` before the fraction. In milliseconds. */
export function clockToMs(text: string): number | undefined {
  const match = clockPattern.exec(text.normalize("NFKC").trim());
  if (!match) return undefined;
  const [, hours = "0", minutes = "0", seconds = "0", fraction = "0"] = match;
  return (Number(hours) * 60 + Number(minutes)) * 60_000 + Number(seconds) * 1000 + Number(`0.${fraction}`) * 1000;
}

/** ISO 8601 durations (`PT1M2.5S`) and protobuf ones (`1.5s`). In milliseconds. */
export function durationToMs(value: unknown): number | undefined {
  if (typeof value !== "string") return undefined;
  const seconds = /^(\d+(?:\.\d+)?)s$/.exec(value);
  if (seconds) return Number(seconds[1]) * 1000;
  const match = /^P(?:(\d+)D)?T?(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?$/i.exec(value);
  if (!match || value.length < 3) return undefined;
  const [days, hours, minutes, secs] = match.slice(1).map((part) => Number(part ?? 0));
  return ((((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60 + (secs ?? 0)) * 1000;
}

/** Unix milliseconds of an RFC 3339 or RFC 2822 date. A time without offset is not taken: it names no moment. */
export function dateToMs(value: unknown): number | undefined {
  if (typeof value !== "string") return undefined;
  const text = value.trim();
  const iso = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?\s*(Z|[-+]\d{2}:?\d{2})$/i;
  const mail = /^([A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}(:\d{2})? ([-+]\d{4}|[A-Z]{1,4})$/;
  if (!iso.test(text) && !mail.test(text)) return undefined;
  const fixed = iso.test(text)
    ? text
        .replace(" ", "T")
        .replace(",", ".")
        .replace(/([-+]\d{2})(\d{2})$/, "$1:$2")
    : text;
  const ms = Date.parse(fixed);
  return Number.isNaN(ms) ? undefined : ms;
}

/**
 * `YYYY-MM-DD hh:mm[:ss]` or with slashes, with no offset: the hour where the call was made, which for these files is Japan.
 * Unix milliseconds.
 */
export function localDateToMs(value: string): number | undefined {
  const match =
    /^(\d{4})[-/年.](\d{1,2})[-/月.](\d{1,2})日?[T ]\s*(\d{1,2})[:時](\d{1,2})(?:[:分](\d{1,2})秒?)?(?:\.\d+)?分?$/.exec(
      value.normalize("NFKC").trim(),
    );
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1).map((part) => Number(part ?? 0));
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day, (hour ?? 0) - 9, minute, second ?? 0);
}

/** Unix time in seconds, milliseconds or microseconds, told apart by size (all between 2001 and 2100). */
export function epochToMs(value: unknown): number | undefined {
  const n = number(value);
  if (n === undefined) return undefined;
  if (n >= 1e9 && n < 4.2e9) return n * 1000;
  if (n >= 1e12 && n < 4.2e12) return n;
  if (n >= 1e15 && n < 4.2e15) return n / 1000;
  return undefined;
}

/** ISO 8601 with the offset of Japan. */
export function toIso(ms: number): string {
  const shifted = new Date(ms + 9 * 3_600_000).toISOString();
  return `${shifted.slice(0, shifted.endsWith(".000Z") ? 19 : 23)}+09:00`;
}
