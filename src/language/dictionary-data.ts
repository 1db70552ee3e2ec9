import { KikimimiError } from "../errors.js";

/** The files of a kuromoji dictionary, the ones that take longest to read first. */
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
  "unk_compat.dat.gz",
  "unk_char.dat.gz",
] as const;

export type DictionaryFile = (typeof DICTIONARY_FILES)[number];

/**
 * A list of words: costs and context ids, what each stands for, and which words a key leads to.
 *
 * A word's id is its index in `tokens`: left context id, right context id, cost, then the offset of its features
 * (UTF-8, ended by NUL) as two halves, low half first. The words of key `k` are the `targets[at]` byte offsets after
 * `at = targetAt[k]`; 0 there means none.
 */
export interface WordTable {
  tokens: Int16Array;
  features: Uint8Array;
  targets: Int32Array;
  targetAt: Int32Array;
}

/**
 * A kuromoji (IPADIC) dictionary as plain typed arrays. They lie in shared memory where the platform has it, so a
 * Dictionary sent to a worker thread with `postMessage` is shared and not copied. Never write to it.
 */
export interface Dictionary {
  /** Double array over the UTF-8 bytes of the words. */
  base: Int32Array;
  check: Int32Array;
  /** Cost of word `left` after word `right`: `costs[right * contexts + left + 2]`. */
  costs: Int16Array;
  contexts: number;
  known: WordTable;
  unknown: WordTable;
  /** Character class of each UTF-16 unit. */
  classes: Uint8Array;
  /** For each class: 1 when unknown words are tried even where known ones begin. */
  invoke: Uint8Array;
  /** For each class: 1 when a run of the class is one unknown word. */
  group: Uint8Array;
  /** The class of characters the dictionary says nothing about. */
  defaultClass: number;
}

/**
 * Puts the unzipped files together.
 *
 * @throws KikimimiError `dictionary-load`, naming the file, when one is cut short or does not fit the others.
 */
export function assembleDictionary(files: Record<DictionaryFile, Uint8Array>): Dictionary {
  const base = int32(files, "base.dat.gz");
  const check = int32(files, "check.dat.gz");
  if (base.length === 0) throw unfit("base.dat.gz", "空です");
  if (base.length !== check.length) throw unfit("check.dat.gz", "base.dat.gz と長さが合いません");
  const costs = int16(files, "cc.dat.gz");
  const contexts = costs[1] ?? 0;
  if (contexts < 1 || costs.length !== (costs[0] ?? 0) * contexts + 2) {
    throw unfit("cc.dat.gz", "見出しの大きさと長さが合いません");
  }
  const { invoke, group, names } = readClasses(files["unk_invoke.dat.gz"]);
  const classes = files["unk_char.dat.gz"];
  if (classes.length !== 0x10000) throw unfit("unk_char.dat.gz", "65536 バイトではありません");
  const defaultClass = names.indexOf("DEFAULT");
  if (defaultClass < 0) throw unfit("unk_invoke.dat.gz", "DEFAULT の定義がありません");
  const known = wordTable(files, "tid", contexts);
  const unknown = wordTable(files, "unk", contexts);
  for (const id of classes) {
    if (id >= names.length || !unknown.targetAt[id]) throw unfit("unk_char.dat.gz", "未定義の文字種があります");
  }
  return { base, check, costs, contexts, known, unknown, classes, invoke, group, defaultClass };
}

function wordTable(files: Record<DictionaryFile, Uint8Array>, name: "tid" | "unk", contexts: number): WordTable {
  const tokens = int16(files, `${name}.dat.gz`);
  const features = files[`${name}_pos.dat.gz`];
  const mapFile = `${name}_map.dat.gz` as const;
  const targets = int32(files, mapFile);
  const targetAt = shared(Int32Array, Math.floor(tokens.length / 5) + 1);
  const records = targets[0] ?? 0;
  if (records < 1) throw unfit(mapFile, "空です");
  let lastText = 0;
  // Each record: key, count, that many words. Zeros fill the end of the file.
  for (let record = 0, at = 1; record < records; record++) {
    const key = targets[at] as number;
    const count = targets[at + 1] as number;
    const end = at + 2 + count;
    if (!(key >= 0 && key < targetAt.length && count > 0 && end <= targets.length)) {
      throw unfit(mapFile, `${name}.dat.gz と合わないか、途中で切れています`);
    }
    targetAt[key] = at + 1;
    for (at += 2; at < end; at++) {
      const word = (targets[at] as number) >> 1;
      if (!((tokens[word] as number) < contexts && (tokens[word + 1] as number) < contexts)) {
        throw unfit(`${name}.dat.gz`, "語が足りないか、文脈番号が範囲外です");
      }
      lastText = Math.max(lastText, featureOffset(tokens, word));
    }
  }
  if (features.indexOf(0, lastText) <= lastText) throw unfit(`${name}_pos.dat.gz`, "語の情報が途中で切れています");
  return { tokens, features, targets, targetAt };
}

/** Where the features of a word begin. */
export function featureOffset(tokens: Int16Array, word: number): number {
  return ((tokens[word + 3] as number) & 0xffff) | ((tokens[word + 4] as number) << 16);
}

function readClasses(bytes: Uint8Array): { invoke: Uint8Array; group: Uint8Array; names: string[] } {
  const invoke: number[] = [];
  const group: number[] = [];
  const names: string[] = [];
  let at = 0;
  // A class: always invoked, grouped, longest length (4 bytes, which kuromoji does not use), name, NUL.
  while (at + 6 < bytes.length && bytes[at + 6] !== 0) {
    const end = bytes.indexOf(0, at + 6);
    if (end < 0) break;
    invoke.push(bytes[at] as number);
    group.push(bytes[at + 1] as number);
    names.push(String.fromCharCode(...bytes.slice(at + 6, end)));
    at = end + 1;
  }
  return { invoke: Uint8Array.from(invoke), group: Uint8Array.from(group), names };
}

function int32(files: Record<DictionaryFile, Uint8Array>, file: DictionaryFile): Int32Array {
  const bytes = files[file];
  if (bytes.length % 4 !== 0) throw unfit(file, "途中で切れています");
  return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
}

function int16(files: Record<DictionaryFile, Uint8Array>, file: DictionaryFile): Int16Array {
  const bytes = files[file];
  if (bytes.length % 2 !== 0) throw unfit(file, "途中で切れています");
  return new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
}

/** A zeroed array in shared memory, or in ordinary memory where there is none (pages that are not isolated). */
export function shared<T>(kind: { new (buffer: ArrayBufferLike): T; BYTES_PER_ELEMENT: number }, length: number): T {
  const bytes = length * kind.BYTES_PER_ELEMENT;
  return new kind(typeof SharedArrayBuffer === "function" ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes));
}

function unfit(file: DictionaryFile, reason: string): KikimimiError {
  return new KikimimiError("dictionary-load", `辞書ファイルが壊れています: ${reason}`, {
    file,
    expected: "kuromoji 0.1.2 の IPADIC 辞書",
    hint: "辞書を取得し直してください",
  });
}
