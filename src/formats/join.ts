import type { Turn } from "./format.js";

const wide = /[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]/u;

/** Pieces of speech as one text: with a space between Latin words, without one beside Japanese. */
export function joinText(pieces: readonly string[]): string {
  let out = "";
  for (const piece of pieces) {
    const next = piece.trim();
    if (!next) continue;
    const tight = out === "" || wide.test(out.at(-1) ?? "") || wide.test(next[0] ?? "") || /^[.,!?;:%)\]]/.test(next);
    out += tight ? next : ` ${next}`;
  }
  return out;
}

/** One recognised word with its speaker. */
export interface SpokenWord {
  text: string;
  label?: string | undefined;
  startMs?: number | undefined;
  endMs?: number | undefined;
  reading?: string | undefined;
}

/** Channels are cut at shorter pauses: the other side answers in them. */
export const CHANNEL_PAUSE_MS = 1000;

/** A pause that ends a turn although the speaker stays the same. */
const PAUSE_MS = 2000;

/** Words as turns: a new one at each change of speaker, and after a long pause. */
export function turnsOfWords(words: readonly SpokenWord[], place?: string, pauseMs = PAUSE_MS): Turn[] {
  const turns: { words: SpokenWord[]; label: string | undefined; endMs: number | undefined }[] = [];
  for (const word of words) {
    const last = turns.at(-1);
    // A word without a speaker (a gap in the diarisation) stays with the words around it.
    const label = word.label ?? last?.label;
    const gap = word.startMs !== undefined && last?.endMs !== undefined ? word.startMs - last.endMs : 0;
    if (last && (last.label === label || last.label === undefined) && gap < pauseMs) {
      last.words.push(word);
      last.label ??= label;
      last.endMs = word.endMs ?? word.startMs ?? last.endMs;
    } else turns.push({ words: [word], label, endMs: word.endMs ?? word.startMs });
  }
  return turns.map(({ words: own, label }) => {
    const starts = own.flatMap((word) => (word.startMs === undefined ? [] : [word.startMs]));
    const ends = own.flatMap((word) => (word.endMs === undefined ? [] : [word.endMs]));
    const reading = own.some((word) => word.reading)
      ? own.map((word) => word.reading ?? word.text).join("")
      : undefined;
    return {
      text: joinText(own.map((word) => word.text)),
      label,
      startMs: starts.length ? Math.min(...starts) : undefined,
      endMs: ends.length ? Math.max(...ends) : undefined,
      reading,
      place,
    };
  });
}
