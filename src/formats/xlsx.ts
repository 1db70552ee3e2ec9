import type { Draft, Format, FormatInput, ReadOptions } from "./format.js";
import { findHead, tableDrafts } from "./table.js";

/** Excel workbooks (.xlsx): each visible sheet that is a table of utterances is read like a CSV file. */
export const xlsx: Format = {
  name: "xlsx",
  detect({ sheets }: FormatInput): number {
    if (!sheets) return 0;
    return Math.max(0.3, ...sheets.map((sheet) => findHead(sheet.rows)?.confidence ?? 0));
  },
  parse({ sheets = [] }: FormatInput, options: ReadOptions): Draft[] {
    const filled = sheets.filter((sheet) => sheet.rows.some((cells) => cells.some((cell) => cell.text.trim())));
    const tables = filled.filter((sheet) => findHead(sheet.rows, options) !== undefined);
    // Without any table, the first sheet's own error says what is missing.
    return (tables.length ? tables : filled.slice(0, 1)).flatMap((sheet) => {
      const drafts = tableDrafts(sheet.rows, options, sheet.name);
      return tables.length > 1 ? drafts.map((draft) => ({ ...draft, callId: draft.callId ?? sheet.name })) : drafts;
    });
  },
};
