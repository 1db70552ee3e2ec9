import { cuesOf } from "../dialogue/line.js";
import { factReason } from "./combine.js";
import { hoursBasis, lengthBasis } from "./legal/handling.js";
import type { CallFrame, Dialogue, Proposal, Rule } from "./rule.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** When calls may be made, Japan time. */
export interface CallHours {
  /** Milliseconds since midnight; `to` is the first moment that is too late. */
  from: number;
  to: number;
  /** 0 (Sunday) to 6; absent: every day. */
  days?: readonly number[];
  /** Binds every call that the company makes, not only those that solicit. */
  everyCall?: boolean;
}

/** The ministry's window: no solicitation before 08:00 or from 21:00 on (特定商取引法第22条の解説). */
export const lawfulHours: CallHours = { from: 8 * HOUR, to: 21 * HOUR };

/** How long a solicitation may last, in minutes; the law names no figure, long calls are one example of an annoying manner. */
export const USUAL_MINUTES = 60;

/** Milliseconds since midnight in Japan (UTC+9, no summer time) at the start of the call. */
export function startInJapan({ startedAt }: CallFrame): number | null {
  const at = startedAt === undefined ? Number.NaN : Date.parse(startedAt);
  return Number.isNaN(at) ? null : (((at + 9 * HOUR) % DAY) + DAY) % DAY;
}

/** The day of the week in Japan at the start of the call, 0 for Sunday. */
export function dayInJapan({ startedAt }: CallFrame): number | null {
  const at = startedAt === undefined ? Number.NaN : Date.parse(startedAt);
  return Number.isNaN(at) ? null : new Date(at + 9 * HOUR).getUTCDay();
}

/** A call of the company's making that these hours bind, at an hour that the customer did not set. */
function isBound({ frame, facts, lines }: Dialogue, { everyCall }: CallHours): boolean {
  if (frame.direction === "inbound" || frame.direction === "callback") return false;
  if (everyCall ? frame.direction !== "outbound" : facts.pitch === null) return false;
  return !lines.some((line) => cuesOf(line, "handling.soliciting-hours").some((c) => c.polarity !== "negated"));
}

/** @param lawful the hours of the house were broken, but none that a law speaks of */
const wholeCall = (dialogue: Dialogue, confidence: number, lawful: boolean): Proposal => ({
  utteranceIndex: null,
  span: null,
  confidence: dialogue.frame.direction === "outbound" ? confidence : confidence - 0.2,
  reasons: factReason(dialogue, "pitch"),
  ...(lawful ? { legalBasis: [] } : {}),
});

const within = (at: number, { from, to }: CallHours): boolean => at >= from && at < to;

const clock = (ms: number): string =>
  `${String(Math.floor(ms / HOUR)).padStart(2, "0")}:${String((ms % HOUR) / MINUTE).padStart(2, "0")}`;

const dayNames = {
  ja: ["日", "月", "火", "水", "木", "金", "土"],
  en: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
};

const spanOf = (hours: CallHours, locale: "ja" | "en"): string => {
  const days = hours.days?.map((d) => dayNames[locale][d]).join(locale === "ja" ? "・" : ", ");
  return `${days ? `${days} ` : ""}${clock(hours.from)}–${clock(hours.to)}`;
};

/** @param hours when calls may be made; a call outside them, but within the law's, is found without legal basis */
export function nuisanceHours(hours: CallHours = lawfulHours): Rule {
  const own = hours !== lawfulHours;
  const [ja, en] = [spanOf(hours, "ja"), spanOf(hours, "en")];
  const [call, calls] = hours.everyCall ? ["電話", "Calls are"] : ["勧誘の電話", "A solicitation is"];
  return {
    id: "handling/nuisance-hours",
    category: "handling",
    severity: "medium",
    text: {
      title: { ja: "夜間・早朝の勧誘電話", en: "Solicits at night or early in the morning" },
      message: own
        ? {
            ja: `かけてよい時間帯(日本時間 ${ja})の外に、${call}をかけています。`,
            en: `${calls} made outside ${en}, Japan time.`,
          }
        : {
            ja: "日本時間の午後9時から午前8時までの間に、勧誘の電話をかけています。",
            en: "A solicitation was started between 21:00 and 08:00, Japan time.",
          },
      advice: own
        ? {
            ja: `発信は ${ja} に限り、それ以外の時刻はお客様の指定があった場合だけにします。`,
            en: `Place calls within ${en} only, unless the customer set the hour.`,
          }
        : {
            ja: "勧誘の発信は午前8時から午後9時までに限り、それ以外の時刻はお客様の指定があった場合だけにします。",
            en: "Place sales calls between 08:00 and 21:00 only, unless the customer set the hour.",
          },
      flags: [],
      clean: [],
    },
    legalBasis: hoursBasis,
    conclude(dialogue) {
      const start = startInJapan(dialogue.frame);
      const day = dayInJapan(dialogue.frame);
      if (start === null || day === null || !isBound(dialogue, hours)) return null;
      if (within(start, hours) && (hours.days?.includes(day) ?? true)) return null;
      return wholeCall(dialogue, 0.9, within(start, lawfulHours));
    },
  };
}

/** @param maxMinutes how long a solicitation may last */
export function overlong(maxMinutes = USUAL_MINUTES, hours: CallHours = lawfulHours): Rule {
  const [ja, en] = hours.to === lawfulHours.to ? ["午後9時", "21:00"] : [clock(hours.to), clock(hours.to)];
  const usual = maxMinutes === USUAL_MINUTES;
  const call = hours.everyCall ? "電話" : "勧誘の電話";
  return {
    id: "handling/overlong",
    category: "handling",
    severity: "medium",
    text: {
      title: { ja: `長すぎる勧誘・${ja}を過ぎた勧誘`, en: `A solicitation that runs too long or past ${en}` },
      message: {
        ja: `${call}が${ja}を過ぎて続いたか、${usual ? "長時間に及んで" : `${maxMinutes}分を超えて`}います。`,
        en: `${hours.everyCall ? "A call" : "A solicitation"} ran past ${en}, Japan time, or went on for ${usual ? "very long" : `more than ${maxMinutes} minutes`}.`,
      },
      advice: {
        ja: `長くなりそうなときや${ja}が近いときは、お客様の都合を聞いて日を改めます。`,
        en: `When a call grows long or ${en} draws near, ask whether to go on another day.`,
      },
      flags: [],
      clean: [],
    },
    legalBasis: lengthBasis,
    conclude(dialogue) {
      let end = Number.NEGATIVE_INFINITY;
      for (const { startMs, endMs } of dialogue.lines) end = Math.max(end, startMs ?? end, endMs ?? end);
      if (end === Number.NEGATIVE_INFINITY || !isBound(dialogue, hours)) return null;
      const start = startInJapan(dialogue.frame);
      // Where the company allows less than is usual, its own limit is no law.
      const late = start !== null && start < lawfulHours.to && start + end > lawfulHours.to;
      if (end > maxMinutes * MINUTE) return wholeCall(dialogue, 0.85, end <= USUAL_MINUTES * MINUTE && !late);
      const past = start !== null && within(start, hours) && start + end > hours.to;
      return past ? wholeCall(dialogue, 0.85, !late) : null;
    },
  };
}
