import { builtinDictionaries } from "../dictionary/builtin-node.js";
import type { Dictionary } from "../dictionary/load.js";
import type { Locale } from "../report/build.js";
import { toContactLens } from "../report/contact-lens.js";
import { csvWriter } from "../report/csv.js";
import { htmlWriter } from "../report/html.js";
import { builtinPageCode } from "../report/html-node.js";
import { markdownWriter } from "../report/markdown.js";
import { renderPretty } from "../report/pretty.js";
import { reviewTexts } from "../report/texts.js";
import { toVconAnalysis } from "../report/vcon.js";
import type { ReportWriter } from "../report/writer.js";
import type { Rule } from "../rules/rule.js";

export interface WriterOptions {
  locale: Locale;
  explain: boolean;
  color: boolean;
  width: number;
  /** All rules that run, and the dictionaries beside the built-in ones: for their names. */
  rules: readonly Rule[];
  dictionaries: readonly Dictionary[];
}

const texts = ({ rules, dictionaries }: WriterOptions) =>
  reviewTexts(rules, [...builtinDictionaries(), ...dictionaries]);

/** A writer for output that has nothing around its calls. */
const plain = (call: ReportWriter["call"]): ReportWriter => ({ start: () => "", call, end: () => "" });

/** One JSON array, written member by member. */
function jsonArray(member: (...call: Parameters<ReportWriter["call"]>) => unknown): ReportWriter {
  let first = true;
  return {
    start: () => "[",
    call: (transcript, report) => {
      const lead = first ? "\n" : ",\n";
      first = false;
      return lead + JSON.stringify(member(transcript, report), null, 2);
    },
    end: () => (first ? "]\n" : "\n]\n"),
  };
}

/** The output formats of `kikimimi analyze`. A new one is a line here and a file in src/report. */
export const outputFormats: Record<string, (options: WriterOptions) => ReportWriter> = {
  pretty: (options) => {
    const titles = new Map(options.rules.map((r) => [r.id, r.text.title[options.locale]]));
    return plain((transcript, report) => renderPretty(report, transcript, { ...options, titles }));
  },
  json: () => jsonArray((_, report) => report),
  ndjson: () => plain((_, report) => `${JSON.stringify(report)}\n`),
  html: (options) => htmlWriter({ code: builtinPageCode(), locale: options.locale, texts: texts(options) }),
  csv: (options) => csvWriter(options.locale, texts(options)),
  "contact-lens": () => jsonArray((transcript, report) => toContactLens(report, transcript)),
  vcon: () => jsonArray((_, report) => toVconAnalysis(report)),
  markdown: (options) => markdownWriter(options.locale, texts(options)),
};
