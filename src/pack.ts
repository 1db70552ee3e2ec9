import { version } from "../package.json";
import type { Dictionary } from "./dictionary/load.js";
import { digest } from "./digest.js";
import type { Rule } from "./rules/rule.js";

/** Everything that decides what a call's report says, beside the call itself. */
export interface PackParts {
  rules: readonly Rule[];
  dictionaries: readonly Dictionary[];
  /** Of the weights; absent where the rules decide alone. */
  weights: string | undefined;
  /** What the configuration sets for the analysis. */
  settings: unknown;
}

/**
 * Names what a report was made with, e.g. `0.1.0+5f1d0c9a7b3e2468`: the version of the package, and a hash of rules,
 * dictionaries, weights and settings. Two reports with the same pack differ only where their calls do. It does not
 * depend on the machine, the locale, or the order and file names of dictionaries.
 */
export function packOf({ rules, dictionaries, weights, settings }: PackParts): string {
  const parts = {
    rules: rules.map(({ id, category, severity, legalBasis, off, threshold, revision }) => {
      const basis = legalBasis.map((p) => p.cite);
      return { id, category, severity, basis, off, threshold, revision };
    }),
    dictionaries: dictionaries.map(({ cues }) => digest(canonical(cues))).sort(),
    weights,
    settings,
  };
  return `${version}+${digest(canonical(parts)).slice(0, 16)}`;
}

/** JSON with the keys of every object in order, and nothing for `undefined`: equal data, equal text. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, v: unknown) =>
    v !== null && typeof v === "object" && !Array.isArray(v)
      ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)))
      : v,
  );
}
