import * as z from "zod";
import { checked } from "../check.js";
import type { Report } from "../report/schema.js";
import type { Transcript } from "../transcript/schema.js";
import type { Marker } from "./marker.js";

const BaselineFile = z.strictObject({
  version: z.literal(1),
  /** What the findings were made with; for people. */
  pack: z.string(),
  findings: z.array(
    z.strictObject({ mark: z.string().regex(/^[0-9a-f]{32}$/u, "--write-baseline"), rule: z.string() }),
  ),
});

/** @throws KikimimiError `bad-configuration` with the path of what does not fit */
export const parseBaseline = (data: unknown): Set<string> =>
  new Set(checked(BaselineFile, data).findings.map((f) => f.mark));

/** The report with its findings that the baseline has marked as known. */
export function markKnown(report: Report, transcript: Transcript, marker: Marker, known: ReadonlySet<string>): Report {
  const markOf = marker.of(transcript);
  return {
    ...report,
    findings: report.findings.map((f) => (known.has(markOf(f)) ? { ...f, known: true as const } : f)),
  };
}

/** Collects the findings of a run for a baseline. */
export class BaselineWriter {
  readonly #rules = new Map<string, string>();
  #pack = "";

  constructor(private readonly marker: Marker) {}

  add(report: Report, transcript: Transcript): void {
    const markOf = this.marker.of(transcript);
    this.#pack = report.pack;
    for (const finding of report.findings) this.#rules.set(markOf(finding), finding.ruleId);
  }

  get size(): number {
    return this.#rules.size;
  }

  /** The same findings give the same bytes, in whatever order the calls came. */
  render(): string {
    const findings = [...this.#rules]
      .map(([mark, rule]) => ({ mark, rule }))
      .sort((a, b) => (a.mark < b.mark ? -1 : 1));
    const lines = findings.map((f) => `    ${JSON.stringify(f)}`).join(",\n");
    return `{\n  "version": 1,\n  "pack": ${JSON.stringify(this.#pack)},\n  "findings": [${lines ? `\n${lines}\n  ` : ""}]\n}\n`;
  }
}
