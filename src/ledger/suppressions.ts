import * as z from "zod";
import { checked } from "../check.js";
import { riskOf } from "../report/risk.js";
import type { Report } from "../report/schema.js";
import type { Transcript } from "../transcript/schema.js";
import type { Marker } from "./marker.js";

const Mark = z.string().regex(/^[0-9a-f]{32}$/u, "kikimimi suppress");

/** A finding that a person has looked at and let pass, until a day. */
export const Suppression = z.strictObject({
  mark: Mark,
  /** For people: the mark alone decides. */
  rule: z.string().min(1),
  reason: z.string().min(1),
  /** Who decided it. */
  by: z.string().min(1),
  /** When it was decided. */
  on: z.iso.date(),
  /** The last day on which it holds. */
  until: z.iso.date(),
});
export type Suppression = z.infer<typeof Suppression>;

const SuppressionFile = z.strictObject({ version: z.literal(1), suppressions: z.array(Suppression) });

/** @throws KikimimiError `bad-configuration` with the path of what does not fit */
export const parseSuppressions = (data: unknown): Suppression[] => checked(SuppressionFile, data).suppressions;

export const renderSuppressions = (suppressions: readonly Suppression[]): string =>
  `${JSON.stringify({ version: 1, suppressions }, null, 2)}\n`;

/** Today in Japan, `2026-05-12`. */
export const todayInJapan = (now: number = Date.now()): string =>
  new Date(now + 9 * 3_600_000).toISOString().slice(0, 10);

export const isExpired = ({ until }: Suppression, today: string): boolean => until < today;

const Given = z.strictObject({ suppressions: z.array(Suppression), today: z.iso.date() });

/** Takes suppressed findings out of reports, and says so in them. */
export class Suppressor {
  readonly #active = new Map<string, Suppression>();

  /**
   * @param today the day that decides what has expired, `2026-05-12`; by default today in Japan
   * @throws KikimimiError `bad-configuration` with the path of what does not fit: an entry, or the day
   */
  constructor(
    private readonly marker: Marker,
    suppressions: readonly Suppression[],
    today: string = todayInJapan(),
  ) {
    // A day or an entry that cannot be compared would let a finding pass for ever.
    const given = checked(Given, { suppressions, today });
    for (const s of given.suppressions) if (!isExpired(s, given.today)) this.#active.set(s.mark, s);
  }

  /** The report without its suppressed findings: they are listed apart, and the risk is that of the others. */
  apply(report: Report, transcript: Transcript): Report {
    if (!this.#active.size) return report;
    const markOf = this.marker.of(transcript);
    const suppressed: NonNullable<Report["suppressed"]> = [];
    const findings = report.findings.filter((finding) => {
      const found = this.#active.get(markOf(finding));
      if (!found) return true;
      const { reason, by, until } = found;
      const { id, ruleId, severity } = finding;
      suppressed.push({ id, ruleId, severity, reason, by, until });
      return false;
    });
    return suppressed.length ? { ...report, risk: riskOf(findings), findings, suppressed } : report;
  }
}
