import { KikimimiError, type Said } from "../errors.js";
import { parseTranscript, type Speaker, type Transcript, type Utterance } from "../transcript/schema.js";
import type { Reading } from "./call-ids.js";
import type { Draft, ReadOptions, ReadResult, ReadWarning, Turn } from "./format.js";
import { exceeded, type Limits, nestsDeeper } from "./limits.js";
import { settleRoles } from "./settle-roles.js";
import { dateToMs, toIso } from "./time.js";
import { type WarningCode, warningMessage } from "./warnings.js";

/** In strict order, how far a turn may start before the one above it: people speak at once. */
const OVERLAP_MS = 1000;

export type Warn = (code: WarningCode, place?: string, detail?: string) => void;

/**
 * Makes a Transcript of what a format has read: settles times, order and roles, and checks the limits.
 * @throws KikimimiError `bad-transcript` for a call without words, without speakers, or whose times run backwards
 */
export function assemble(
  draft: Draft,
  format: string,
  options: Reading,
  limits: Limits,
): Pick<ReadResult, "transcript" | "roles" | "warnings"> {
  const warnings: ReadWarning[] = [];
  const warn: Warn = (code, place, detail) => {
    if (warnings.some((warning) => warning.code === code)) return;
    const at = [draft.place, place].filter(Boolean).join(".");
    warnings.push({ code, ...(at ? { place: at } : {}), message: warningMessage(code, options.locale, detail) });
  };
  for (const warning of draft.warnings ?? []) warn(warning.code, warning.place, warning.detail);

  if (draft.turns.length > limits.maxUtterances) {
    throw exceeded(
      { ja: "発話の数", en: "the number of utterances" },
      "maxUtterances",
      limits.maxUtterances,
      draft.place,
    );
  }
  const startedAt = typeof draft.startedAt === "string" ? dateToMs(draft.startedAt) : draft.startedAt;
  const spoken = draft.turns.flatMap((turn) => (turn.text.trim() ? [{ ...turn, text: turn.text.trim() }] : []));
  if (spoken.length === 0) throw empty(draft);
  if (spoken.length < draft.turns.length && !draft.canonical) warn("empty-turns");
  for (const turn of spoken) {
    if (turn.text.length > limits.maxUtteranceLength) {
      throw exceeded(
        { ja: "発話の長さ", en: "the length of an utterance" },
        "maxUtteranceLength",
        limits.maxUtteranceLength,
        turn.place ?? draft.place,
      );
    }
    if (turn.text.includes("\ufffd") || /(?:[繧縺][^ -~]?){3}/u.test(turn.text)) warn("damaged-text", turn.place);
  }

  const { turns, origin } = relativeTimes(draft.canonical ? draft.turns : spoken, startedAt, warn);
  const strict = (options.order ?? draft.order ?? "sort") === "strict";
  const ordered = strict ? inOrder(turns, draft) : sorted(turns, warn);
  const { speakers, roles } = settleRoles(ordered, draft, options, warn);

  const transcript = draft.canonical
    ? withRoles(draft.canonical, ordered, speakers, options)
    : build(draft, format, ordered, speakers, origin ?? startedAt, options);
  if (nestsDeeper(transcript.metadata, limits.maxDepth))
    throw exceeded(
      { ja: "metadata の入れ子の深さ", en: "the depth of metadata" },
      "maxDepth",
      limits.maxDepth,
      "metadata",
    );
  return { transcript, roles, warnings };
}

function empty(draft: Draft): KikimimiError {
  return new KikimimiError(
    "bad-transcript",
    { ja: "発話がひとつもありません", en: "there are no utterances" },
    {
      path: draft.place,
      expected: { ja: "本文のある発話がひとつ以上", en: "one utterance with text, at least" },
      hint: {
        ja: "書き起こしが終わってから書き出したファイルか確かめてください",
        en: "make sure that the file was written when the transcription was done",
      },
    },
  );
}

/** Absolute times become times since the first of them (or since the start the file states). */
function relativeTimes(turns: Turn[], startedAt: number | undefined, warn: Warn): { turns: Turn[]; origin?: number } {
  const absolute = turns.flatMap((turn) => (turn.startAt === undefined ? [] : [turn.startAt]));
  if (absolute.length === 0) return { turns: turns.map((turn) => clean(turn, warn)) };
  const first = absolute.reduce((a, b) => Math.min(a, b));
  // A stated start that lies after the words, or a day before them, is not the start of these words.
  const origin = startedAt !== undefined && startedAt <= first && first - startedAt < 86_400_000 ? startedAt : first;
  const shifted = turns.map((turn) =>
    clean(
      turn.startAt === undefined
        ? turn
        : {
            ...turn,
            startMs: turn.startAt - origin,
            endMs: turn.endAt === undefined ? undefined : turn.endAt - origin,
          },
      warn,
    ),
  );
  return { turns: shifted, origin };
}

/** Whole milliseconds; negative ones and ends before their start are dropped, with a warning. */
function clean(turn: Turn, warn: Warn): Turn {
  const whole = (ms: number | undefined): number | undefined =>
    ms === undefined || !Number.isFinite(ms) || ms < 0 ? undefined : Math.round(ms);
  const startMs = whole(turn.startMs);
  const endMs = whole(turn.endMs);
  if ((turn.startMs !== undefined && startMs === undefined) || (turn.endMs !== undefined && endMs === undefined)) {
    warn("bad-time", turn.place);
  }
  return { ...turn, startMs, endMs };
}

function inOrder(turns: Turn[], draft: Draft): Turn[] {
  let latest = -1;
  for (const [index, turn] of turns.entries()) {
    const path = draft.canonical ? `utterances[${index}].startMs` : (turn.place ?? `[${index}]`);
    if (turn.startMs !== undefined && turn.endMs !== undefined && turn.endMs < turn.startMs) {
      throw backwards(
        { ja: "発話の終わりが始まりより前です", en: "the utterance ends before it begins" },
        [draft.place, path],
        turn.startMs,
      );
    }
    if (turn.startMs === undefined) continue;
    if (turn.startMs < latest - OVERLAP_MS) {
      throw backwards(
        { ja: "発話の時刻が逆行しています", en: "the utterances go back in time" },
        [draft.place, path],
        latest,
      );
    }
    latest = Math.max(latest, turn.startMs);
  }
  return turns;
}

function backwards(reason: Said, place: (string | undefined)[], least: number): KikimimiError {
  return new KikimimiError("bad-transcript", reason, {
    path: place.filter(Boolean).join("."),
    expected: { ja: `${least} 以上(ミリ秒)`, en: `${least} or more (milliseconds)` },
    hint: { ja: "時刻を直すか、order: sort で並べ替えてください", en: "correct the times, or sort with order: sort" },
  });
}

/** In order of start; a turn without a time stays behind the one above it. */
function sorted(turns: Turn[], warn: Warn): Turn[] {
  let last = 0;
  let moved = false;
  const keyed = turns.map((turn, index) => {
    if (turn.endMs !== undefined && turn.startMs !== undefined && turn.endMs < turn.startMs) {
      warn("bad-time", turn.place);
      turn.endMs = undefined;
    }
    if (turn.startMs !== undefined && turn.startMs < last) moved = true;
    last = turn.startMs ?? last;
    return { turn, index, key: last };
  });
  if (!moved) return turns;
  warn("reordered");
  return keyed.sort((a, b) => a.key - b.key || a.index - b.index).map(({ turn }) => turn);
}

function withRoles(
  canonical: Transcript,
  turns: readonly Turn[],
  speakers: readonly Speaker[],
  options: ReadOptions,
): Transcript {
  const direction = canonical.direction ?? options.direction;
  return { ...canonical, ...(direction ? { direction } : {}), utterances: utterances(turns, speakers) };
}

function utterances(turns: readonly Turn[], speakers: readonly Speaker[]): Utterance[] {
  return turns.map((turn, i) => ({
    speaker: speakers[i] ?? "customer",
    text: turn.text,
    ...(turn.startMs === undefined ? {} : { startMs: turn.startMs }),
    ...(turn.endMs === undefined ? {} : { endMs: turn.endMs }),
  }));
}

function build(
  draft: Draft,
  format: string,
  turns: readonly Turn[],
  speakers: readonly Speaker[],
  startedAt: number | undefined,
  options: Reading,
): Transcript {
  const labels = new Set(turns.flatMap((turn) => (turn.label === undefined ? [] : [turn.label])));
  const source = {
    format,
    ...draft.source,
    // More than two voices: who exactly spoke is lost in the roles, so it is kept beside them.
    ...(labels.size > 2 ? { speakerLabels: turns.map((turn) => turn.label ?? null) } : {}),
    ...(turns.some((turn) => turn.reading) ? { readings: turns.map((turn) => turn.reading ?? null) } : {}),
  };
  const direction = draft.direction ?? options.direction;
  const stated = typeof draft.startedAt === "string" && !/Z$/i.test(draft.startedAt) ? draft.startedAt : undefined;
  const keepsOffset = stated !== undefined && dateToMs(stated) === startedAt && /[-+]\d{2}:\d{2}$/.test(stated);
  return parseTranscript({
    callId: draft.callId?.trim() || options.nextId(),
    ...(direction ? { direction } : {}),
    ...(startedAt === undefined ? {} : { startedAt: keepsOffset ? stated : toIso(startedAt) }),
    ...(draft.industry ? { industry: draft.industry } : {}),
    ...(draft.agent?.id || draft.agent?.name ? { agent: defined(draft.agent) } : {}),
    ...(draft.company?.name ? { company: defined(draft.company) } : {}),
    utterances: utterances(turns, speakers),
    metadata: { source },
  });
}

function defined(value: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, string] => Boolean(entry[1])));
}
