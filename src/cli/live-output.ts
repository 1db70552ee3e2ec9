import pc from "picocolors";
import type { Locale } from "../report/build.js";
import { severityName } from "../report/names.js";
import { printable, renderPretty } from "../report/pretty.js";
import type { Finding, Report } from "../report/schema.js";
import type { Transcript } from "../transcript/schema.js";

/** How `kikimimi live` says what happens. Each string ends with a line break. */
export interface LiveWriter {
  finding(callId: string, finding: Finding, partial: boolean): string;
  retracted(callId: string, finding: Finding): string;
  report(report: Report, transcript: Transcript): string;
}

/** One JSON object a line. */
export const liveNdjson: LiveWriter = {
  finding: (callId, finding, partial) =>
    line({ event: "finding", callId, ...(partial ? { partial: true } : {}), finding }),
  retracted: (callId, { id }) => line({ event: "retracted", callId, findingId: id }),
  report: (report) => line({ event: "report", callId: report.callId, report }),
};

// Some readers take U+2028 and U+2029 for the end of a line.
const line = (value: unknown) =>
  `${JSON.stringify(value).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029")}\n`;

const words = {
  ja: { partial: "途中", line: (n: number) => `発話 ${n}`, retracted: "取り消し", advice: "言い換え" },
  en: { partial: "so far", line: (n: number) => `line ${n}`, retracted: "taken back", advice: "instead" },
};

/** Lines for a supervisor who looks on. `titles` are those of the rules, by id. */
export function livePretty(options: {
  locale: Locale;
  titles: ReadonlyMap<string, string>;
  color: boolean;
  width: number;
}): LiveWriter {
  const { locale, titles } = options;
  const w = words[locale];
  const c = pc.createColors(options.color);
  const paint = { low: c.cyan, medium: c.yellow, high: c.red, critical: (t: string) => c.bold(c.red(t)) };
  const title = ({ ruleId }: Finding) => titles.get(ruleId) ?? ruleId;
  const place = (callId: string, { utteranceIndex }: Finding) =>
    c.dim([printable(callId), ...(utteranceIndex === null ? [] : [w.line(utteranceIndex + 1)])].join(" "));
  return {
    finding(callId, finding, partial) {
      const head = `${paint[finding.severity](`[${severityName[finding.severity][locale]}]`)} ${c.bold(title(finding))}`;
      const quote = finding.quote === null ? "" : `  「${printable(finding.quote)}」`;
      const sofar = partial ? c.dim(`  (${w.partial})`) : "";
      return `${head}  ${place(callId, finding)}${quote}${sofar}\n    ${c.dim(w.advice)} ${printable(finding.advice)}\n`;
    },
    retracted: (callId, finding) => `${c.dim(`↩ ${w.retracted}`)} ${title(finding)}  ${place(callId, finding)}\n`,
    report: (report, transcript) => `\n${renderPretty(report, transcript, options)}`,
  };
}
