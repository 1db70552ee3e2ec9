import { featureOffset, type WordTable } from "./dictionary-data.js";
import { toKatakana } from "./reading.js";

/** What the dictionary says about one word. The strings are shared by all morphemes of that word. */
export interface Word {
  surface: string;
  pos: string;
  posDetail: string;
  posDetail2: string;
  conjugationType: string;
  conjugationForm: string;
  /** The surface where the dictionary has none. */
  base: string;
  /** Katakana; the surface in katakana where the dictionary has none. */
  reading: string;
  /** In the order in which words are first met: what is derived from words can be kept in a plain list. */
  number: number;
}

/** Reads the features of words when they are first met and keeps them. */
export class WordList {
  private readonly words = new Map<number, Word>();
  private readonly strings = new Map<string, string>();
  private readonly decoder = new TextDecoder();

  constructor(private readonly table: WordTable) {}

  get(id: number): Word {
    const met = this.words.get(id);
    if (met) return met;
    const word = this.read(id);
    this.words.set(id, word);
    return word;
  }

  private read(id: number): Word {
    const { tokens, features } = this.table;
    const start = featureOffset(tokens, id);
    // A copy, because browsers do not decode shared memory.
    const line = this.decoder.decode(features.slice(start, features.indexOf(0, start)));
    // surface, 品詞, 細分類1–3, 活用型, 活用形, 原形, 読み, 発音
    const parts = line.split(",");
    const field = (i: number) => this.share(parts[i] ?? "*");
    const surface = field(0);
    return {
      number: this.words.size,
      surface,
      pos: field(1),
      posDetail: field(2),
      posDetail2: field(3),
      conjugationType: field(5),
      conjugationForm: field(6),
      base: field(7) === "*" ? surface : field(7),
      reading: field(8) === "*" ? toKatakana(surface) : field(8),
    };
  }

  private share(text: string): string {
    const kept = this.strings.get(text);
    if (kept !== undefined) return kept;
    this.strings.set(text, text);
    return text;
  }
}
