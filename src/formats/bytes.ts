import { KikimimiError } from "../errors.js";

/**
 * The bytes of a file, as Node and `Blob.arrayBuffer()` give them.
 * @throws KikimimiError `bad-option` for anything else
 */
export function bytesOf(content: unknown): Uint8Array {
  if (content instanceof Uint8Array) return content;
  // Told by its tag: of another frame or context of the page it is no instance here.
  if (tagOf(content) === "ArrayBuffer") return new Uint8Array(content as ArrayBuffer);
  if (ArrayBuffer.isView(content)) return new Uint8Array(content.buffer, content.byteOffset, content.byteLength);
  throw new KikimimiError(
    "bad-option",
    { ja: "ファイルの中身のバイト列ではありません", en: "these are not the bytes of a file" },
    {
      path: "bytes",
      expected: { ja: "Uint8Array か ArrayBuffer", en: "a Uint8Array or an ArrayBuffer" },
      hint:
        typeof content === "string"
          ? {
              ja: "ファイル名なら fs.readFileSync で読み、文字列なら new TextEncoder().encode で渡してください",
              en: "read a file by its name with fs.readFileSync, make bytes of a text with new TextEncoder().encode",
            }
          : undefined,
    },
  );
}

const tagOf = (value: unknown): string => Object.prototype.toString.call(value).slice(8, -1);
