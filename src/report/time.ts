import type { Utterance } from "../transcript/schema.js";
import type { Locale } from "./build.js";

/** Milliseconds as a reviewer reads a player: `1:05`, `1:02:03`. */
export function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const ss = String(s).padStart(2, "0");
  return h ? `${h}:${String(m).padStart(2, "0")}:${ss}` : `${m}:${ss}`;
}

/** The last time known of a call, or null where its transcript has no times. */
export function lengthOf(utterances: readonly Utterance[]): number | null {
  let last: number | null = null;
  for (const { startMs, endMs } of utterances) {
    const at = endMs ?? startMs;
    if (at !== undefined && (last === null || at > last)) last = at;
  }
  return last;
}

/**
 * A moment as the centre wrote it: the wall clock of the offset given, since a rule on hours is about that clock and
 * the reader may sit elsewhere.
 */
export function moment(iso: string, locale: Locale): string {
  const found = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d)/.exec(iso);
  if (!found) return iso;
  const [, year, month, day, time] = found as unknown as [string, string, string, string, string];
  if (locale === "en") return `${year}-${month}-${day} ${time}`;
  const weekday = "日月火水木金土".charAt(new Date(Date.UTC(+year, +month - 1, +day)).getUTCDay());
  return `${year}年${+month}月${+day}日(${weekday}) ${time}`;
}
