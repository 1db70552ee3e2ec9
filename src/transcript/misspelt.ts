import levenshtein from "fast-levenshtein";

/** A member that is not known, and the one that was probably meant. */
export interface Misspelt {
  key: string;
  meant: string;
}

/**
 * The first member of an object that looks like a known one which is not there. Other unknown members are the business
 * of whoever wrote them.
 */
export function misspelt(value: unknown, known: readonly string[]): Misspelt | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  for (const key of Object.keys(value)) {
    if (known.includes(key)) continue;
    const meant = known.find((name) => !Object.hasOwn(value, name) && isSlip(key, name));
    if (meant !== undefined) return { key, meant };
  }
  return undefined;
}

/** One or two letters apart, as people mistype; not as `uid` is from `id`, `age` from `name` or `event` from `agent`. */
function isSlip(written: string, meant: string): boolean {
  if (Math.abs(written.length - meant.length) > 2) return false;
  const [a, b] = [written.toLowerCase(), meant.toLowerCase()];
  const distance = levenshtein.get(a, b);
  if (distance <= 1) return distance === 0 || b.length > 2;
  return distance === 2 && ((b.length > 4 && a[0] === b[0]) || (b.length > 2 && letters(a) === letters(b)));
}

const letters = (word: string): string => [...word].sort().join("");
