import type { Morpheme } from "./morpheme.js";

/** A run of words that says one thing; indices into the morphemes, end exclusive. */
export interface Clause {
  from: number;
  to: number;
}

const stops = /[。．.？！?!]/u;

/**
 * Cuts an utterance where a thought ends: at stops, and – recognisers write no stops – after a polite or final
 * predicate, and after けど/ので/から and their like. Every morpheme belongs to exactly one clause.
 */
export function clausesOf(words: readonly Morpheme[]): Clause[] {
  const clauses: Clause[] = [];
  let from = 0;
  for (let i = 0; i < words.length; i++) {
    const m = words[i] as Morpheme;
    const next = words[i + 1];
    const stop = m.pos === "記号" && stops.test(m.surface);
    const joint =
      m.pos === "助詞" &&
      /^(?:けど|けども|けれど|けれども|ので|んで|から|のに|し)$/u.test(m.surface) &&
      m.posDetail === "接続助詞";
    const final =
      m.pos === "助動詞" &&
      (m.base === "です" || m.base === "ます") &&
      m.conjugationForm === "基本形" &&
      next !== undefined &&
      next.pos !== "助詞" &&
      next.pos !== "助動詞" &&
      next.pos !== "記号" &&
      next.posDetail !== "非自立";
    const finalParticle =
      m.pos === "助詞" &&
      m.posDetail === "終助詞" &&
      next !== undefined &&
      next.pos !== "助詞" &&
      next.pos !== "記号" &&
      i - from > 3;
    if (stop || joint || final || finalParticle) {
      clauses.push({ from, to: i + 1 });
      from = i + 1;
    }
  }
  if (from < words.length) clauses.push({ from, to: words.length });
  return clauses;
}
