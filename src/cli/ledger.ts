import type { Loaded } from "../config/load-node.js";
import { KikimimiError } from "../errors.js";
import { BaselineWriter, markKnown } from "../ledger/baseline.js";
import { openMarker, readBaseline, readSuppressions } from "../ledger/files-node.js";
import { isExpired, Suppressor, todayInJapan } from "../ledger/suppressions.js";
import type { Locale } from "../report/build.js";
import type { Report } from "../report/schema.js";
import type { Transcript } from "../transcript/schema.js";
import { openOutput } from "./output.js";

export interface LedgerOptions {
  baseline?: string;
  writeBaseline?: boolean;
}

/** What a run knows of findings that were there before: suppressions and a baseline. */
export interface Ledger {
  /** For standard error, one line each. */
  notices: string[];
  apply(report: Report, transcript: Transcript): Report;
  /** Writes the new baseline, where one was asked for; says so. */
  close(): Promise<string | undefined>;
}

/** @throws KikimimiError for files that do not fit, and where there is no key though one is needed */
export function openLedger(
  options: LedgerOptions,
  { config, locale }: Pick<Loaded, "config"> & { locale: Locale },
): Ledger {
  const file = options.baseline ?? config.baseline;
  if (options.writeBaseline && !file)
    throw new KikimimiError(
      "bad-option",
      { ja: "--write-baseline の書き先がありません", en: "--write-baseline does not know where to write" },
      { expected: "--baseline FILE" },
    );
  const suppressions = config.suppressions ? readSuppressions(config.suppressions) : [];
  if (!suppressions.length && !file) return { notices: [], apply: (report) => report, close: async () => undefined };
  const marker = openMarker(config.keyFile);
  const today = todayInJapan();
  const suppressor = new Suppressor(marker, suppressions, today);
  const expired = suppressions.filter((s) => isExpired(s, today));
  const writer = options.writeBaseline ? new BaselineWriter(marker) : undefined;
  const known = file && !writer ? readBaseline(file) : undefined;
  return {
    notices: expired.map(({ rule, until, by, reason }) =>
      locale === "ja"
        ? `期限の過ぎた見送り: ${rule}(${until} まで、${by}: ${reason})`
        : `expired suppression: ${rule} (until ${until}, ${by}: ${reason})`,
    ),
    apply(report, transcript) {
      const rest = suppressor.apply(report, transcript);
      writer?.add(rest, transcript);
      return known ? markKnown(rest, transcript, marker, known) : rest;
    },
    async close() {
      if (!writer || !file) return undefined;
      const output = openOutput(file);
      await output.write(writer.render());
      await output.close();
      return locale === "ja"
        ? `基準を書きました: ${file}(指摘 ${writer.size})`
        : `baseline written: ${file} (${writer.size} findings)`;
    },
  };
}
