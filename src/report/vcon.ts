import type { Report } from "./schema.js";

/** An Analysis Object of a vCon (draft-ietf-vcon-vcon-core, section 4.5). */
export interface VconAnalysis {
  type: "report";
  /** Which of the vCon's dialogs the report is about. */
  dialog: number | number[];
  mediatype: "application/json";
  vendor: "kikimimi";
  product: "kikimimi";
  schema: string;
  encoding: "json";
  body: Report;
}

/**
 * The report as an analysis to be added to the `analysis` of the vCon that it was made from.
 * @param dialog index of the dialog, or of each where the call has several; 0 by default
 * @see https://datatracker.ietf.org/doc/draft-ietf-vcon-vcon-core/
 */
export function toVconAnalysis(report: Report, dialog: number | readonly number[] = 0): VconAnalysis {
  return {
    type: "report",
    dialog: typeof dialog === "number" ? dialog : [...dialog],
    mediatype: "application/json",
    vendor: "kikimimi",
    product: "kikimimi",
    schema: `kikimimi-report-${report.schemaVersion}`,
    encoding: "json",
    body: report,
  };
}

/** A copy of the vCon with the report among its analyses; an earlier report of ours on the same dialogs is replaced. */
export function addToVcon<V extends { analysis?: unknown }>(
  vcon: V,
  report: Report,
  dialog: number | readonly number[] = 0,
): Omit<V, "analysis"> & { analysis: unknown[] } {
  const added = toVconAnalysis(report, dialog);
  const others = (Array.isArray(vcon.analysis) ? vcon.analysis : []).filter((entry: unknown) => !isOurs(entry, added));
  return { ...vcon, analysis: [...others, added] };
}

function isOurs(entry: unknown, added: VconAnalysis): boolean {
  if (typeof entry !== "object" || entry === null || !("vendor" in entry) || !("type" in entry)) return false;
  const same = "dialog" in entry && JSON.stringify(entry.dialog) === JSON.stringify(added.dialog);
  return entry.vendor === added.vendor && entry.type === added.type && same;
}
