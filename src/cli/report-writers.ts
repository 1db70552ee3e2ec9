import type { Locale } from "../report/build.js";
import { renderPretty } from "../report/pretty.js";
import type { Report } from "../report/schema.js";
import { rules } from "../rules/index.js";
import type { Transcript } from "../transcript/schema.js";

/** Turns reports into text, call by call, so that nothing has to be kept. */
export interface ReportWriter {
  begin?(): string;
  call(report: Report, transcript: Transcript): string;
  end?(): string;
}

export interface WriterOptions {
  locale: Locale;
  explain: boolean;
  color: boolean;
  width: number;
}

/** The output formats of `kikimimi analyze`. A new one is a line here and a file in src/report. */
export const outputFormats: Record<string, (options: WriterOptions) => ReportWriter> = {
  pretty: (options) => {
    const titles = new Map(rules.map((r) => [r.id, r.text.title[options.locale]]));
    return { call: (report, transcript) => renderPretty(report, transcript, { ...options, titles }) };
  },
  json: () => {
    let first = true;
    return {
      begin: () => "[",
      call: (report) => {
        const lead = first ? "\n" : ",\n";
        first = false;
        return lead + JSON.stringify(report, null, 2);
      },
      end: () => (first ? "]\n" : "\n]\n"),
    };
  },
  ndjson: () => ({ call: (report) => `${JSON.stringify(report)}\n` }),
};
