import { roleOfLabel } from "../transcript/role-words.js";
import type { Draft, Format, FormatInput, Turn } from "./format.js";
import { joinText } from "./join.js";
import { readDialogue, speakerPrefix } from "./text.js";
import { clockToMs } from "./time.js";

interface Cue {
  startMs: number | undefined;
  endMs: number | undefined;
  lines: string[];
  number: number;
}

/** Times with comma or dot, hours or not, and the slips that are common: one digit, a missing fraction, spaces. */
const timing =
  /^\s*((?:\d+:)?\d{1,3}:\d{1,2}(?:\s*[.,:]\s*\d{1,3})?)\s*-{1,2}\s*>\s*((?:\d+:)?\d{1,3}:\d{1,2}(?:\s*[.,:]\s*\d{1,3})?)?/;

function cuesOf(text: string): Cue[] {
  const lines = text.split(/\r\n|[\n\r]/u);
  const cues: Cue[] = [];
  for (let i = 0; i < lines.length; i++) {
    const match = timing.exec(lines[i] ?? "");
    if (!match) continue;
    const cue: Cue = { startMs: toMs(match[1]), endMs: toMs(match[2]), lines: [], number: i + 1 };
    for (i++; i < lines.length; i++) {
      const line = lines[i] ?? "";
      // The cue ends at a blank line; some writers leave it out, and the next number and times follow at once.
      if (line.trim() === "" || timing.test(line)) break;
      if (/^\d+$/.test(line.trim()) && timing.test(lines[i + 1] ?? "")) break;
      cue.lines.push(line);
    }
    if (timing.test(lines[i] ?? "")) i--;
    cues.push(cue);
  }
  return cues;
}

const toMs = (time: string | undefined): number | undefined => (time ? clockToMs(time.replace(/\s/g, "")) : undefined);

const unescapeHtml = (text: string): string =>
  text
    .replace(
      /&(lt|gt|amp|nbsp|lrm|rlm);/g,
      (_, name: string) => ({ lt: "<", gt: ">", amp: "&", nbsp: " " })[name] ?? "",
    )
    .trim();

const plain = (text: string): string => unescapeHtml(text.replace(/<[^<>]*>/g, "").replace(/\{\\[^{}]*\}/g, ""));

/** The turns of one cue: `<v Name>`, `Name: …`, `[SPEAKER_00]: …`, `>> …`, or `- ` lines of two people. */
function turnsOfCue(cue: Cue, known: ReadonlySet<string>): Turn[] {
  const times = { startMs: cue.startMs, endMs: cue.endMs, place: `line ${cue.number}` };
  const body = cue.lines.join("\n");
  const voices = [...body.matchAll(/<v(?:\.[^\s<>]*)?\s([^<>]+)>([\s\S]*?)(?=<\/v>|<v[\s.]|$)/g)];
  if (voices.length > 0) {
    return voices.map(([, name, said]) => ({
      text: joinText(plain(said ?? "").split("\n")),
      label: unescapeHtml(name ?? ""),
      ...times,
    }));
  }
  const dashes = cue.lines.filter((line) => /^\s*[-–‐]\s*\S/u.test(line)).length;
  if (dashes > 1) {
    return cue.lines.map((line) => prefixed(line.replace(/^\s*[-–‐]\s*/u, ""), known, { ...times }));
  }
  const parts: Turn[] = [];
  for (const line of cue.lines) {
    const turn = prefixed(line, known, { ...times });
    const last = parts.at(-1);
    if (last && turn.label === undefined) last.text = joinText([last.text, turn.text]);
    else parts.push(turn);
  }
  return parts;
}

function prefixed(line: string, known: ReadonlySet<string>, times: Pick<Turn, "startMs" | "endMs" | "place">): Turn {
  const clean = plain(line);
  const found = speakerPrefix(clean);
  if (found && (known.has(found.label) || roleOfLabel(found.label)))
    return { text: found.text, label: found.label, ...times };
  // A name without a colon, where it is one of those that have one elsewhere.
  for (const name of known) {
    if (clean.startsWith(`${name} `)) return { text: clean.slice(name.length + 1).trim(), label: name, ...times };
  }
  return { text: clean, ...times };
}

function subtitleDrafts(text: string): Draft[] {
  const cues = cuesOf(text);
  const counts = new Map<string, number>();
  for (const line of cues.flatMap((cue) => cue.lines)) {
    const found = speakerPrefix(plain(line.replace(/^\s*[-–‐]\s*/u, "")));
    if (found) counts.set(found.label, (counts.get(found.label) ?? 0) + 1);
  }
  const sure = [...counts.keys()].filter((label) => speakerPrefix(`${label}: x`)?.sure);
  const known = new Set([...counts].filter(([label, n]) => sure.includes(label) || n > 1).map(([label]) => label));
  // The prefix may stand only where the speaker changes.
  let last: string | undefined;
  const turns = cues
    .flatMap((cue) => turnsOfCue(cue, known))
    .map((turn) => {
      last = turn.label ?? last;
      return { ...turn, label: last };
    });
  // One cue may hold a whole dialogue.
  const whole = cues.length === 1 && turns.length === 1 ? readDialogue(cues[0]?.lines.join("\n") ?? "") : undefined;
  return [{ turns: whole && whole.turns.length > 1 ? whole.turns : turns }];
}

/** WebVTT. @see https://www.w3.org/TR/webvtt1/ */
export const vtt: Format = {
  name: "vtt",
  detect: ({ text }: FormatInput): number => (text !== undefined && /^\s*WEBVTT([ \t\r\n]|$)/.test(text) ? 1 : 0),
  parse: ({ text = "" }: FormatInput): Draft[] =>
    subtitleDrafts(text.replace(/(^|\n)(NOTE|STYLE|REGION)\b[^\n]*\n(?:[^\n]+\n)*/g, "\n")),
};

/** SubRip (.srt): numbered cues with times; speakers only as prefixes. */
export const srt: Format = {
  name: "srt",
  detect({ text }: FormatInput): number {
    if (text === undefined || /^\s*WEBVTT/.test(text)) return 0;
    const lines = text
      .slice(0, 20_000)
      .split(/\r\n|[\n\r]/u)
      .filter((line) => line.trim());
    const first = lines.slice(0, 3).some((line) => timing.test(line));
    if (!first) return 0;
    return /^\s*\d+\s*$/.test(lines[0] ?? "") ? 0.97 : 0.85;
  },
  parse: ({ text = "" }: FormatInput): Draft[] => subtitleDrafts(text),
};

/** Advanced SubStation Alpha: the speaker is in the Name field. */
export const ass: Format = {
  name: "ass",
  detect: ({ text }: FormatInput): number => (text !== undefined && /^\s*\[Script Info\]/i.test(text) ? 1 : 0),
  parse({ text = "" }: FormatInput): Draft[] {
    const lines = text.split(/\r\n|[\n\r]/u);
    const events = lines.findIndex((line) => /^\[Events\]/i.test(line.trim()));
    const format = lines.slice(events).find((line) => /^Format:/i.test(line));
    const fields = (format?.slice(7) ?? "Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text")
      .split(",")
      .map((field) => field.trim().toLowerCase());
    const turns = lines.flatMap((line, i): Turn[] => {
      if (!/^Dialogue:/i.test(line)) return [];
      const cells = line.slice(9).split(",");
      const cell = (name: string): string => cells[fields.indexOf(name)]?.trim() ?? "";
      const said = plain(
        cells
          .slice(fields.length - 1)
          .join(",")
          .replace(/\\[Nn]/g, "\n"),
      );
      const found = speakerPrefix(said);
      const name = cell("name") || cell("actor");
      const turn = name || !found?.sure ? { text: joinText(said.split("\n")), label: name || undefined } : found;
      return [
        {
          text: turn.text,
          label: turn.label,
          startMs: clockToMs(cell("start")),
          endMs: clockToMs(cell("end")),
          place: `line ${i + 1}`,
        },
      ];
    });
    return [{ turns }];
  },
};
