import type { Morpheme } from "../language/morpheme.js";
import { toHiragana } from "../language/reading.js";
import type { Transcript } from "../transcript/schema.js";
import { random } from "./random.js";

/** How often a recogniser does what to a word; about what a poor telephone line brings. */
export interface NoiseRates {
  /** A filler before a word that carries meaning. */
  filler: number;
  /** A word with kanji comes out in kana. */
  kana: number;
  /** A word comes out as another that sounds the same. */
  homophone: number;
}

const usual: NoiseRates = { filler: 0.06, kana: 0.08, homophone: 0.05 };

const fillers = ["えー", "あの", "えっと", "まあ", "その", "えーと"];
const hasKanji = /\p{Script=Han}/u;
const carriesMeaning = (m: Morpheme) => /^(?:名詞|動詞|形容詞|副詞)$/u.test(m.pos) && m.posDetail !== "非自立";

/**
 * Writes what was said as a speech recogniser might have: no punctuation, fillers, kana for kanji, homophones. Homophones
 * are taken from the texts given, so that a word becomes another that such calls do use. The same call comes out the same
 * every time.
 */
export class RecogniserNoise {
  readonly #alike = new Map<string, Set<string>>();

  constructor(
    private readonly tokenize: (text: string) => Morpheme[],
    texts: Iterable<string>,
    private readonly rates: NoiseRates = usual,
  ) {
    for (const text of texts)
      for (const m of tokenize(text)) {
        if (!m.known || !hasKanji.test(m.surface)) continue;
        const alike = this.#alike.get(m.reading);
        if (alike) alike.add(m.surface);
        else this.#alike.set(m.reading, new Set([m.surface]));
      }
  }

  ofCall(transcript: Transcript, seed = 1): Transcript {
    let state = seed;
    for (const c of transcript.callId) state = (Math.imul(state, 31) + (c.codePointAt(0) ?? 0)) | 0;
    const next = random(state);
    return { ...transcript, utterances: transcript.utterances.map((u) => ({ ...u, text: this.ofText(u.text, next) })) };
  }

  ofText(text: string, next: () => number): string {
    let out = "";
    for (const m of this.tokenize(text)) {
      if (m.pos === "記号" && /^[、。，．！？!?…]+$/u.test(m.surface)) continue;
      if (carriesMeaning(m) && next() < this.rates.filler) out += fillers[Math.floor(next() * fillers.length)];
      out += this.#heard(m, text.slice(m.start, m.end), next());
    }
    // A line of marks alone stays what it is.
    return out || text;
  }

  #heard(m: Morpheme, written: string, chance: number): string {
    if (!m.known || !hasKanji.test(m.surface)) return written;
    const { kana, homophone } = this.rates;
    if (chance < kana) return toHiragana(m.reading);
    if (chance >= kana + homophone) return written;
    const others = [...(this.#alike.get(m.reading) ?? [])].filter((s) => s !== m.surface);
    return others[Math.floor(((chance - kana) / homophone) * others.length)] ?? written;
  }
}
