import levenshtein from "fast-levenshtein";
import type { Said } from "./errors.js";

/** A hint at the name that was probably meant; nothing where none is near. */
export function nearest(written: string, names: readonly string[]): Said | undefined {
  const short = written.slice(0, 80);
  const ranked = names
    .map((name) => ({ name, distance: levenshtein.get(short, name) }))
    .filter(({ name, distance }) => distance <= Math.max(2, name.length / 3) || name.endsWith(`/${short}`))
    .sort((a, b) => a.distance - b.distance);
  const [best] = ranked;
  return best && didYouMean(best.name);
}

/** The hint itself. */
export const didYouMean = (name: string): Said => ({ ja: `もしかして ${name} ?`, en: `did you mean ${name}?` });
