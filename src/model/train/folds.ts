import type { Corpus } from "../../evaluation/corpus.js";

/** `fixtures/corpus/dev/d2-05.json` → `d2`; `lines/pressure_fear.b.jsonl` → `lines-b`; `fixtures/calls/…` → `fixtures`. */
export function sourceOf(file: string): string {
  const [folder, name = file] = file.split(/[\\/]/u).slice(-2);
  if (folder === "calls") return "fixtures";
  if (name.endsWith(".jsonl")) return `lines-${/\.([a-z])\.jsonl$/u.exec(name)?.[1] ?? "a"}`;
  return /^([a-z]+\d*)-/u.exec(name)?.[1] ?? name;
}

/** Into how many folds the writers besides the first are put. */
const OTHERS = 3;

/**
 * Which writers of calls are left out together: whole writers, the twins of one hand never apart; few folds, so that
 * training stays a matter of minutes. Single lines go to the folds in turn.
 */
export class Folds {
  readonly all: readonly (readonly string[])[];
  readonly #of = new Map<string, number>();

  constructor(corpus: Corpus) {
    const sources = [...new Set(corpus.calls.map((c) => sourceOf(c.file)))].sort();
    const twins = [
      ["d1", "d2", "d3"],
      ["c", "e"],
      ["o", "p"],
    ].map((fold) => fold.filter((s) => sources.includes(s)));
    const rest = sources.filter((s) => !twins.flat().includes(s));
    const others = Array.from({ length: OTHERS }, (_, k) => rest.filter((_, i) => i % OTHERS === k));
    this.all = [...twins, ...others].filter((fold) => fold.length);
    for (const [k, fold] of this.all.entries()) for (const source of fold) this.#of.set(source, k);
  }

  /** The fold of a call. */
  ofCall(file: string): number {
    return this.#of.get(sourceOf(file)) ?? 0;
  }

  /** The fold of the single line of this number. */
  ofLine(number: number): number {
    return number % this.all.length;
  }
}
