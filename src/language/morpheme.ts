/** A word as the tokeniser sees it. Offsets are UTF-16 offsets into the original text, whatever the text holds. */
export interface Morpheme {
  /** The normalised text of this word (see `normalize`); the original is `text.slice(start, end)`. */
  surface: string;
  start: number;
  end: number;
  /** Dictionary form; the surface itself for unknown words. */
  base: string;
  /** Katakana reading of the surface; the surface in katakana where the dictionary has none. */
  reading: string;
  /** 品詞, e.g. 名詞, 動詞, 助動詞. */
  pos: string;
  /** 品詞細分類1, e.g. 固有名詞, 自立. */
  posDetail: string;
  /** 品詞細分類2, e.g. 人名, 地域, 組織; `*` where there is none. */
  posDetail2: string;
  /** 活用型, `*` when it does not inflect. */
  conjugationType: string;
  /** 活用形, e.g. 未然形, `*` when it does not inflect. */
  conjugationForm: string;
  /** False for words that are not in the dictionary. */
  known: boolean;
  /**
   * The word's number among those that the tokenizer has met, -1 for words that are not in the dictionary: what is derived
   * from a word can be kept by it.
   */
  id: number;
}
