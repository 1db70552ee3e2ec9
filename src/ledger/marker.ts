import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { digest } from "../digest.js";
import { KikimimiError } from "../errors.js";
import type { Finding } from "../report/schema.js";
import type { Transcript } from "../transcript/schema.js";

/** Bytes of a key below which its marks could be guessed. */
const SHORTEST = 16;

/**
 * Names findings by keyed hash (HMAC-SHA-256), so that lists of them hold nothing of what was said and tell nothing to
 * who has not the key. The mark is of the call – its id and every word of it –, the rule and the place: it does not
 * depend on file names or on the order of files, and does not outlive a change of the call.
 */
export class Marker {
  readonly #key: Uint8Array;

  /** @throws KikimimiError `bad-option` for a key of fewer than 16 bytes */
  constructor(key: string) {
    this.#key = utf8ToBytes(key);
    if (this.#key.length < SHORTEST)
      throw new KikimimiError(
        "bad-option",
        { ja: "鍵が短すぎます", en: "the key is too short" },
        { expected: { ja: `${SHORTEST}バイト以上`, en: `at least ${SHORTEST} bytes` } },
      );
  }

  /** The marks of the findings of one call. */
  of({ callId, utterances }: Transcript): (finding: Pick<Finding, "id">) => string {
    const call = digest(JSON.stringify([callId, ...utterances.map((u) => [u.speaker, u.text])]));
    return ({ id }) => bytesToHex(hmac(sha256, this.#key, utf8ToBytes(`${call} ${id}`))).slice(0, 32);
  }
}
