import { roleOfLabel } from "../transcript/role-words.js";
import type { Draft, Format, FormatInput, Turn } from "./format.js";
import { joinText } from "./join.js";
import { headerOf, isHeaderKey } from "./text-header.js";
import { clockToMs } from "./time.js";

// An optional mark brings its own blanks with it: blanks that two parts may claim are tried in every division.
const clock = String.raw`\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?`;
const stamp = String.raw`(?:[\[(【<]?\s*(?<time>${clock})(?:\s*(?:-{1,9}>?|[~〜–—])\s*(?<until>${clock}))?(?:\s*[\])】>])?(?:\s*[-|,])?\s*)`;
const name = String.raw`[^\s:「」『』。、!?,\t\[\]【】<>()][^:「」『』。、!?,\t\[\]【】<>]{0,23}?`;
const bullet = String.raw`(?:[■●◆▼*・-]\s*)?`;

/** Matched on the width-folded line, so that `:` and `(` stand for their full-width forms as well. */
const patterns = [
  // [00:05] オペレーター: …   オペレーター (00:05): …
  `^${stamp}?${bullet}(?<label>${name})(?:\\s*[\\[(](?<late>${clock})[\\])])?\\s*:\\s*(?<text>.*)$`,
  // 【オペレーター】…   [SPEAKER_00]: …   (客)…
  `^${stamp}?[【\\[<〈(](?<label>${name})[】\\]>〉)](?:\\s*:)?\\s*(?<text>.*)$`,
  // 客「…」
  `^${stamp}?${bullet}(?<label>[^\\s「」『』。、]{1,12})\\s*[「『](?<text>.*?)[」』]?$`,
  // オペレーター<tab>…
  `^${stamp}?(?<label>[^\\s:。、]{1,16})(?:\\t| {2})\\s*(?<text>\\S.*)$`,
  // 話者1 00:05 — and the words on the lines below
  `^(?<label>${name})\\s+[\\[(]?(?<time>${clock})[\\])]?(?<text>)$`,
  `^${stamp}(?<label>${name})(?<text>)$`,
].map((pattern) => new RegExp(pattern, "du"));

/** Full-width forms as ASCII and the ideographic space as a tab, unit for unit, so that offsets stay the same. */
export function foldWidth(line: string): string {
  return line.replace(/[\uff01-\uff5e\u3000]/g, (char) =>
    char === "\u3000" ? "\t" : String.fromCharCode(char.charCodeAt(0) - 0xfee0),
  );
}

interface Line {
  label: string;
  text: string;
  time?: string | undefined;
  until?: string | undefined;
  number: number;
}

/** Labels that tell people apart without saying who they are. */
const anonymous = /^(話者|発話者|スピーカー|speaker|spk|参加者|人物|ch|channel|チャネル)[\s_-]*[\da-z]{1,3}$/iu;
const letter = /^[a-z]\d?$/iu;

/** Whether a label names a speaker by itself, or only because it comes again and again. */
function names(label: string): boolean {
  return (
    roleOfLabel(label) !== undefined || anonymous.test(label.normalize("NFKC")) || letter.test(label.normalize("NFKC"))
  );
}

function candidate(line: string, number: number): Line | undefined {
  const folded = foldWidth(line);
  for (const [index, pattern] of patterns.entries()) {
    const match = pattern.exec(folded);
    const at = match?.indices?.groups;
    const part = (group: string): string | undefined => {
      const range = at?.[group];
      return range ? line.slice(range[0], range[1]) : undefined;
    };
    const label = part("label")?.trim();
    if (!label || /^[\d\s./:-]+$/.test(foldWidth(label)) || /^https?$/i.test(label)) continue;
    // A gap, or a time and a word, make a label only of what can be one.
    if ((index === 3 || index === 5) && !names(label)) continue;
    return { label, text: part("text") ?? "", time: part("time") ?? part("late"), until: part("until"), number };
  }
  return undefined;
}

/** A speaker in front of a line, if it looks like one; `sure` if the label can be nothing else. */
export function speakerPrefix(line: string): { label: string; text: string; sure: boolean } | undefined {
  const found = candidate(line.trim(), 0);
  if (!found || found.text === "" || !/^[^\n]{1,40}?[:\uff1a\]\uff3d】]/u.test(line)) return undefined;
  return { label: found.label, text: found.text, sure: names(found.label) };
}

/** A dialogue typed on one line: `Agent: … Customer: …`. */
function unfold(text: string): string[] {
  // Markdown: **Agent:** …, > …
  const lines = text.split(/\r\n|[\n\r\u2028]/u).map((line) => line.replace(/\*\*|__|^\s*>+\s*(?=\S)/gu, ""));
  return lines.flatMap((line) => {
    const marks = [
      ...foldWidth(line).matchAll(/(?<=^|[\s。!?」|/])(?<label>[^\s:。、「」|/]{1,16})\s{0,8}:(?!\/\/)/gu),
    ].filter((mark) => roleOfLabel(mark.groups?.label ?? ""));
    if (marks.length < 2 || new Set(marks.map((mark) => mark.groups?.label)).size < 2) return [line];
    const starts = marks.map((mark) => mark.index);
    const head = line.slice(0, starts[0]);
    return [head, ...starts.map((start, i) => line.slice(start, starts[i + 1]).replace(/[|/]\s*$/u, ""))];
  });
}

/** The turns of a dialogue as people type it, and what stood above it. Empty where no line names a speaker. */
export function readDialogue(text: string): { turns: Turn[]; header: ReturnType<typeof headerOf>; share: number } {
  const lines = unfold(text);
  const found = lines.map((line, i) => candidate(line.trim(), i + 1));
  const counts = new Map<string, number>();
  for (const line of found) if (line) counts.set(line.label, (counts.get(line.label) ?? 0) + 1);
  // Where only one side has a label that says its role, a single line may be the other's; else a name has to come again.
  const sides = new Set([...counts.keys()].flatMap((label) => roleOfLabel(label) ?? []));
  const least = sides.size === 1 ? 1 : 2;
  const accepted = (label: string): boolean =>
    names(label) || ((counts.get(label) ?? 0) >= least && counts.size <= 12 && !isHeaderKey(label));

  const turns: (Turn & { pieces: string[] })[] = [];
  const above: string[] = [];
  let taken = 0;
  let filled = 0;
  let day = 0;
  let last = 0;
  const times: number[] = [];
  const toMs = (time: string | undefined): number | undefined => {
    const ms = time === undefined ? undefined : clockToMs(time);
    if (ms === undefined) return undefined;
    // A clock that passes midnight.
    if (ms + day < last - 12 * 3_600_000) day += 24 * 3_600_000;
    last = ms + day;
    times.push(last);
    return last;
  };
  lines.forEach((raw, i) => {
    const line = raw.trim();
    if (!line || /^[-=―ー─*_#~]{3,}$/u.test(line)) return;
    filled++;
    const entry = found[i];
    if (entry && accepted(entry.label)) {
      taken++;
      const startMs = toMs(entry.time);
      const endMs = entry.until === undefined ? undefined : toMs(entry.until);
      turns.push({ text: "", pieces: [entry.text], label: entry.label, startMs, endMs, place: `line ${entry.number}` });
      return;
    }
    const current = turns.at(-1);
    if (current) {
      current.pieces.push(line.replace(/[」』]$/u, ""));
      taken++;
    } else above.push(line);
  });
  // Times of day: the call starts with its first turn.
  const origin = (times[0] ?? 0) >= 3_600_000 ? (times[0] ?? 0) : 0;
  const shift = (ms: number | undefined): number | undefined => (ms === undefined ? undefined : ms - origin);
  return {
    turns: turns.map(({ pieces, ...turn }) => ({
      ...turn,
      text: pieces.reduce(joinLines),
      startMs: shift(turn.startMs),
      endMs: shift(turn.endMs),
    })),
    header: headerOf(above),
    share: filled ? taken / filled : 0,
  };
}

/** The lines of a text in which none names its speaker, but for what stands above them. */
function unlabelled(text: string): Turn[] {
  return text.split(/\r\n|[\n\r\u2028]/u).flatMap((raw, i) => {
    const line = raw.trim();
    const key = /^(?<key>[^:]{1,20}):/u.exec(foldWidth(line))?.groups?.key;
    return !line || /^[-=―ー─*_#~]{3,}$/u.test(line) || (key && isHeaderKey(key))
      ? []
      : [{ text: line, place: `line ${i + 1}` }];
  });
}

/** A short line ends where its writer ended it; a long one was wrapped. */
function joinLines(above: string, below: string): string {
  const last = above.slice(above.lastIndexOf("\n") + 1);
  return above === "" ? below : last.length < 20 ? `${above}\n${below}` : joinText([above, below]);
}

/** Plain text as people type it: a speaker in front of each line, with or without times. */
export const text: Format = {
  name: "text",
  detect({ text: content, json }: FormatInput): number {
    if (content === undefined || json !== undefined) return 0;
    const { turns, share } = readDialogue(content.slice(0, 200_000));
    if (turns.length === 0) return 0;
    const roles = turns.filter((turn) => turn.label && names(turn.label)).length / turns.length;
    const one = turns.length === 1 && !turns.every((turn) => turn.label && roleOfLabel(turn.label));
    return one ? 0 : Math.min(0.8, 0.3 + 0.3 * roles + 0.2 * share);
  },
  parse({ text: content = "" }: FormatInput): Draft[] {
    const { turns, header } = readDialogue(content);
    return [{ ...header, turns: turns.length ? turns : unlabelled(content), order: "strict" }];
  },
};
