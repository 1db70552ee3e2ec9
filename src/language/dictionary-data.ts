import { KikimimiError } from "../errors.js";

/** The files of a kuromoji dictionary that are needed, the ones that take longest to read first. */
export const DICTIONARY_FILES = [
  "tid_pos.dat.gz",
  "base.dat.gz",
  "check.dat.gz",
  "cc.dat.gz",
  "tid.dat.gz",
  "tid_map.dat.gz",
  "unk_pos.dat.gz",
  "unk.dat.gz",
  "unk_map.dat.gz",
  "unk_invoke.dat.gz",
  "unk_char.dat.gz",
] as const;

export type DictionaryFile = (typeof DICTIONARY_FILES)[number];

/**
 * Lists of words. One that begins at `at` has `list[at]` words, and each has three numbers: its id, its left and right
 * context ids (`left << 16 | right`), its cost.
 */
export interface WordTable {
  list: Int32Array;
  /** For each word id the offset of its features, as two halves at `id + 3` and `id + 4`, low half first. */
  tokens: Int16Array;
  /** UTF-8, each ended by NUL. */
  features: Uint8Array;
  /** The context ids are below this. */
  contexts: number;
}

/** A kuromoji (IPADIC) dictionary as plain typed arrays, which several tokenizers can use, in shared memory too. Never write to it. */
export interface Dictionary {
  /**
   * Double array over the UTF-8 bytes of the words: base and check of each place side by side, since who looks at the one
   * looks at the other. The base of a leaf is where the list of its words begins.
   */
  trie: Int32Array;
  /** Cost of word `left` after word `right`: `costs[right * contexts + left + 2]`. */
  costs: Int16Array;
  contexts: number;
  known: WordTable;
  unknown: WordTable;
  /** Character class of each UTF-16 unit. */
  classes: Uint8Array;
  /** For each class where the list of its unknown words begins. */
  unknownAt: Int32Array;
  /** For each class: 1 when unknown words are tried even where known ones begin. */
  invoke: Uint8Array;
  /** For each class: 1 when a run of the class is one unknown word. */
  group: Uint8Array;
  /** The class of characters the dictionary says nothing about. */
  defaultClass: number;
}

/** Gives the unzipped bytes of a file. */
type Read = (file: DictionaryFile) => Promise<Uint8Array>;

/**
 * Puts the files together, each part as soon as its files are there.
 *
 * @throws KikimimiError `dictionary-load`, naming the file, when one is cut short or does not fit the others.
 */
export async function assembleDictionary(read: Read): Promise<Dictionary> {
  // The words first: theirs is the largest file.
  const words = wordTable(read, "tid");
  const [
    { table: known, listAt },
    doubleArray,
    { costs, contexts },
    { table: unknown, listAt: unknownAt },
    characters,
  ] = await Promise.all([words, readTrie(read), readCosts(read), wordTable(read, "unk"), readCharacters(read)]);
  if (known.contexts > contexts)
    throw unfit("tid.dat.gz", { ja: "文脈番号が範囲外です", en: "a context number is out of range" });
  if (unknown.contexts > contexts)
    throw unfit("unk.dat.gz", { ja: "文脈番号が範囲外です", en: "a context number is out of range" });
  for (let code = 0; code < characters.classes.length; code++) {
    const id = characters.classes[code] as number;
    if (id >= characters.invoke.length || !unknownAt[id]) {
      throw unfit("unk_char.dat.gz", { ja: "未定義の文字種があります", en: "a character class is not defined" });
    }
  }
  return { trie: trieOf(doubleArray, listAt), costs, contexts, known, unknown, unknownAt, ...characters };
}

interface DoubleArray {
  base: Int32Array;
  check: Int32Array;
}

async function readTrie(read: Read): Promise<DoubleArray> {
  const [baseBytes, checkBytes] = await Promise.all([read("base.dat.gz"), read("check.dat.gz")]);
  const base = int32(baseBytes, "base.dat.gz");
  const check = int32(checkBytes, "check.dat.gz");
  if (base.length === 0) throw unfit("base.dat.gz", { ja: "空です", en: "it is empty" });
  if (base.length !== check.length)
    throw unfit("check.dat.gz", { ja: "base.dat.gz と長さが合いません", en: "its length does not fit base.dat.gz" });
  let size = check.length;
  while (size > 1 && (check[size - 1] as number) < 0) size--;
  // A look-up goes up to 255 places further.
  size = Math.min(size + 256, check.length);
  return { base: base.subarray(0, size), check: check.subarray(0, size) };
}

/** @param listAt by key, which a leaf has as `-1 - key` in its base */
function trieOf({ base, check }: DoubleArray, listAt: Int32Array): Int32Array {
  const trie = new Int32Array(2 * base.length);
  for (let at = 0; at < base.length; at++) {
    const own = base[at] as number;
    const before = check[at] as number;
    // Free places have a negative base as well, and no place before them.
    trie[2 * at] = own < 0 && before >= 0 ? (listAt[-1 - own] as number) : own;
    trie[2 * at + 1] = before;
  }
  return trie;
}

async function readCosts(read: Read): Promise<{ costs: Int16Array; contexts: number }> {
  const costs = int16(await read("cc.dat.gz"), "cc.dat.gz");
  const contexts = costs[1] ?? 0;
  if (contexts < 1 || costs.length !== (costs[0] ?? 0) * contexts + 2) {
    throw unfit("cc.dat.gz", { ja: "見出しの大きさと長さが合いません", en: "its length does not fit its head" });
  }
  return { costs, contexts };
}

/** Words, and by key where their list begins; 0: there are none. */
async function wordTable(read: Read, name: "tid" | "unk"): Promise<{ table: WordTable; listAt: Int32Array }> {
  const tokenFile = `${name}.dat.gz` as const;
  const mapFile = `${name}_map.dat.gz` as const;
  const features = read(`${name}_pos.dat.gz`);
  // Its failure is met below; until then it must not count as unhandled.
  features.catch(() => undefined);
  const [tokenBytes, mapBytes] = await Promise.all([read(tokenFile), read(mapFile)]);
  const tokens = int16(tokenBytes, tokenFile);
  const map = int32(mapBytes, mapFile);
  const words = Math.floor(tokens.length / 5);
  // The map is a row of records: key, count, that many words as byte offsets. Zeros fill the end of the file.
  const records = map[0] ?? 0;
  if (!(records > 0 && records * 2 < map.length)) throw unfit(mapFile, { ja: "空です", en: "it is empty" });
  const listAt = new Int32Array(words + 1);
  const list = new Int32Array(1 + records + (map.length - 1 - records * 2) * 3);
  let slot = 1;
  let contexts = 0;
  let lastWord = 0;
  let lastText = 0;
  for (let record = 0, at = 1; record < records; record++) {
    const key = map[at] as number;
    const count = map[at + 1] as number;
    const end = at + 2 + count;
    if (!(key >= 0 && key <= words && count > 0 && end <= map.length)) {
      throw unfit(mapFile, {
        ja: `${tokenFile} と合わないか、途中で切れています`,
        en: `it does not fit ${tokenFile}, or is cut off`,
      });
    }
    listAt[key] = slot;
    list[slot++] = count;
    for (at += 2; at < end; at++) {
      const word = (map[at] as number) >> 1;
      const left = tokens[word] as number;
      const right = tokens[word + 1] as number;
      if (!(left >= 0 && right >= 0 && word + 4 < tokens.length))
        throw unfit(tokenFile, { ja: "語が足りません", en: "words are missing" });
      if (left >= contexts) contexts = left + 1;
      if (right >= contexts) contexts = right + 1;
      list[slot++] = word;
      list[slot++] = (left << 16) | right;
      list[slot++] = tokens[word + 2] as number;
      if (word > lastWord) lastWord = word;
      const text = featureOffset(tokens, word);
      if (text > lastText) lastText = text;
    }
  }
  const texts = await features;
  const end = texts.indexOf(0, lastText);
  if (end <= lastText)
    throw unfit(`${name}_pos.dat.gz`, { ja: "語の情報が途中で切れています", en: "the data of words is cut off" });
  const table = {
    list: trimmed(list, slot),
    tokens: trimmed(tokens, lastWord + 5),
    features: trimmed(texts, end + 1),
    contexts,
  };
  return { table, listAt };
}

/** kuromoji's files end in megabytes of zeros. Where those outweigh the rest they are not kept. */
function trimmed<T extends Uint8Array | Int16Array | Int32Array>(array: T, length: number): T {
  return (length * 4 < array.length ? array.slice(0, length) : array.subarray(0, length)) as T;
}

/** Where the features of a word begin. */
export function featureOffset(tokens: Int16Array, word: number): number {
  return ((tokens[word + 3] as number) & 0xffff) | ((tokens[word + 4] as number) << 16);
}

async function readCharacters(read: Read): Promise<Pick<Dictionary, "classes" | "invoke" | "group" | "defaultClass">> {
  const [bytes, classes] = await Promise.all([read("unk_invoke.dat.gz"), read("unk_char.dat.gz")]);
  if (classes.length !== 0x10000)
    throw unfit("unk_char.dat.gz", { ja: "65536 バイトではありません", en: "it is not 65536 bytes long" });
  const invoke: number[] = [];
  const group: number[] = [];
  const names: string[] = [];
  // A class: always invoked, grouped, longest length (4 bytes, which kuromoji does not use), name, NUL.
  for (let at = 0; at + 6 < bytes.length && bytes[at + 6] !== 0; ) {
    const end = bytes.indexOf(0, at + 6);
    if (end < 0) break;
    invoke.push(bytes[at] as number);
    group.push(bytes[at + 1] as number);
    names.push(String.fromCharCode(...bytes.slice(at + 6, end)));
    at = end + 1;
  }
  const defaultClass = names.indexOf("DEFAULT");
  if (defaultClass < 0)
    throw unfit("unk_invoke.dat.gz", { ja: "DEFAULT の定義がありません", en: "DEFAULT is not defined" });
  return { classes, invoke: Uint8Array.from(invoke), group: Uint8Array.from(group), defaultClass };
}

function int32(bytes: Uint8Array, file: DictionaryFile): Int32Array {
  if (bytes.length % 4 !== 0) throw unfit(file, { ja: "途中で切れています", en: "it is cut off" });
  const { buffer, byteOffset, length } = aligned(bytes);
  return new Int32Array(buffer, byteOffset, length / 4);
}

function int16(bytes: Uint8Array, file: DictionaryFile): Int16Array {
  if (bytes.length % 2 !== 0) throw unfit(file, { ja: "途中で切れています", en: "it is cut off" });
  const { buffer, byteOffset, length } = aligned(bytes);
  return new Int16Array(buffer, byteOffset, length / 2);
}

/** Small Buffers may begin anywhere in a larger one. */
function aligned(bytes: Uint8Array): Uint8Array {
  return bytes.byteOffset % 4 === 0 ? bytes : Uint8Array.from(bytes);
}

function unfit(file: DictionaryFile, { ja, en }: { ja: string; en: string }): KikimimiError {
  const reason = { ja: `辞書ファイルが壊れています: ${ja}`, en: `the dictionary file is damaged: ${en}` };
  return new KikimimiError("dictionary-load", reason, {
    file,
    expected: { ja: "kuromoji 0.1.2 の IPADIC 辞書", en: "the IPADIC dictionary of kuromoji 0.1.2" },
    hint: { ja: "辞書を取得し直してください", en: "fetch the dictionary again" },
  });
}
