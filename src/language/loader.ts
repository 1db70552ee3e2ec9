import { KikimimiError } from "../errors.js";
import { assembleDictionary, DICTIONARY_FILES, type Dictionary, type DictionaryFile } from "./dictionary-data.js";

/** Where dictionary files come from. */
export interface DictionarySource {
  /** For messages: the folder or URL. */
  name: string;
  /**
   * The unzipped content of a file. `onBytes` is told how many bytes have arrived, and how many there will be where
   * that is known.
   */
  read(file: DictionaryFile, onBytes: (loaded: number, total: number | undefined) => void): Promise<Uint8Array>;
  /** Drops what the source has kept of files that turned out to be unusable. */
  forget?(): Promise<void>;
}

export interface LoadProgress {
  /** Files that are ready. */
  files: number;
  totalFiles: number;
  /** Bytes that have arrived, as transferred. */
  loadedBytes: number;
  /** Bytes to come in all, as far as the files begun have said. */
  totalBytes: number;
}

/** Whether these bytes are gzip: many servers have unzipped `.gz` files by the time they arrive. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * Loads a kuromoji dictionary, all files at the same time.
 *
 * @throws KikimimiError `dictionary-load`, naming the file that failed. Nothing is kept, so that one may try again.
 */
export async function loadDictionary(
  source: DictionarySource,
  onProgress?: (progress: LoadProgress) => void,
): Promise<Dictionary> {
  const arrived = new Map<DictionaryFile, { loaded: number; total: number }>();
  let ready = 0;
  const report = () => {
    if (!onProgress) return;
    let loadedBytes = 0;
    let totalBytes = 0;
    for (const { loaded, total } of arrived.values()) {
      loadedBytes += loaded;
      totalBytes += Math.max(total, loaded);
    }
    onProgress({ files: ready, totalFiles: DICTIONARY_FILES.length, loadedBytes, totalBytes });
  };
  const readOne = async (file: DictionaryFile): Promise<Uint8Array> => {
    try {
      const bytes = await source.read(file, (loaded, total) => {
        arrived.set(file, { loaded, total: total ?? 0 });
        report();
      });
      ready++;
      report();
      return bytes;
    } catch (cause) {
      throw new KikimimiError(
        "dictionary-load",
        { ja: "辞書ファイルを読み込めません", en: "the dictionary file cannot be loaded" },
        {
          file: `${source.name.replace(/\/$/, "")}/${file}`,
          expected: { ja: "kuromoji 0.1.2 の IPADIC 辞書", en: "the IPADIC dictionary of kuromoji 0.1.2" },
          hint: {
            ja: "場所と通信を確かめて、もう一度お試しください",
            en: "check the address and the network, and try again",
          },
          cause,
        },
      );
    }
  };
  try {
    return await assembleDictionary(readOne);
  } catch (error) {
    await source.forget?.().catch(() => undefined);
    throw error;
  }
}
