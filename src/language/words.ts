import { featureOffset, type WordTable } from "./dictionary-data.js";
import { toKatakana } from "./reading.js";

/** What the dictionary says about one word. The strings are shared by all morphemes of that word. */
export interface Word {
  surface: string;
  pos: string;
  posDetail: string;
  posDetail2: string;
  /** Whether it is a family name (細分類3: 姓). */
  surname: boolean;
  conjugationType: string;
  conjugationForm: string;
  /** The surface where the dictionary has none. */
  base: string;
  /** Katakana; the surface in katakana where the dictionary has none. */
  reading: string;
  /** In the order in which words are first met: what is derived from words can be kept in a plain list. */
  number: number;
}

/** A word's numbers in the table: contexts, cost, and where its features are. Its id is where they begin. */
const RECORD = 5;

/** Reads the features of words when they are first met and keeps them. */
export class WordList {
  private readonly words: Word[] = [];
  /** By place in the table: the number of the word and one more, 0 while it is not met. */
  private readonly met: Int32Array;
  private readonly strings = new Map<string, string>();
  private readonly decoder = new TextDecoder();

  constructor(private readonly table: WordTable) {
    this.met = new Int32Array(Math.ceil(table.tokens.length / RECORD));
  }

  get(id: number): Word {
    const place = Math.floor(id / RECORD);
    const met = this.met[place] as number;
    if (met > 0) return this.words[met - 1] as Word;
    const word = this.read(id);
    this.met[place] = this.words.push(word);
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
      number: this.words.length,
      surface,
      pos: field(1),
      posDetail: field(2),
      posDetail2: field(3),
      surname: parts[4] === "姓",
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
