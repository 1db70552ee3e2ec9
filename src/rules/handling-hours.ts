import { cuesOf } from "../dialogue/line.js";
import { factReason } from "./combine.js";
import { hoursBasis, lengthBasis } from "./legal/handling.js";
import type { CallFrame, Dialogue, Proposal, Rule } from "./rule.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** The ministry's window, Japan time: no solicitation before 08:00 or from 21:00 on (特定商取引法第22条の解説). */
const MORNING = 8 * HOUR;
const EVENING = 21 * HOUR;

/** Milliseconds since midnight in Japan (UTC+9, no summer time) at the start of the call. */
export function startInJapan({ startedAt }: CallFrame): number | null {
  const at = startedAt === undefined ? Number.NaN : Date.parse(startedAt);
  return Number.isNaN(at) ? null : (((at + 9 * HOUR) % DAY) + DAY) % DAY;
}

/** A call of the company's making that solicits, at an hour that the customer did not set. */
function solicits({ frame, facts, lines }: Dialogue): boolean {
  if (frame.direction === "inbound" || frame.direction === "callback" || facts.pitch === null) return false;
  return !lines.some((line) => cuesOf(line, "handling.soliciting-hours").some((c) => c.polarity !== "negated"));
}

const wholeCall = (dialogue: Dialogue, confidence: number): Proposal => ({
  utteranceIndex: null,
  span: null,
  confidence: dialogue.frame.direction === "outbound" ? confidence : confidence - 0.2,
  reasons: factReason(dialogue, "pitch"),
});

export const nuisanceHours: Rule = {
  id: "handling/nuisance-hours",
  category: "handling",
  severity: "medium",
  text: {
    title: { ja: "夜間・早朝の勧誘電話", en: "Solicits at night or early in the morning" },
    message: {
      ja: "日本時間の午後9時から午前8時までの間に、勧誘の電話をかけています。",
      en: "A solicitation was started between 21:00 and 08:00, Japan time.",
    },
    advice: {
      ja: "勧誘の発信は午前8時から午後9時までに限り、それ以外の時刻はお客様の指定があった場合だけにします。",
      en: "Place sales calls between 08:00 and 21:00 only, unless the customer set the hour.",
    },
    flags: [],
    clean: [],
  },
  legalBasis: hoursBasis,
  conclude(dialogue) {
    const start = startInJapan(dialogue.frame);
    if (start === null || (start >= MORNING && start < EVENING) || !solicits(dialogue)) return null;
    return wholeCall(dialogue, 0.9);
  },
};

/**
 * @param maxMinutes how long a solicitation may last; the law names no figure, long calls are one example of an
 *   annoying manner
 */
export function overlong(maxMinutes = 60): Rule {
  return {
    id: "handling/overlong",
    category: "handling",
    severity: "medium",
    text: {
      title: { ja: "長すぎる勧誘・午後9時を過ぎた勧誘", en: "A solicitation that runs too long or past 21:00" },
      message: {
        ja: "勧誘の電話が午後9時を過ぎて続いたか、長時間に及んでいます。",
        en: "A solicitation ran past 21:00, Japan time, or went on for very long.",
      },
      advice: {
        ja: "長くなりそうなときや午後9時が近いときは、お客様の都合を聞いて日を改めます。",
        en: "When a call grows long or 21:00 draws near, ask whether to go on another day.",
      },
      flags: [],
      clean: [],
    },
    legalBasis: lengthBasis,
    conclude(dialogue) {
      const times = dialogue.lines.flatMap(({ startMs, endMs }) => [startMs, endMs]).filter((t) => t !== undefined);
      if (!times.length || !solicits(dialogue)) return null;
      const end = Math.max(...times);
      if (end > maxMinutes * MINUTE) return wholeCall(dialogue, 0.85);
      const start = startInJapan(dialogue.frame);
      const late = start !== null && start >= MORNING && start < EVENING && start + end > EVENING;
      return late ? wholeCall(dialogue, 0.85) : null;
    },
  };
}
