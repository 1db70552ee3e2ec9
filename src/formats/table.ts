import { KikimimiError } from "../errors.js";
import { roleOfLabel } from "../transcript/role-words.js";
import { directionOf } from "./direction.js";
import type { Cell, Column, Draft, ReadOptions, Turn } from "./format.js";
import { findColumns } from "./table-columns.js";
import { readDialogue } from "./text.js";
import { localDateToMs } from "./time.js";
import { readTime, type TimeUnit, unitOfName, unitOfValues } from "./unit.js";

type Columns = Partial<Record<Column, number>>;

interface Head {
  columns: Columns;
  /** Index of the header row; -1 where there is none. */
  row: number;
  /** 0–1: how surely this is a table of utterances. */
  confidence: number;
}

/** The header of a table of utterances: the best of its first rows, or what the columns hold. */
export function findHead(rows: readonly Cell[][], options: ReadOptions = {}): Head | undefined {
  let best: Head | undefined;
  for (const [row, cells] of rows.slice(0, 10).entries()) {
    const columns = findColumns(
      cells.map((cell) => cell.text),
      options.columns,
    );
    const wide = columns.agentText !== undefined && columns.customerText !== undefined;
    if ((columns.text === undefined && !wide) || rows.length <= row + 1) continue;
    const known = Object.keys(columns).length;
    // One known name may be chance; two side by side are a header.
    const confidence = known < 2 ? 0.5 : Math.min(0.95, 0.83 + 0.02 * known);
    if (!best || confidence > best.confidence) best = { columns, row, confidence };
  }
  return best ?? headless(rows);
}

/** Without a header: a column of a few role words, and the one with the longest texts. */
function headless(rows: readonly Cell[][]): Head | undefined {
  const sample = rows.slice(0, 200).filter((cells) => cells.some((cell) => cell.text.trim()));
  const width = Math.max(0, ...sample.map((cells) => cells.length));
  if (sample.length < 2 || width < 2) return undefined;
  const column = (i: number): string[] => sample.map((cells) => cells[i]?.text.trim() ?? "");
  let speaker: number | undefined;
  let text: number | undefined;
  let start: number | undefined;
  let longest = 0;
  for (let i = 0; i < width; i++) {
    const values = column(i);
    const roles = values.filter((value) => roleOfLabel(value) !== undefined).length;
    if (speaker === undefined && roles >= values.length * 0.8) {
      speaker = i;
      continue;
    }
    const times = values.filter(
      (value) => readTime(value, "s").ms !== undefined || readTime(value, "s").at !== undefined,
    );
    if (times.length >= values.length * 0.8) {
      start ??= i;
      continue;
    }
    const length = values.reduce((sum, value) => sum + value.length, 0) / values.length;
    if (length > longest) {
      longest = length;
      text = i;
    }
  }
  if (speaker === undefined || text === undefined) return undefined;
  return { columns: { speaker, text, ...(start === undefined ? {} : { start }) }, row: -1, confidence: 0.55 };
}

/** The calls of a table: one row an utterance, or one row a call with the dialogue in a cell. */
export function tableDrafts(rows: readonly Cell[][], options: ReadOptions, sheet?: string): Draft[] {
  const head = findHead(rows, options);
  if (!head) {
    throw new KikimimiError(
      "unknown-format",
      { ja: "表の列が分かりません", en: "the columns of the table are not known" },
      {
        path: sheet,
        expected: {
          ja: "話者と発話内容の列(speaker, text / 話者, 発話内容)",
          en: "columns for speaker and text (speaker, text / 話者, 発話内容)",
        },
        hint: { ja: "columns で列名を指定してください", en: "name them with columns" },
      },
    );
  }
  const { columns } = head;
  const cell = (cells: readonly Cell[], column: Column): Cell | undefined => {
    const index = columns[column];
    return index === undefined ? undefined : cells[index];
  };
  const value = (cells: readonly Cell[], column: Column): string | undefined =>
    cell(cells, column)?.text.trim() || undefined;
  const names = head.row >= 0 ? (rows[head.row] ?? []).map((c) => c.text) : [];
  const body = rows.slice(head.row + 1).map((cells, i) => ({ cells, number: head.row + 2 + i }));
  const units = Object.fromEntries(
    (["start", "end", "duration"] as const).map((column) => {
      const index = columns[column];
      const named = index === undefined ? undefined : unitOfName(names[index] ?? "");
      return [column, named ?? unitOfValues(body.map(({ cells }) => cell(cells, column)?.text))];
    }),
  ) as Record<"start" | "end" | "duration", TimeUnit>;

  const calls = new Map<string, Draft>();
  const drafts: Draft[] = [];
  for (const { cells, number } of body) {
    if (!cells.some((c) => c.text.trim())) continue;
    const place = `${sheet ? `${sheet}!` : ""}row ${number}`;
    const whole =
      columns.speaker === undefined || !value(cells, "speaker") ? readDialogue(value(cells, "text") ?? "") : undefined;
    if (whole && whole.turns.length >= 2) {
      drafts.push({
        ...describe(cells, value),
        ...whole.header,
        callId: value(cells, "callId"),
        turns: whole.turns,
        place,
      });
      continue;
    }
    const id = value(cells, "callId") ?? "";
    let draft = calls.get(id);
    if (!draft) {
      draft = { ...describe(cells, value), callId: id || undefined, turns: [] };
      calls.set(id, draft);
      drafts.push(draft);
    }
    draft.turns.push(...turnsOfRow(cells, cell, units, place));
  }
  if (calls.size > 1) for (const draft of drafts) draft.place ??= draft.turns[0]?.place;
  return drafts;
}

function turnsOfRow(
  cells: readonly Cell[],
  cell: (cells: readonly Cell[], column: Column) => Cell | undefined,
  units: Record<"start" | "end" | "duration", TimeUnit>,
  place: string,
): Turn[] {
  const start = cellTime(cell(cells, "start"), units.start);
  const end = cellTime(cell(cells, "end"), units.end);
  const duration = cellTime(cell(cells, "duration"), units.duration).ms;
  const times = {
    startMs: start.ms,
    endMs: end.ms ?? (start.ms !== undefined && duration !== undefined ? start.ms + duration : undefined),
    startAt: start.at,
    endAt: end.at ?? (start.at !== undefined && duration !== undefined ? start.at + duration : undefined),
    place,
  };
  const text = cell(cells, "text")?.text ?? "";
  if (cell(cells, "text") !== undefined) {
    return [{ text, label: cell(cells, "speaker")?.text.trim() || undefined, ...times }];
  }
  // One column for each side.
  return (["agentText", "customerText"] as const).flatMap((side) => {
    const said = cell(cells, side)?.text ?? "";
    return said.trim()
      ? [{ text: said, role: side === "agentText" ? "agent" : "customer", ...times } satisfies Turn]
      : [];
  });
}

function cellTime(cell: Cell | undefined, unit: TimeUnit): { at?: number; ms?: number } {
  if (!cell) return {};
  if (cell.date && cell.number !== undefined) {
    const ms = Math.round(cell.number * 86_400_000);
    // Days since 1899-12-30; less than one is a time of its own.
    return cell.number < 1 ? { ms } : { at: ms - 25_569 * 86_400_000 - 9 * 3_600_000 };
  }
  return readTime(cell.text.trim(), unit);
}

function describe(
  cells: readonly Cell[],
  value: (cells: readonly Cell[], column: Column) => string | undefined,
): Pick<Draft, "direction" | "startedAt" | "agent" | "source"> {
  const queue = value(cells, "queue");
  const startedAt = value(cells, "startedAt");
  return {
    direction: directionOf(value(cells, "direction")),
    startedAt: startedAt === undefined ? undefined : (localDateToMs(startedAt) ?? startedAt),
    agent: { id: value(cells, "agentId"), name: value(cells, "agentName") },
    ...(queue ? { source: { queue } } : {}),
  };
}
