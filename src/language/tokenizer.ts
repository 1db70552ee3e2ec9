import type { Dictionary } from "./dictionary-data.js";
import { Lattice } from "./lattice.js";
import type { Morpheme } from "./morpheme.js";
import { normalize } from "./normalize.js";
import { toKatakana } from "./reading.js";
import { type Word, WordList } from "./words.js";

const COMMA = "、".charCodeAt(0);
const FULL_STOP = "。".charCodeAt(0);

/** Splits Japanese text into words, as kuromoji does on the normalised text. */
export class Tokenizer {
  private readonly lattice: Lattice;
  private readonly known: WordList;
  private readonly unknown: WordList;
  private readonly readings = new Map<string, readonly string[]>();

  /** @param dictionary May be shared between threads, each with a Tokenizer of its own. */
  constructor(readonly dictionary: Dictionary) {
    this.lattice = new Lattice(dictionary);
    this.known = new WordList(dictionary.known);
    this.unknown = new WordList(dictionary.unknown);
  }

  /**
   * The words of a text, in order, none overlapping; the offsets lead into `text` as it is. Takes time linear in the
   * text, with or without punctuation. Of a character that stands for several words (`㎡`) the first word has the
   * range, and the others are empty at its end.
   */
  tokenize(text: string): Morpheme[] {
    const normalized = normalize(text);
    const spelled = normalized.text;
    const { lattice } = this;
    lattice.clear();
    for (let from = 0; from < spelled.length; ) {
      const to = sentenceEnd(spelled, from);
      lattice.split(spelled, from, to);
      from = to;
    }
    const { ends, ids, count } = lattice;
    const morphemes = new Array<Morpheme>(count);
    let from = 0;
    let covered = 0;
    for (let i = 0; i < count; i++) {
      const to = ends[i] as number;
      const id = ids[i] as number;
      const end = normalized.end(to - 1);
      const start = Math.max(normalized.start(from), covered);
      morphemes[i] =
        id >= 0
          ? morpheme(this.known.get(id), start, end)
          : this.unknownMorpheme(id, spelled.slice(from, to), start, end);
      covered = end;
      from = to;
    }
    return morphemes;
  }

  /** All readings that the dictionary has for a word written so, in katakana; empty for unknown words. */
  readingsOf(surface: string): readonly string[] {
    const kept = this.readings.get(surface);
    if (kept) return kept;
    const words = this.lattice.wordsOf(surface).map((id) => this.known.get(id).reading);
    const readings = [...new Set(words)];
    // Single characters are what it is for; there are few, so that this stays small.
    if (surface.length === 1) this.readings.set(surface, readings);
    return readings;
  }

  /** Whether the dictionary has a text as a family name, whatever else it may be: 望月 is a moon, too, and 三宅 two words. */
  isSurname(text: string): boolean {
    return this.lattice.wordsOf(text).some((id) => this.known.get(id).surname);
  }

  private unknownMorpheme(kind: number, surface: string, start: number, end: number): Morpheme {
    const word = this.unknown.get(-1 - kind);
    return morpheme({ ...word, surface, base: surface, reading: toKatakana(surface), number: -1 }, start, end);
  }
}

function morpheme(word: Word, start: number, end: number): Morpheme {
  const { surface, base, reading, pos, posDetail, posDetail2, conjugationType, conjugationForm, number: id } = word;
  const known = id >= 0;
  return {
    surface,
    start,
    end,
    base,
    reading,
    pos,
    posDetail,
    posDetail2,
    conjugationType,
    conjugationForm,
    known,
    id,
  };
}

/** kuromoji takes text apart after each 、 and 。 and looks at each part alone. */
function sentenceEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === COMMA || code === FULL_STOP) return at + 1;
  }
  return text.length;
}
