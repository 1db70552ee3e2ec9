import Papa from "papaparse";
import type { Cell, Draft, Format, FormatInput, ReadOptions } from "./format.js";
import { findHead, tableDrafts } from "./table.js";

/** Rows of delimited text; the delimiter (comma, tab, semicolon, bar) is found by trial. */
function rowsOf(text: string, preview = 0): Cell[][] {
  const trial = Papa.parse<string[]>(text, {
    preview: 20,
    skipEmptyLines: true,
    delimitersToGuess: [",", "\t", ";", "|"],
  });
  // Empty rows are kept, so that row numbers are those of the file.
  const { data } = Papa.parse<string[]>(text, { preview, delimiter: trial.meta.delimiter });
  return data.map((cells) => cells.map((cell) => ({ text: cell })));
}

/** CSV and TSV, with column names in Japanese or English, a mapping, or none. */
export const csv: Format = {
  name: "csv",
  detect({ text, json }: FormatInput): number {
    if (text === undefined || json !== undefined) return 0;
    const rows = rowsOf(text.slice(0, 100_000), 50);
    if (rows.length < 2 || rows.every((cells) => cells.length < 2)) return 0;
    return findHead(rows)?.confidence ?? 0;
  },
  parse({ text = "" }: FormatInput, options: ReadOptions): Draft[] {
    return tableDrafts(rowsOf(text), options);
  },
};
