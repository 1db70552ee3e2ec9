import fc from "fast-check";
import Papa from "papaparse";
import type { Analyzer } from "../../src/analyzer.js";
import { outputFormats } from "../../src/cli/report-writers.js";
import { compileDictionaries } from "../../src/dictionary/compile.js";
import { parseDictionary } from "../../src/dictionary/load.js";
import { KikimimiError } from "../../src/errors.js";
import { formats, readEach } from "../../src/formats/index.js";
import { normalize } from "../../src/language/normalize.js";
import type { Tokenizer } from "../../src/language/tokenizer.js";
import { redact } from "../../src/redaction/index.js";
import { Report } from "../../src/report/schema.js";
import { rules } from "../../src/rules/index.js";
import { parseTranscript, type Transcript } from "../../src/transcript/schema.js";
import { anyFile, anyJson, mutatedJson, nasty, seeds } from "./inputs.js";

/** What must hold for whatever is put in. */
export interface Property {
  name: string;
  property: fc.IProperty<unknown>;
}

const pristine = Object.getOwnPropertyNames(Object.prototype).sort().join();
function unpolluted(): void {
  if (Object.getOwnPropertyNames(Object.prototype).sort().join() !== pristine)
    throw new Error("Object.prototype was written to");
  if (([] as unknown[]).length !== 0 || ({} as Record<string, unknown>).polluted !== undefined)
    throw new Error("polluted");
}

/** Runs what may refuse its input; any error but ours is a fault, also where ours was put around it. */
function refusable<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    judge(error);
    return undefined;
  }
}

function judge(error: unknown): void {
  if (!(error instanceof KikimimiError)) throw error;
  for (let cause = error.cause; cause instanceof Error; cause = cause.cause)
    if (cause instanceof TypeError || cause instanceof RangeError || cause instanceof ReferenceError) throw cause;
  if (/[\n\r]/u.test(error.message)) throw new Error(`an error of several lines: ${JSON.stringify(error.message)}`);
}

function readAll(bytes: Uint8Array, format?: string): void {
  const limits = { maxBytes: 1_000_000, maxUtterances: 1000 };
  const outcomes = refusable(() => [...readEach(bytes, { limits, ...(format ? { format } : {}) })]) ?? [];
  for (const outcome of outcomes) {
    if (outcome instanceof KikimimiError) judge(outcome);
    else parseTranscript(outcome.transcript);
  }
  unpolluted();
}

const jsonSeeds = seeds.flatMap(({ name, bytes }) => {
  if (!name.endsWith(".json")) return [];
  return [{ name, value: JSON.parse(new TextDecoder().decode(bytes)) as unknown }];
});

const said = fc.oneof(
  fc.constantFrom(...nasty),
  fc.string({ unit: "binary", maxLength: 30 }),
  fc
    .array(
      fc.constantFrom(
        "必ず",
        "儲かり",
        "ます",
        "生年月日",
        "を",
        "教えて",
        "ください",
        "今日中",
        "に",
        "田中",
        "様",
        "か",
        "〓",
        "[PII]",
        "ー",
        "、",
        "。",
      ),
      { maxLength: 12 },
    )
    .map((w) => w.join("")),
);
export const anyTranscript: fc.Arbitrary<Transcript> = fc.record(
  {
    callId: fc.oneof(fc.constantFrom(...nasty.filter((n) => n)), fc.constant("c")),
    direction: fc.constantFrom("outbound", "inbound", "callback", "unknown"),
    industry: fc.constantFrom(...nasty, "telecom"),
    agent: fc.record({ name: said }, { requiredKeys: [] }),
    metadata: anyJson.map((v) => JSON.parse(JSON.stringify({ v })) as Record<string, unknown>),
    utterances: fc.array(
      fc.record(
        { speaker: fc.constantFrom("agent", "customer", "system"), text: said, startMs: fc.nat(1e9) },
        { requiredKeys: ["speaker", "text"] },
      ),
      { maxLength: 8 },
    ),
  },
  { requiredKeys: ["callId", "utterances"] },
) as fc.Arbitrary<Transcript>;

const yaml = fc.oneof(
  anyJson.map((v) => JSON.stringify(v) ?? ""),
  fc.string({ unit: "binary", maxLength: 120 }),
  fc
    .array(
      fc.constantFrom(
        "a:",
        "  - ",
        "&x ",
        "*x",
        "<<: *x",
        "phrases: [",
        "match: [x]",
        "entries:",
        "about: y",
        "\n",
        "  ",
        "!!js/function x",
        "? ",
        "|",
        ">",
        "%YAML",
        "---",
        "__proto__: {polluted: 1}",
        "{",
        "]",
      ),
      { maxLength: 20 },
    )
    .map((w) => w.join("")),
);
const phrase = fc
  .array(
    fc.oneof(fc.constantFrom("(", ")", "|", "…", "...", '"', "教える", "は", "A", "の"), fc.constantFrom(...nasty)),
    { minLength: 1, maxLength: 14 },
  )
  .map((w) => w.join(""));

export function properties(analyzer: Analyzer, tokenizer: Tokenizer): Property[] {
  const tokenize = (text: string) => tokenizer.tokenize(text);
  const writers = Object.entries(outputFormats).map(([format, open]) => {
    const writer = open({ locale: "ja", explain: true, color: false, width: 80, rules, dictionaries: [] });
    return { format, writer, start: writer.start() };
  });
  return [
    { name: "any bytes are read or refused", property: fc.property(anyFile, (bytes) => readAll(bytes)) },
    {
      name: "any bytes are read as any format, or refused",
      property: fc.property(anyFile, fc.constantFrom(...formats.map((f) => f.name)), readAll),
    },
    {
      name: "files of every vendor, with members exchanged, are read or refused",
      property: fc.property(
        fc.constantFrom(...jsonSeeds).chain(({ value }) => mutatedJson(value)),
        (value) => readAll(new TextEncoder().encode(JSON.stringify(value) ?? "")),
      ),
    },
    {
      name: "any transcript has a report that quotes it exactly, masked or not, in every output",
      property: fc.property(anyTranscript, (transcript) => {
        const report = analyzer.analyze(transcript);
        Report.parse(report);
        const masked = redact(transcript, report, tokenizer);
        for (const [t, r] of [
          [transcript, report],
          [masked.transcript, masked.report],
        ] as const) {
          for (const f of r.findings)
            if (
              f.span &&
              f.utteranceIndex !== null &&
              f.quote !== t.utterances[f.utteranceIndex]?.text.slice(f.span.start, f.span.end)
            )
              throw new Error("quote is not the text of its span");
          for (const { format, writer, start } of writers) harmless(format, start + writer.call(t, r));
        }
        unpolluted();
      }),
    },
    {
      name: "any dictionary is read and compiled, or refused",
      property: fc.property(yaml, (text) => {
        const dictionary = refusable(() => parseDictionary("own.yaml", text));
        if (dictionary) refusable(() => compileDictionaries([dictionary], tokenize));
        unpolluted();
      }),
    },
    {
      name: "any phrase is compiled and matched, or refused",
      property: fc.property(fc.array(phrase, { minLength: 1, maxLength: 3 }), said, (phrases, text) => {
        const cues = { own: { about: "own", entries: [{ phrases, match: ["x"], ignore: [], fuzzy: true }] } };
        refusable(() => compileDictionaries([{ name: "own.yaml", cues }], tokenize).match(tokenize(text), "agent"));
      }),
    },
    {
      name: "any text is normalised and split, with offsets that lead back into it",
      property: fc.property(fc.oneof(said, fc.string({ unit: "binary", maxLength: 300 })), (text) => {
        const normal = normalize(text);
        let last = 0;
        for (let i = 0; i < normal.text.length; i++) {
          if (normal.start(i) < last || normal.end(i) > text.length || normal.end(i) <= normal.start(i))
            throw new Error("offsets");
          last = normal.start(i);
        }
        if (
          tokenize(text)
            .map((m) => m.surface)
            .join("") !== normal.text
        )
          throw new Error("words do not make up the text");
      }),
    },
  ];
}

/** What a program that opens the output would run. */
function harmless(format: string, output: string): void {
  if (format === "csv")
    for (const row of Papa.parse<string[]>(output.replace(/^\ufeff/u, "")).data)
      for (const cell of row)
        if (/^[\s\u200b\u2060\ufeff]*[=+\-@＝＋－＠|%]|^[\t\r\n]/u.test(cell))
          throw new Error(`a cell that is a formula: ${JSON.stringify(cell)}`);
  if (format === "html" && (output.match(/<\/script/giu)?.length ?? 0) > 1)
    throw new Error("a transcript ends its block");
  if (format === "pretty" && /[\u202a-\u202e\u2066-\u2069\u0000-\u0009\u000b-\u001f]/u.test(output))
    throw new Error("control characters reach the terminal");
}
